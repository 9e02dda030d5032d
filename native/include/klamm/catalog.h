// What Kafka knows of its own keys, version by version: the ConfigDefs of the real jars (configs/catalog/, generated),
// and who else reads a key that ConfigDef does not know. A view over a pack (pack.h); immutable, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "klamm/version.h"

namespace klamm {

// Interned names of broker and topic keys; the same number in every version. Valid for one Catalog.
using KeyId = uint16_t;
inline constexpr KeyId kNoKey = 0xffff;

// ConfigDef.Type.
enum class KeyType : uint8_t { kBoolean, kString, kInt, kShort, kLong, kDouble, kList, kClass, kPassword };
enum class KeyScope : uint8_t { kBroker, kTopic };
enum class UpdateMode : uint8_t { kReadOnly, kPerBroker, kClusterWide, kTopic };
enum class Importance : uint8_t { kHigh, kMedium, kLow };

// ConfigDef's validators, as data.
enum class ValidatorKind : uint8_t {
  kNone,
  kRange,             // [low, high], either may be open
  kRangeOr,           // [low, high] or one more number (`other`)
  kOneOf,             // exact strings; for a LIST, every item
  kOneOfIgnoringCase,
  kNonEmpty,          // a non-empty string
  kNonNull,
  kListRules,         // 4.2+: no empty item, duplicates dropped; empty list as `empty_allowed` says
  kOther,             // known by text only: decided nowhere but in the broker
};

struct Validator {
  ValidatorKind kind = ValidatorKind::kNone;
  std::optional<double> low;
  std::optional<double> high;
  std::optional<double> other;
  bool empty_allowed = true;
  std::vector<std::string_view> values;
  std::string_view text;  // as Kafka's documentation prints it
};

// One key as one version defines it.
struct KeyDef {
  std::string_view name;
  KeyType type = KeyType::kString;
  std::optional<std::string_view> default_value;  // nullopt: required, or Kafka's null (see `required`)
  bool required = false;
  bool internal = false;
  Importance importance = Importance::kMedium;
  UpdateMode mode = UpdateMode::kReadOnly;
  std::string_view validator;  // Kafka's text, parsed by Catalog::validator()
};

// A key that ConfigDef does not know and somebody reads nevertheless.
struct ForeignKey {
  std::string_view reader;  // "authorizer", "Confluent Server", "tiered storage plug-in" …
  bool prefix = false;      // matched as a prefix
  bool security = false;
  bool secret = false;
  KeyType type = KeyType::kString;
};

class Catalog {
 public:
  // Keys of any version; kNoKey if none ever had that name. Exact, case-sensitive.
  KeyId find(std::string_view name, KeyScope scope = KeyScope::kBroker) const;
  size_t size() const;
  std::string_view name(KeyId key) const;
  KeyScope scope(KeyId key) const;

  // As `version` defines it; nullopt where that version does not have it.
  std::optional<KeyDef> define(KeyId key, KafkaVersion version) const;
  bool exists(KeyId key, KafkaVersion version) const;
  // First version seen (from 2.8 on), and the first that no longer has it.
  KafkaVersion first(KeyId key) const;
  std::optional<KafkaVersion> removed(KeyId key) const;
  // Whether the definition was read from a jar of that version, or from published tables only.
  bool from_jar(KafkaVersion version) const;
  Validator validator(KeyId key, KafkaVersion version) const;

  // A PASSWORD in some version, or a name that says so (…password, …secret, sasl.jaas.config). Its value is never printed.
  bool secret(KeyId key) const;
  bool security(KeyId key) const;          // decides who gets in, as whom, or what they may do
  bool per_listener(KeyId key) const;      // may stand behind listener.name.<listener>.
  bool per_mechanism(KeyId key) const;     // … and behind the mechanism there
  // Topic key -> the broker key that is its default, and back; kNoKey without one.
  KeyId synonym(KeyId key) const;

  // Longest match; nullopt: nobody known reads it.
  std::optional<ForeignKey> foreign(std::string_view name) const;
  // A secret by its name alone, for keys that nobody catalogued.
  static bool secret_by_name(std::string_view name);

  // For pack.h.
  explicit Catalog(std::string_view section) : section_(section) {}

 private:
  std::string_view section_;
};

}  // namespace klamm
