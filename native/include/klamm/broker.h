// The configuration of one Kafka node: what every key means at every listener, whether it came from a file or from a
// running broker. Immutable; rules see this and nothing of the document.
#pragma once

#include <cstdint>
#include <forward_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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
  std::string_view text;         // as written
  std::string_view name;         // upper-cased as Kafka does
  std::string_view host;         // brackets of IPv6 taken off
  std::optional<uint16_t> port;  // nullopt: unreadable, or outside 0…65535
  Reach reach = Reach::kUnknown;
  Span span;  // of the entry, in the document's source
  NodeId node = kNoNode;
  bool refused = false;  // Kafka cannot parse the entry; the fields above are what could be read nevertheless
  bool unknown = false;  // a placeholder stands in it; what it does not touch is read nevertheless (name "" if touched)
  bool repeated = false;  // equal to an earlier entry, from 4.2 on: Kafka drops it
};

// One entry of an explicit listener.security.protocol.map.
struct ProtocolMapping {
  std::string_view text;  // as written
  std::string_view name;  // upper case
  Protocol protocol = Protocol::kUnknown;
  Span span;
  bool refused = false;  // no colon, or no such protocol
  bool unknown = false;
  bool ambiguous = false;  // the name in another case is mapped otherwise: Kafka refuses that, or takes either
};

struct Listener {
  std::string_view name;               // upper case
  std::optional<Endpoint> bound;       // from `listeners`, or its default
  std::optional<Endpoint> advertised;  // effective: what is bound where `advertised.listeners` does not say
  Protocol protocol = Protocol::kUnknown;
  NodeId protocol_node = kNoNode;                      // where the mapping is written
  Span protocol_span;                                  // the entry of the map
  Origin::From protocol_from = Origin::From::kAbsent;  // kFile: mapped; kDefault: by its name; kImplied: Kafka's
                                                       // silent PLAINTEXT for controller listeners without a map
  bool controller = false;                             // in controller.listener.names
  bool inter_broker = false;
  bool control_plane = false;  // ZooKeeper mode's control.plane.listener.name
  bool defaulted = false;      // `listeners` was not set
  Value client_auth;           // effective ssl.client.auth, TLS protocols only; "none" (kImplied) where Kafka forces it
  std::vector<std::string_view>
      mechanisms;  // effective sasl.enabled.mechanisms as written (Kafka compares exactly); SASL only
  bool mechanisms_unknown = false;

  bool encrypted() const { return protocol == Protocol::kSsl || protocol == Protocol::kSaslSsl; }
  bool sasl() const { return protocol == Protocol::kSaslPlaintext || protocol == Protocol::kSaslSsl; }
};

// Whether a client may come in as User:ANONYMOUS: PLAINTEXT, or SSL that does not require a certificate. nullopt: the
// input cannot tell.
std::optional<bool> anonymous(const Listener& listener);

// Where brokers talk to each other: inter.broker.listener.name, else the listener named like
// security.inter.broker.protocol. Empty for a node that is no broker.
struct InterBroker {
  std::string_view name;                   // upper case; empty if unknown
  Protocol protocol = Protocol::kUnknown;  // what brokers speak as clients; the listener's own may be mapped otherwise
  ListenerIndex listener = kNoListener;    // kNoListener: no such listener (or unknown)
  Origin origin;                           // of the name
  bool unknown = false;
};

// One entry of controller.quorum.voters, `id@host:port`.
struct Voter {
  std::string_view text;
  std::optional<int32_t> id;
  std::string_view host;
  std::optional<uint16_t> port;
  Span span;
  bool refused = false;
  bool unknown = false;  // what a placeholder does not touch is read nevertheless
};

// One entry of super.users, trimmed; compared by Kafka as a whole and exactly.
struct SuperUser {
  std::string_view text;
  std::string_view type;  // before the first colon
  std::string_view name;  // behind it
  Span span;
  bool refused = false;  // no colon
  bool unknown = false;
};

