#include "klamm/snapshot.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "klamm/broker.h"
#include "model/settings_writer.h"

namespace klamm {
namespace {

constexpr std::array<std::string_view, 6> kSources = {
    "unknown", "dynamic topic", "dynamic broker", "dynamic default broker", "static broker", "default"};

template <class Each>
void each_child(const Document& document, NodeId id, NodeKind kind, Each each) {
  if (id == kNoNode || document.node(id).kind != kind) return;
  for (NodeId child = document.node(id).first_child; child != kNoNode; child = document.node(child).next) each(child);
}

class SnapshotReader {
 public:
  explicit SnapshotReader(const Document& document) : document_(document) {}

  Result<void> read(LiveCluster& out) {
    NodeId root = document_.root();
    if (document_.node(root).kind != NodeKind::kObject) return Error{"no snapshot of a cluster"};
    auto format = number(root, "klamm_snapshot");
    if (!format) return Error{"no snapshot of a cluster"};
    if (*format > kSnapshotFormat) {
      return Error{"a snapshot of format " + std::to_string(*format) + "; this program reads up to " +
                   std::to_string(kSnapshotFormat)};
    }
    out.cluster = text(root, "cluster_id");
    out.bootstrap = text(root, "bootstrap");
    out.taken = text(root, "taken");
    out.partial = flag(root, "partial");
    each(root, "brokers", [&](NodeId id) { out.brokers.push_back(broker(id)); });
    each(root, "topics", [&](NodeId id) { out.topics.push_back(topic(id)); });
    read_acls(out);
    NodeId anonymous = document_.find(root, "anonymous");
    if (anonymous != kNoNode && document_.node(anonymous).kind != NodeKind::kNull) {
      out.anonymous = document_.node(anonymous).kind == NodeKind::kTrue;
      out.anonymous_node = anonymous;
    }
    std::stable_sort(out.brokers.begin(), out.brokers.end(), [](auto& a, auto& b) { return a.id < b.id; });
    std::stable_sort(out.topics.begin(), out.topics.end(), [](auto& a, auto& b) { return a.name < b.name; });
    return {};
  }

 private:
  template <class Each>
  void each(NodeId object, std::string_view name, Each each) const {
    each_child(document_, document_.find(object, name), NodeKind::kArray, [&](NodeId id) {
      if (document_.node(id).kind == NodeKind::kObject) each(id);
    });
  }

  std::string_view text(NodeId object, std::string_view name) const { return optional(object, name).value_or(""); }

  std::optional<std::string_view> optional(NodeId object, std::string_view name) const {
    NodeId id = document_.find(object, name);
    if (id == kNoNode || document_.node(id).kind != NodeKind::kString) return std::nullopt;
    return document_.value(id);
  }

  bool flag(NodeId object, std::string_view name) const {
    NodeId id = document_.find(object, name);
    return id != kNoNode && document_.node(id).kind == NodeKind::kTrue;
  }

  std::optional<int32_t> number(NodeId id) const {
    if (id == kNoNode || document_.node(id).kind != NodeKind::kNumber) return std::nullopt;
    std::string_view digits = document_.value(id);
    int32_t value = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
  }
  std::optional<int32_t> number(NodeId object, std::string_view name) const {
    return number(document_.find(object, name));
  }

  std::vector<int32_t> numbers(NodeId object, std::string_view name) const {
    std::vector<int32_t> out;
    each_child(document_, document_.find(object, name), NodeKind::kArray, [&](NodeId id) {
      if (auto value = number(id)) out.push_back(*value);
    });
    return out;
  }

  LiveValue value(NodeId id) const {
    return {text(id, "name"), optional(id, "value"), parse_live_source(text(id, "source")), id};
  }

  std::vector<LiveConfig> configs(NodeId object) const {
    std::vector<LiveConfig> out;
    each(object, "configs", [&](NodeId id) {
      LiveConfig config{value(id), flag(id, "sensitive"), {}};
      each(id, "synonyms", [&](NodeId synonym) { config.synonyms.push_back(value(synonym)); });
      out.push_back(std::move(config));
    });
    std::stable_sort(out.begin(), out.end(), [](auto& a, auto& b) { return a.name < b.name; });
    return out;
  }

  LiveBroker broker(NodeId id) const {
    return {number(id, "id").value_or(-1), text(id, "host"), text(id, "error"), configs(id), id};
  }

  LiveTopic topic(NodeId id) const {
    LiveTopic out{text(id, "name"), text(id, "error"), {}, configs(id), id, document_.find(id, "name")};
    each(id, "partitions", [&](NodeId partition) {
      out.partitions.push_back({number(partition, "id").value_or(-1), number(partition, "leader").value_or(-1),
                                numbers(partition, "replicas"), numbers(partition, "in_sync"), partition});
    });
    return out;
  }

