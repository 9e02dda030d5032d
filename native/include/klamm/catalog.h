// What Kafka knows of its own keys, version by version: the ConfigDefs of the real jars (configs/catalog/, generated),
// and who else reads a key that ConfigDef does not know. A view over one section of a pack (rules.h), or over what
// catalog_build.h compiles; immutable, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "klamm/result.h"
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

std::string_view key_type_name(KeyType type);        // "INT" …, as Kafka's documentation has it
std::string_view update_mode_name(UpdateMode mode);  // "read-only", "per-broker", "cluster-wide", "topic"
std::string_view importance_name(Importance importance);

// ConfigDef's validators, as data.
enum class ValidatorKind : uint8_t {
  kNone,
  kRange,  // [low, high], either may be open; or exactly `other`
  kOneOf,  // exact strings; for a LIST, every item
  kOneOfIgnoringCase,
  kNonEmpty,   // a string that holds more than blanks
  kNonNull,    // always so for what a file says
  kListRules,  // ValidList from 4.2 on: no empty item, duplicates dropped, each one of `values` if there are any
  kOther,      // known by text only: decided nowhere but in the broker
};

struct Validator {
  ValidatorKind kind = ValidatorKind::kNone;
  std::optional<double> low;
  std::optional<double> high;
  std::optional<double> other;
  bool empty_allowed = true;  // kListRules: whether the empty list is
  std::vector<std::string_view> values;
  std::string_view text;  // what a person would want to read: "[1,...]", "[a, b]"
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
  std::string_view validator;  // Validator::text
};

// A key that ConfigDef does not know and somebody near the broker reads nevertheless.
struct ForeignKey {
  std::string_view name;    // as catalogued: the whole key, or the prefix that matched
  std::string_view reader;  // "StandardAuthorizer, AclAuthorizer", "Confluent Server", "the remote storage plug-in" …
  bool prefix = false;
  bool security = false;
  bool secret = false;
  KeyType type = KeyType::kString;
};

// A key of Kafka's clients, of Connect or of Streams that no broker reads.
struct ClientKey {
  enum Reader : uint8_t { kProducer = 1, kConsumer = 2, kAdmin = 4, kConnect = 8, kStreams = 16 };
  uint8_t readers = 0;        // Reader bits
  KeyId equivalent = kNoKey;  // the broker's key for what its author may have meant
  std::string_view note;      // what to know of it in a broker's file; may be empty
  bool security = false;
};

// A key that this version still reads and a later one will not, or that no longer does what its name says.
struct Deprecation {
  KafkaVersion since;
  std::string_view instead;  // what to write or do instead, one sentence; may be empty
};

// A key that its author may have meant.
struct NearMiss {
  std::string_view name;
  KeyId key = kNoKey;  // kNoKey: a foreign key (super.users)
  bool security = false;
};

// What Amazon MSK lets a configuration of its own say of a key, and what holds where none says anything.
enum class MskKind : uint8_t { kUnknown, kStandard, kExpress, kServerless };
std::string_view msk_kind_name(MskKind kind);  // "standard" …; "" for kUnknown
std::optional<MskKind> parse_msk_kind(std::string_view name);

struct MskKey {
  enum class Express : uint8_t {
    kNone,     // not offered
    kStatic,   // by a configuration
    kDynamic,  // at run time only
    kFixed,    // MSK's own value
  };
  bool standard = false;  // brokers of that kind take it from a configuration
  Express express = Express::kNone;
  // What MSK documents instead of Kafka's default; nullopt: Kafka's. `varies`: by zones, instance or tiered storage.
  std::optional<std::string_view> standard_default;
  std::optional<std::string_view> express_default;
  bool varies = false;  // Standard's
};

class Catalog {
 public:
  // Keys of any version; kNoKey if none ever had that name. Exact, case-sensitive.
  KeyId find(std::string_view name, KeyScope scope = KeyScope::kBroker) const;
  // Every KeyId is less. Broker keys come first, each scope sorted by name.
  size_t size() const;
  std::string_view name(KeyId key) const;
  KeyScope scope(KeyId key) const;

  // The lines it knows, oldest first. An older or newer version is judged as the nearest of them.
  std::vector<KafkaVersion> versions() const;
  // As `version` defines it; nullopt where that version does not have it.
  std::optional<KeyDef> define(KeyId key, KafkaVersion version) const;
  bool exists(KeyId key, KafkaVersion version) const;
  // First version seen (from 2.8 on), and the first that no longer has it.
  KafkaVersion first(KeyId key) const;
  std::optional<KafkaVersion> removed(KeyId key) const;
  Validator validator(KeyId key, KafkaVersion version) const;  // kNone where that version does not have the key

  // A PASSWORD in some version, or a name that says so (secret_by_name). Its value is never printed.
  bool secret(KeyId key) const;
  bool security(KeyId key) const;       // decides who gets in, as whom, or what they may do
  bool per_listener(KeyId key) const;   // may stand behind listener.name.<listener>.
  bool per_mechanism(KeyId key) const;  // … and behind the mechanism there
  // Topic key -> the broker key that is its default, and back; kNoKey without one.
  KeyId synonym(KeyId key) const;

  // Whether `version` still reads it but warns, or ignores it.
  std::optional<Deprecation> deprecated(KeyId key, KafkaVersion version) const;
  // What stands in for a removed or deprecated key, one sentence; empty if nothing was noted.
  std::string_view replacement(KeyId key) const;
  // The key that takes the same value under a new name; kNoKey where it is not as simple as that.
  KeyId successor(KeyId key) const;

  // Longest match; nullopt: nobody known reads it.
  std::optional<ForeignKey> foreign(std::string_view name) const;
  std::optional<ClientKey> client(std::string_view name) const;
  // Whose file such a line belongs in ("log4j's configuration", "ZooKeeper's zoo.cfg"); empty: not known to be
  // another's.
  std::string_view misplaced(std::string_view name) const;

  // nullopt: MSK says nothing of the key, so no configuration may set it.
  std::optional<MskKey> msk(std::string_view name) const;

  // The one key of `version`, or foreign key, that an unknown broker key is a slip of: at most two letters added, lost,
  // replaced or swapped (one in short names), other separators, or one dotted segment lost or added. nullopt for names
  // that somebody reads, for mere variants of case, and where two are equally near. Bounded: some ten microseconds.
  std::optional<NearMiss> nearest(std::string_view name, KafkaVersion version) const;

  // A secret by its name alone, for keys that nobody catalogued.
  static bool secret_by_name(std::string_view name);

  // Of a verified section (verify_catalog); the bytes are borrowed.
  explicit Catalog(std::string_view section) : section_(section) {}

 private:
  std::string_view section_;
};

// Checks a section wholly once; then no accessor can leave it, whatever it is asked.
Result<void> verify_catalog(std::string_view section);

}  // namespace klamm
