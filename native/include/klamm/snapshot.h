// A running cluster, written down: docs/snapshot.md says how. `klamm-live` writes snapshots, everybody else reads them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/budget.h"
#include "klamm/catalog.h"
#include "klamm/document.h"
#include "klamm/version.h"

namespace klamm {

// The version of the format that is written; a reader refuses newer ones.
inline constexpr int kSnapshotFormat = 1;

// Who set a value: Kafka's own names of DescribeConfigs, in lower case with blanks.
enum class LiveSource : uint8_t { kUnknown, kTopic, kBroker, kDefaultBroker, kStatic, kDefault };
std::string_view live_source_name(LiveSource source);  // "dynamic broker" …
LiveSource parse_live_source(std::string_view name);

struct LiveValue {
  std::string_view name;
  std::optional<std::string_view> value;  // nullopt: null, or hidden because it is sensitive
  LiveSource source = LiveSource::kUnknown;
  NodeId node = kNoNode;  // the object of the entry
};

struct LiveConfig : LiveValue {
  bool sensitive = false;
  std::vector<LiveValue> synonyms;  // all layers that set it, who wins first

  // What a layer says; nullptr: nothing.
  const LiveValue* layer(LiveSource source) const;
  bool set() const { return source != LiveSource::kDefault; }  // by anybody
  // Set while brokers run, and kept by the cluster.
  bool dynamic() const { return source == LiveSource::kBroker || source == LiveSource::kDefaultBroker; }
};

// How `kafka-configs` is told where a dynamic value of a broker stands: "--entity-name 1", "--entity-default".
std::string entity_of(const LiveConfig& config, int32_t broker);

struct LiveBroker {
  int32_t id = -1;
  std::string_view host;
  std::string_view error;           // why it did not tell its configuration; empty: it did
  std::vector<LiveConfig> configs;  // by name
  NodeId node = kNoNode;

  const LiveConfig* find(std::string_view key) const;
};

// Whether a broker tells a key whatever its file says: one with node.id has broker.id too.
bool told_anyway(const LiveBroker& broker, std::string_view key);

struct LivePartition {
  int32_t id = -1;
  int32_t leader = -1;  // -1: none
  std::vector<int32_t> replicas;
  std::vector<int32_t> in_sync;
  NodeId node = kNoNode;
};

struct LiveTopic {
  std::string_view name;
  std::string_view error;  // why nothing else is known of it; empty: it is
  std::vector<LivePartition> partitions;
  std::vector<LiveConfig> configs;  // by name; empty if they could not be read
  NodeId node = kNoNode;
  NodeId name_node = kNoNode;

  const LiveConfig* find(std::string_view key) const;
};

struct LiveAcl {
  std::string_view resource_type;  // as Kafka spells them, in upper case; UNKNOWN: the client knew no word for it
  std::string_view pattern_type;
  std::string_view name;
  std::string_view principal;
  std::string_view host;
  std::string_view operation;
  std::string_view permission;
  NodeId node = kNoNode;
};

// kHidden: nobody told us; none in the list then means nothing.
enum class AclSight : uint8_t { kHidden, kNoAuthorizer, kSeen };

struct LiveCluster {
  std::shared_ptr<const Document> document;
  std::string_view cluster;         // its id
  std::string_view bootstrap;       // who was asked
  std::string_view taken;           // when, ISO 8601, UTC
  bool partial = false;             // somebody did not answer
  std::vector<LiveBroker> brokers;  // by id
  std::vector<LiveTopic> topics;    // by name
  AclSight acl_sight = AclSight::kHidden;
  std::string_view acl_reason;
  std::vector<LiveAcl> acls;
  std::optional<bool> anonymous;  // whether somebody without any credentials was let in; nullopt: not tried
  NodeId anonymous_node = kNoNode;
};

// The error: no snapshot, one of a newer format, malformed, or the spent budget.
Result<LiveCluster> read_snapshot(std::shared_ptr<const Source> source, Budget& budget);

// Whether a JSON text begins like a snapshot.
bool looks_like_snapshot(std::string_view text);

// The version whose keys a broker has: it tells its own defaults too, and each version has keys that others lack.
// nullopt: it did not tell its configuration, or no known version fits.
std::optional<KafkaVersion> version_of(const LiveBroker& broker, const Catalog& catalog);

// What somebody set, as an object of settings (document.h); hidden values are placeholders, which nobody can judge.
// Places are those in the snapshot. The error is the spent budget.
Result<std::shared_ptr<const Document>> settings_of(const LiveCluster& snapshot, const LiveBroker& broker,
                                                    Budget& budget);

}  // namespace klamm
