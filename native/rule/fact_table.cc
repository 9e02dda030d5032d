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

constexpr std::array<FactSpec, kOwnFacts> kFacts = {{
    {"kraft", LogicType::kBool, FactOf::kBroker, {}},
    {"zookeeper", LogicType::kBool, FactOf::kBroker, {}},
    {"role.broker", LogicType::kBool, FactOf::kBroker, {}},
    {"role.controller", LogicType::kBool, FactOf::kBroker, {}},
    {"role.combined", LogicType::kBool, FactOf::kBroker, {}},
    {"kafka", LogicType::kVersion, FactOf::kAll, {}},
    {"listeners.protocol", LogicType::kList, FactOf::kBroker, kProtocols},
    {"listeners.name", LogicType::kList, FactOf::kBroker, {}},
    {"mechanisms", LogicType::kList, FactOf::kBroker, {}},
    {"voters", LogicType::kList, FactOf::kBroker, {}},
    {"super_users", LogicType::kList, FactOf::kBroker, {}},
    {"listener.name", LogicType::kText, FactOf::kListener, {}},
    {"listener.protocol", LogicType::kText, FactOf::kListener, kProtocols},
    {"listener.host", LogicType::kText, FactOf::kListener, {}},
    {"listener.port", LogicType::kNumber, FactOf::kListener, {}},
    {"listener.reach", LogicType::kText, FactOf::kListener, kReaches},
    {"listener.bound", LogicType::kBool, FactOf::kListener, {}},
    {"listener.defaulted", LogicType::kBool, FactOf::kListener, {}},
    {"listener.controller", LogicType::kBool, FactOf::kListener, {}},
    {"listener.inter_broker", LogicType::kBool, FactOf::kListener, {}},
    {"listener.encrypted", LogicType::kBool, FactOf::kListener, {}},
    {"listener.sasl", LogicType::kBool, FactOf::kListener, {}},
    {"listener.anonymous", LogicType::kBool, FactOf::kListener, {}},
    {"listener.client_auth", LogicType::kText, FactOf::kListener, kClientAuths},
    {"listener.mechanisms", LogicType::kList, FactOf::kListener, {}},
    {"listener.advertised.host", LogicType::kText, FactOf::kListener, {}},
    {"listener.advertised.port", LogicType::kNumber, FactOf::kListener, {}},
    {"complete", LogicType::kBool, FactOf::kBroker, {}},
    {"msk", LogicType::kBool, FactOf::kBroker, {}},
    {"msk.kind", LogicType::kText, FactOf::kBroker, kMskKinds},
    {"topic.name", LogicType::kText, FactOf::kTopic, {}},
    {"topic.partitions", LogicType::kNumber, FactOf::kTopic, {}},
    {"topic.replication_factor", LogicType::kNumber, FactOf::kTopic, {}},
    {"topic.internal", LogicType::kBool, FactOf::kTopic, {}},
    {"topic.assigned", LogicType::kBool, FactOf::kTopic, {}},
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
      specs.push_back({names[index], logic_type(one.type), FactOf::kThing, one.words, one.thing});
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
