// The facts that a rule may name behind `@`.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace klamm {

// Types of the rule language. kList holds texts.
enum class LogicType : uint8_t { kBool, kNumber, kText, kList, kVersion };
std::string_view logic_type_name(LogicType type);  // "a number" …

// Numbers of blobs: append only.
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
inline constexpr uint8_t kFactCount = 35;

// Whose rules a fact has a meaning in.
enum class FactOf : uint8_t { kAll, kBroker, kListener, kTopic };

struct FactSpec {
  std::string_view name;  // without the @
  LogicType type;
  FactOf of;
  std::span<const std::string_view> words;  // the only texts it can be, if not empty
};

const FactSpec& fact_spec(Fact fact);
// All, in the order of Fact.
std::span<const FactSpec> all_facts();

}  // namespace klamm