  void read_acls(LiveCluster& out) const {
    NodeId acls = document_.find(document_.root(), "acls");
    if (acls == kNoNode || document_.node(acls).kind != NodeKind::kObject) return;
    std::string_view sight = text(acls, "sight");
    out.acl_sight = sight == "seen"            ? AclSight::kSeen
                    : sight == "no authorizer" ? AclSight::kNoAuthorizer
                                               : AclSight::kHidden;
    out.acl_reason = text(acls, "reason");
    each(acls, "entries", [&](NodeId id) {
      out.acls.push_back({text(id, "resource_type"), text(id, "pattern_type"), text(id, "name"), text(id, "principal"),
                          text(id, "host"), text(id, "operation"), text(id, "permission"), id});
    });
  }

  const Document& document_;
};

template <class Configs>
const LiveConfig* find_config(const Configs& configs, std::string_view name) {
  auto found = std::lower_bound(configs.begin(), configs.end(), name,
                                [](const LiveConfig& config, std::string_view wanted) { return config.name < wanted; });
  return found != configs.end() && found->name == name ? &*found : nullptr;
}

bool add_config(SettingsWriter& writer, const Document& snapshot, const LiveConfig& config) {
  const Node& name = snapshot.node(snapshot.find(config.node, "name"));
  NodeId written = snapshot.find(config.node, "value");
  Span value_span = written == kNoNode ? name.value_span : snapshot.node(written).value_span;
  auto key = writer.copy(name.value);
  auto value = config.value ? writer.copy(snapshot.node(written).value) : writer.write(kHiddenValue, value_span);
  return key && value && writer.add(*key, name.value_span, *value, value_span);
}

}  // namespace

std::string_view live_source_name(LiveSource source) { return kSources[static_cast<size_t>(source)]; }

LiveSource parse_live_source(std::string_view name) {
  auto found = std::find(kSources.begin(), kSources.end(), name);
  return found == kSources.end() ? LiveSource::kUnknown : static_cast<LiveSource>(found - kSources.begin());
}

const LiveValue* LiveConfig::layer(LiveSource wanted) const {
  auto found = std::find_if(synonyms.begin(), synonyms.end(),
                            [&](const LiveValue& synonym) { return synonym.source == wanted && synonym.name == name; });
  if (found != synonyms.end()) return &*found;
  return source == wanted ? this : nullptr;
}

std::string entity_of(const LiveConfig& config, int32_t broker) {
  return config.source == LiveSource::kBroker ? "--entity-name " + std::to_string(broker) : "--entity-default";
}

bool told_anyway(const LiveBroker& broker, std::string_view key) {
  return key == "broker.id" && broker.find("node.id") != nullptr;
}

const LiveConfig* LiveBroker::find(std::string_view key) const { return find_config(configs, key); }
const LiveConfig* LiveTopic::find(std::string_view key) const { return find_config(configs, key); }

Result<LiveCluster> read_snapshot(std::shared_ptr<const Source> source, Budget& budget) {
  auto read = read_json(std::move(source), budget);
  if (!read) return read.error();
  auto document = std::make_shared<const Document>(std::move(read).value());
  if (document->refused()) return Error{"no snapshot of a cluster: " + document->diagnostics().front().message};
  LiveCluster out;
  out.document = document;
  if (auto done = SnapshotReader(*document).read(out); !done) return done.error();
  return out;
}

bool looks_like_snapshot(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  size_t brace = text.find_first_not_of(kBlanks);
  if (brace == std::string_view::npos || text[brace] != '{') return false;
  size_t name = text.find_first_not_of(kBlanks, brace + 1);
  return name != std::string_view::npos && text.substr(name).starts_with("\"klamm_snapshot\"");
}

std::optional<KafkaVersion> version_of(const LiveBroker& broker, const Catalog& catalog) {
  std::optional<KafkaVersion> best;
  size_t fewest = 0;
  bool tied = false;
  for (KafkaVersion version : catalog.versions()) {
    size_t wrong = 0;
    size_t shared = 0;
    for (size_t key = 0; key < catalog.size(); ++key) {
      auto id = static_cast<KeyId>(key);
      if (catalog.scope(id) != KeyScope::kBroker) continue;
      const LiveConfig* config = broker.find(catalog.name(id));
      bool has = config != nullptr && (config->value || config->source == LiveSource::kDefault);
      bool should = catalog.exists(id, version);
      shared += has && should ? 1 : 0;
      wrong += has != should ? 1 : 0;
    }
    // Internal keys are told by nobody, and a few are known to one side only.
    if (shared < 100) continue;
    if (best && wrong == fewest) tied = true;
    if (!best || wrong < fewest) {
      best = version;
      fewest = wrong;
      tied = false;
    }
  }
  return tied ? std::nullopt : best;
}

Result<std::shared_ptr<const Document>> settings_of(const LiveCluster& snapshot, const LiveBroker& broker,
                                                    Budget& budget) {
  SettingsWriter writer(*snapshot.document, snapshot.document->node(broker.node).value_span, budget);
  for (const LiveConfig& config : broker.configs) {
    if (told_anyway(broker, config.name)) continue;
    if (config.set() && !config.name.empty() && !add_config(writer, *snapshot.document, config)) return budget.error();
  }
  return writer.finish();
}

}  // namespace klamm