// One login module of a JAAS entry, its option values masked nowhere: print none of them.
struct JaasOption {
  std::string_view name;   // the last of one name counts
  std::string_view value;  // unescaped
  Span span;               // of the value as written without its quotes, in the document's source
  bool quoted = false;
  bool named = true;     // false: a number or a stray sign stands where the name should; Kafka takes it as null
  bool unknown = false;  // a placeholder stands in the value
  Span name_span;        // as written
};
struct JaasModule {
  std::string_view class_name;
  Span class_span;
  std::string_view flag;  // lower case
  std::vector<JaasOption> options;
  Span span;
};
struct JaasEntry {
  size_t setting;  // index in settings()
  ListenerIndex listener = kNoListener;
  std::string_view mechanism;  // upper case; empty without one
  std::vector<JaasModule> modules;
  std::optional<Diagnostic>
      error;             // the grammar's refusal, or not exactly one module; `modules` is what was read so far
  bool unknown = false;  // a placeholder stands outside of option values: nothing is known
};

// One line of the file (or one entry of a running broker), duplicates included.
struct Setting {
  std::string_view key;    // as written
  std::string_view value;  // as Properties reads it, untrimmed
  NodeId node = kNoNode;
  bool last = true;  // false: a later line of the same key wins
  // listener.name.<listener>[.<mechanism>].<base>
  std::string_view prefix_listener;  // as written; empty without the prefix
  ListenerIndex listener = kNoListener;
  std::string_view mechanism;  // as written, lower-cased only by Kafka
  std::string_view base;       // the key without its prefix
  KeyId id = kNoKey;           // of base, broker scope
  Placeholder placeholder = Placeholder::kNone;
  bool unknown = false;      // what the node gets cannot be told: a placeholder or declared provider, or conditional
  bool conditional = false;  // in a template's conditional block: the line may or may not be there
  bool key_unknown = false;  // a placeholder stands in the key: a template line, it may set anything that fits it
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

// What stands for a value that a running broker keeps to itself.
inline constexpr std::string_view kHiddenValue = "${hidden}";

struct BrokerOptions {
  std::optional<KafkaVersion> version;  // --kafka-version or klamm.toml
  bool version_from_project = false;
  std::optional<KafkaVersion> upgrade_to;  // what the same file means to this version is asked too
  bool rendered = false;     // a template's placeholders are literal text; those of declared providers stay unknown
  bool values_only = false;  // a running broker: no lines, substituted values; those it does not tell are kHiddenValue
  bool delta = false;        // an alteration: of what it does not say nothing is known
  // An Amazon MSK configuration: a few keys of brokers whose listeners, roles and authorizer are MSK's own. kUnknown:
  // of whichever kind of cluster.
  std::optional<MskKind> msk;
  // Of an MSK configuration: every cluster that has it takes clients with IAM alone, whom ACLs do not bind.
  bool acls_bind_nobody = false;
  // The environment of a container: no lines of a file, and what its image adds is not told.
  bool environment = false;
  std::optional<std::vector<uint16_t>> published;  // DeployedNode::published
};

class BrokerConfig {
 public:
  // Reads the document's root object; never fails: what cannot be understood is unknown, and rules of family KP say so.
  static BrokerConfig build(std::shared_ptr<const Document> document, const Catalog& catalog,
                            const BrokerOptions& options);

  const Catalog& catalog() const { return *catalog_; }
  const Document& document() const { return *document_; }
  const Target& target() const { return target_; }
  const Roles& roles() const { return roles_; }
  const BrokerOptions& options() const { return options_; }

