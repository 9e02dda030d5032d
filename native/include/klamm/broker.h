// The configuration of one Kafka node: what every key means at every listener, whether it came from a file or from a
// running broker. Immutable; rules see this and nothing of the document.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/catalog.h"
#include "klamm/document.h"
#include "klamm/value.h"

namespace klamm {

// Where a fact comes from. A fact may have no place (a default, a running broker's answer).
struct Origin {
  enum class From : uint8_t { kAbsent, kFile, kDefault, kImplied };
  From from = From::kAbsent;
  NodeId node = kNoNode;  // kFile, in BrokerConfig::document()
};

struct Value {
  enum class State : uint8_t { kAbsent, kUnknown, kKnown };
  State state = State::kAbsent;  // kAbsent: neither set nor defaulted (Kafka's null)
  std::string_view text;         // kKnown; trimmed where Kafka trims. kUnknown: as written
  Origin origin;

  bool known() const { return state == State::kKnown; }
  bool unknown() const { return state == State::kUnknown; }
  bool absent() const { return state == State::kAbsent; }
  bool is_explicit() const { return origin.from == Origin::From::kFile; }
};

enum class Protocol : uint8_t { kUnknown, kPlaintext, kSsl, kSaslPlaintext, kSaslSsl };
std::string_view protocol_name(Protocol protocol);  // "PLAINTEXT" …; "" for kUnknown
std::optional<Protocol> parse_protocol(std::string_view name);

enum class Reach : uint8_t { kUnknown, kLoopback, kAddress, kEverywhere };

using ListenerIndex = uint16_t;
inline constexpr ListenerIndex kNoListener = 0xffff;

// One entry of `listeners` or of `advertised.listeners`, or of `controller.listener.names` alone (a broker-only node
// names its controllers' listeners without opening them).
struct Endpoint {
  std::string_view text;  // as written
  std::string_view name;  // upper-cased as Kafka does
  std::string_view host;  // brackets of IPv6 taken off
  std::optional<uint16_t> port;
  Reach reach = Reach::kUnknown;
  Span span;  // of the entry, in the document's source
};

struct Listener {
  std::string_view name;           // upper case
  std::optional<Endpoint> bound;   // from `listeners`, or its default
  std::optional<Endpoint> advertised;
  Protocol protocol = Protocol::kUnknown;
  NodeId protocol_node = kNoNode;  // where the mapping is written
  Span protocol_span;              // the entry of the map
  bool controller = false;         // in controller.listener.names
  bool inter_broker = false;
  bool defaulted = false;          // `listeners` was not set
  Value client_auth;               // effective ssl.client.auth; "none" where Kafka forces it
  std::vector<std::string_view> mechanisms;  // effective sasl.enabled.mechanisms, upper case; SASL protocols only
  bool mechanisms_unknown = false;
};

// One login module of a JAAS entry, its option values masked nowhere: print none of them.
struct JaasOption {
  std::string_view name;
  std::string_view value;
  Span span;        // of the value as written, in the document's source
  bool quoted = false;
};
struct JaasModule {
  std::string_view class_name;
  std::string_view flag;  // lower case
  std::vector<JaasOption> options;
  Span span;
};
struct JaasEntry {
  size_t setting;             // index in settings()
  ListenerIndex listener = kNoListener;
  std::string_view mechanism; // upper case; empty without one
  std::vector<JaasModule> modules;
  std::optional<Diagnostic> error;  // the grammar's refusal
};

// One line of the file (or one entry of a running broker), duplicates included.
struct Setting {
  std::string_view key;    // as written
  std::string_view value;  // as Properties reads it, untrimmed
  NodeId node = kNoNode;
  bool last = true;        // false: a later line of the same key wins
  // listener.name.<listener>[.<mechanism>].<base>
  std::string_view prefix_listener;  // as written; empty without the prefix
  ListenerIndex listener = kNoListener;
  std::string_view mechanism;        // as written, lower-cased only by Kafka
  std::string_view base;             // the key without its prefix
  KeyId id = kNoKey;                 // of base, broker scope
  Placeholder placeholder = Placeholder::kNone;
};

struct Roles {
  bool kraft = false;
  bool broker = true;
  bool controller = false;
  bool unknown = false;  // process.roles cannot be read
  bool combined() const { return broker && controller; }
};

// What the configuration is judged against, and what had to be assumed for it.
struct Target {
  KafkaVersion version = kNewestKafka;
  enum class From : uint8_t { kAsked, kProject, kNewest, kZooKeeper } from = From::kNewest;
};

struct BrokerOptions {
  std::optional<KafkaVersion> version;  // --kafka-version or klamm.toml
  bool version_from_project = false;
  bool rendered = false;  // placeholders are literal text, not unknowns
  bool values_only = false;  // a running broker: no lines, substituted values
};

class BrokerConfig {
 public:
  // Reads the document's root object; never fails: what cannot be understood is unknown, and rules of family KP say so.
  static BrokerConfig build(std::shared_ptr<const Document> document, const Catalog& catalog, const BrokerOptions& options);

  const Catalog& catalog() const { return *catalog_; }
  const Document& document() const { return *document_; }
  const Target& target() const { return target_; }
  const Roles& roles() const { return roles_; }
  const BrokerOptions& options() const { return options_; }

  const std::vector<Setting>& settings() const { return settings_; }
  const std::vector<Listener>& listeners() const { return listeners_; }
  const std::vector<Endpoint>& endpoints() const { return endpoints_; }             // `listeners`, in order, duplicates kept
  const std::vector<Endpoint>& advertised() const { return advertised_endpoints_; }  // `advertised.listeners`, likewise
  const std::vector<JaasEntry>& jaas() const { return jaas_; }

  // Effective at the node: the last line of the key, else the default of the version.
  Value get(KeyId key) const;
  // Effective at a listener (and mechanism, upper case): the prefixed key, else get().
  Value get(KeyId key, ListenerIndex listener, std::string_view mechanism = {}) const;
  // A key outside the catalog (super.users …): its last line, untrimmed; kAbsent without one.
  Value raw(std::string_view key) const;
  // The setting that wins for a key as written, or nullptr.
  const Setting* setting(std::string_view key) const;
  ListenerIndex find_listener(std::string_view upper_name) const;
  bool any_placeholder() const { return any_placeholder_; }

 private:
  friend class BrokerBuilder;
  std::shared_ptr<const Document> document_;
  const Catalog* catalog_ = nullptr;
  BrokerOptions options_;
  Target target_;
  Roles roles_;
  std::vector<Setting> settings_;
  std::vector<uint32_t> winners_;  // indexes of settings_, sorted by key
  std::vector<Listener> listeners_;
  std::vector<Endpoint> endpoints_;
  std::vector<Endpoint> advertised_endpoints_;
  std::vector<JaasEntry> jaas_;
  std::vector<std::unique_ptr<std::string>> owned_;  // text made while building (upper-cased names)
  bool any_placeholder_ = false;
};

}  // namespace klamm
