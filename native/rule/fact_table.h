// The facts that a rule may name behind `@`.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "klamm/msk.h"

namespace klamm {

// Types of the rule language. kList holds texts.
enum class LogicType : uint8_t { kBool, kNumber, kText, kList, kVersion };
std::string_view logic_type_name(LogicType type);  // "a number" …

// Numbers of blobs. Behind these follow the attributes of MSK's things, in the order of their table.
enum class Fact : uint8_t {
  kKraft,
  kZooKeeper,
  kRoleBroker,
  kRoleController,
  kRoleCombined,
  kKafka,
  kListenersProtocol,
  kListenersName,
  kMechanisms,
  kVoters,
  kSuperUsers,
  kListenerName,
  kListenerProtocol,
  kListenerHost,
  kListenerPort,
  kListenerReach,
  kListenerBound,
  kListenerDefaulted,
  kListenerController,
  kListenerInterBroker,
  kListenerEncrypted,
  kListenerSasl,
  kListenerAnonymous,
  kListenerClientAuth,
  kListenerMechanisms,
  kListenerAdvertisedHost,
  kListenerAdvertisedPort,
  kComplete,
  kMsk,
  kMskKind,
  kTopicName,
  kTopicPartitions,
  kTopicReplicationFactor,
  kTopicInternal,
  kTopicAssigned,
};
inline constexpr uint8_t kOwnFacts = 35;

// Whose rules a fact has a meaning in. kThing: of that one of MSK's things.
enum class FactOf : uint8_t { kAll, kBroker, kListener, kTopic, kThing };

struct FactSpec {
  std::string_view name;  // without the @
  LogicType type;
  FactOf of;
  std::span<const std::string_view> words;  // the only texts it can be, if not empty
  std::optional<MskThing> thing = {};       // of which it is an attribute
};

const FactSpec& fact_spec(Fact fact);
// All, in the order of Fact.
std::span<const FactSpec> all_facts();
std::optional<Fact> find_fact(std::string_view name);
// Of a fact that is an attribute of MSK's: its index in their table.
constexpr size_t msk_attribute_of(Fact fact) { return static_cast<size_t>(fact) - kOwnFacts; }

}  // namespace klamm
