#include "rule/fact_table.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace klamm {
namespace {

constexpr std::array<std::string_view, 4> kProtocols = {"PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"};
constexpr std::array<std::string_view, 3> kReaches = {"loopback", "address", "everywhere"};
constexpr std::array<std::string_view, 3> kClientAuths = {"none", "requested", "required"};

constexpr std::array<std::string_view, 3> kMskKinds = {"standard", "express", "serverless"};

constexpr std::array<FactSpec, kBrokerFacts> kFacts = {{
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

LogicType logic_type(MskType type) {
  switch (type) {
    case MskType::kFlag:
      return LogicType::kBool;
    case MskType::kNumber:
      return LogicType::kNumber;
    case MskType::kText:
      return LogicType::kText;
    case MskType::kTexts:
      return LogicType::kList;
    case MskType::kVersion:
      break;
  }
  return LogicType::kVersion;
}

struct FactTable {
  std::vector<std::string> names;  // of MSK's attributes
  std::vector<FactSpec> specs{kFacts.begin(), kFacts.end()};

  FactTable() {
    for (const MskAttribute& one : msk_attributes()) {
      names.push_back(std::string(msk_thing_name(one.thing)) + "." + std::string(one.name));
    }
    for (size_t index = 0; index < names.size(); ++index) {
      const MskAttribute& one = msk_attributes()[index];
      specs.push_back({names[index], logic_type(one.type), false, one.words, one.thing});
    }
  }
};

const FactTable& fact_table() {
  static const FactTable table;
  return table;
}

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

const FactSpec& fact_spec(Fact fact) { return fact_table().specs[static_cast<size_t>(fact)]; }

std::span<const FactSpec> all_facts() { return fact_table().specs; }

std::optional<Fact> find_fact(std::string_view name) {
  auto facts = all_facts();
  auto found = std::find_if(facts.begin(), facts.end(), [&](const FactSpec& one) { return one.name == name; });
  if (found == facts.end()) return std::nullopt;
  return static_cast<Fact>(found - facts.begin());
}

}  // namespace klamm
