#include "rule/fact_table.h"

#include <array>

namespace klamm {
namespace {

constexpr std::array<std::string_view, 4> kProtocols = {"PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"};
constexpr std::array<std::string_view, 3> kReaches = {"loopback", "address", "everywhere"};
constexpr std::array<std::string_view, 3> kClientAuths = {"none", "requested", "required"};

constexpr std::array<std::string_view, 3> kMskKinds = {"standard", "express", "serverless"};

constexpr std::array<FactSpec, kFactCount> kFacts = {{
    {"kraft", LogicType::kBool, false, {}},
    {"zookeeper", LogicType::kBool, false, {}},
    {"role.broker", LogicType::kBool, false, {}},
    {"role.controller", LogicType::kBool, false, {}},
    {"role.combined", LogicType::kBool, false, {}},
    {"kafka", LogicType::kVersion, false, {}},
    {"listeners.protocol", LogicType::kList, false, kProtocols},
    {"listeners.name", LogicType::kList, false, {}},
    {"mechanisms", LogicType::kList, false, {}},
    {"voters", LogicType::kList, false, {}},
    {"super_users", LogicType::kList, false, {}},
    {"listener.name", LogicType::kText, true, {}},
    {"listener.protocol", LogicType::kText, true, kProtocols},
    {"listener.host", LogicType::kText, true, {}},
    {"listener.port", LogicType::kNumber, true, {}},
    {"listener.reach", LogicType::kText, true, kReaches},
    {"listener.bound", LogicType::kBool, true, {}},
    {"listener.defaulted", LogicType::kBool, true, {}},
    {"listener.controller", LogicType::kBool, true, {}},
    {"listener.inter_broker", LogicType::kBool, true, {}},
    {"listener.encrypted", LogicType::kBool, true, {}},
    {"listener.sasl", LogicType::kBool, true, {}},
    {"listener.anonymous", LogicType::kBool, true, {}},
    {"listener.client_auth", LogicType::kText, true, kClientAuths},
    {"listener.mechanisms", LogicType::kList, true, {}},
    {"listener.advertised.host", LogicType::kText, true, {}},
    {"listener.advertised.port", LogicType::kNumber, true, {}},
    {"complete", LogicType::kBool, false, {}},
    {"msk", LogicType::kBool, false, {}},
    {"msk.kind", LogicType::kText, false, kMskKinds},
}};

}  // namespace

std::string_view logic_type_name(LogicType type) {
  switch (type) {
    case LogicType::kBool:
      return "a truth value";
    case LogicType::kNumber:
      return "a number";
    case LogicType::kText:
      return "a text";
    case LogicType::kList:
      return "a list";
    case LogicType::kVersion:
      return "a version";
  }
  return "";
}

const FactSpec& fact_spec(Fact fact) { return kFacts[static_cast<size_t>(fact)]; }

std::span<const FactSpec> all_facts() { return kFacts; }

}  // namespace klamm