  const std::vector<Setting>& settings() const { return settings_; }
  const std::vector<Listener>& listeners() const { return listeners_; }
  const std::vector<Endpoint>& endpoints() const { return endpoints_; }  // `listeners`, in order, duplicates kept
  const std::vector<Endpoint>& advertised() const { return advertised_endpoints_; }  // `advertised.listeners`, likewise
  const std::vector<JaasEntry>& jaas() const { return jaas_; }
  const std::vector<ProtocolMapping>& protocol_map() const { return protocol_map_; }           // explicit entries only
  const std::vector<std::string_view>& controller_names() const { return controller_names_; }  // as written
  const std::vector<Voter>& voters() const { return voters_; }
  const std::vector<SuperUser>& super_users() const { return super_users_; }
  const InterBroker& inter_broker() const { return inter_broker_; }
  // Whether there may be more entries than the lists above hold: a placeholder stands where their names do.
  bool listeners_unknown() const { return listeners_unknown_; }
  bool advertised_unknown() const { return advertised_unknown_; }
  bool protocol_map_unknown() const { return protocol_map_unknown_; }
  bool controller_names_unknown() const { return controller_names_unknown_; }
  bool voters_unknown() const { return voters_unknown_; }
  bool super_users_unknown() const { return super_users_unknown_; }
  // What no rule judges: values cut short because they have too many entries.
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

  // Effective at the node: the last line of the key, else the default of the version.
  Value get(KeyId key) const;
  // Effective at a listener (and mechanism, upper case): the prefixed key, else get(). JAAS, login and callback handler
  // classes count behind the mechanism only: absent for a mechanism that has none.
  Value get(KeyId key, ListenerIndex listener, std::string_view mechanism = {}) const;
  // A key outside the catalog (super.users …): its last line, untrimmed; kAbsent without one.
  Value raw(std::string_view key) const;
  // The setting that wins for a key as written, or nullptr.
  const Setting* setting(std::string_view key) const;
  ListenerIndex find_listener(std::string_view upper_name) const;
  bool any_placeholder() const { return any_placeholder_; }

 private:
  friend class BrokerBuilder;
  struct Winner {  // of one key: its last setting
    uint64_t hash;
    uint32_t setting;
  };
  struct Override {  // one effective listener.name.… setting
    ListenerIndex listener;
    KeyId key;
    uint32_t setting;
  };
  struct Templated {  // a line that a template has yet to write
    uint32_t setting;
    std::string_view key;  // with its placeholders
  };
  Value of(uint32_t setting) const;
  std::optional<Value> msk_default(std::string_view name) const;
  Value unset(KeyId key) const;
  uint32_t own(KeyId key, ListenerIndex listener, std::string_view mechanism = {}) const;
  bool falls_back(KeyId key) const;
  std::optional<uint32_t> wildcard(KeyId key, std::string_view listener, std::string_view mechanism) const;

  std::shared_ptr<const Document> document_;
  const Catalog* catalog_ = nullptr;
  BrokerOptions options_;
  Target target_;
  Roles roles_;
  std::vector<Setting> settings_;
  std::vector<Winner> winners_;      // by hash, then key
  std::vector<uint32_t> by_key_;     // winner's setting per KeyId, kNone without one
  std::vector<Override> overrides_;  // by listener, key, setting
  std::vector<Templated> templated_;
  std::vector<std::pair<KeyId, Value>> implied_;
  std::vector<Listener> listeners_;
  std::vector<ListenerIndex> by_name_;  // listeners_, by name
  std::vector<Endpoint> endpoints_;
  std::vector<Endpoint> advertised_endpoints_;
  std::vector<ProtocolMapping> protocol_map_;
  std::vector<std::string_view> controller_names_;
  InterBroker inter_broker_;
  std::vector<Voter> voters_;
  std::vector<SuperUser> super_users_;
  std::vector<JaasEntry> jaas_;
  std::vector<Diagnostic> diagnostics_;
  std::forward_list<std::string> owned_;  // text made while building
  bool any_placeholder_ = false;
  bool listeners_unknown_ = false;
  bool advertised_unknown_ = false;
  bool protocol_map_unknown_ = false;
  bool controller_names_unknown_ = false;
  bool voters_unknown_ = false;
  bool super_users_unknown_ = false;
};

}  // namespace klamm
