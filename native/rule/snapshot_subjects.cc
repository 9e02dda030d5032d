#include "rule/snapshot_subjects.h"

#include <map>
#include <utility>

#include "rule/broker_subject.h"
#include "rule/live_subject.h"
#include "rule/topic_subject.h"

namespace klamm {
namespace {

// What the brokers give a topic that says nothing itself: each topic tells that of them too.
class LiveDefaults : public TopicDefaults {
 public:
  LiveDefaults(std::shared_ptr<const LiveCluster> snapshot, const Catalog& catalog)
      : snapshot_(std::move(snapshot)), catalog_(catalog) {
    for (const LiveTopic& topic : snapshot_->topics) {
      for (const LiveConfig& config : topic.configs) {
        if (config.source != LiveSource::kTopic && config.value) values_.emplace(config.name, *config.value);
      }
    }
  }

  Value value(KeyId key) const override {
    auto found = values_.find(catalog_.name(key));
    Value out;
    if (found == values_.end()) return out;
    out.state = Value::State::kKnown;
    out.text = found->second;
    out.origin.from = Origin::From::kDefault;
    return out;
  }

 private:
  std::shared_ptr<const LiveCluster> snapshot_;
  const Catalog& catalog_;
  std::map<std::string_view, std::string_view> values_;
};

class TopicMaker {
 public:
  explicit TopicMaker(const LiveCluster& snapshot) : document_(*snapshot.document) {}

  TopicConfig make(const LiveTopic& live) const {
    TopicConfig out;
    out.place = place(live.node);
    out.name = {Value::State::kKnown, std::string(live.name), place(live.name_node)};
    NodeId partitions = document_.find(live.node, "partitions");
    out.partitions = {Value::State::kKnown, static_cast<int64_t>(live.partitions.size()), place(partitions)};
    if (!live.partitions.empty()) {
      const LivePartition& first = live.partitions.front();
      out.replication_factor = {Value::State::kKnown, static_cast<int64_t>(first.replicas.size()),
                                place(document_.find(first.node, "replicas"))};
    }
    for (const LiveConfig& config : live.configs) {
      if (config.source != LiveSource::kTopic || !config.value) continue;
      TopicSetting setting;
      setting.key = config.name;
      setting.key_place = place(document_.find(config.node, "name"));
      setting.value = {Value::State::kKnown, std::string(*config.value), place(document_.find(config.node, "value"))};
      out.settings.push_back(std::move(setting));
    }
    out.settings_unknown = !live.error.empty();
    return out;
  }

 private:
  TopicPlace place(NodeId node) const {
    return node == kNoNode ? TopicPlace{} : TopicPlace{document_.shared_source(), document_.node(node).value_span};
  }

  const Document& document_;
};

TopicSet topics_of(const std::shared_ptr<const LiveCluster>& snapshot, const Catalog& catalog, KafkaVersion version) {
  std::vector<TopicConfig> topics;
  TopicMaker maker(*snapshot);
  for (const LiveTopic& topic : snapshot->topics) topics.push_back(maker.make(topic));
  TopicSet set = topic_set(std::move(topics), InputKind::kSnapshot, catalog, version);
  set.defaults = std::make_shared<const LiveDefaults>(snapshot, catalog);
  return set;
}

}  // namespace

Result<Understood> subjects_of_snapshot(std::shared_ptr<const Source> source, const Catalog& catalog,
                                        const LintOptions& options, Budget& budget) {
  auto read = read_snapshot(std::move(source), budget);
  if (!read) return read.error();
  auto snapshot = std::make_shared<const LiveCluster>(std::move(read).value());
  Understood out;
  out.subjects.push_back(std::make_unique<LiveSubject>(snapshot, catalog));
  out.names.emplace_back();
  std::optional<KafkaVersion> version = options.kafka_version;
  for (const std::vector<const LiveBroker*>& alike : brokers_alike(*snapshot)) {
    auto settings = settings_of(*snapshot, *alike.front(), budget);
    if (!settings) return settings.error();
    BrokerOptions broker = broker_options(options);
    if (!broker.version) broker.version = version_of(*alike.front(), catalog);
    if (!version) version = broker.version;
    broker.values_only = true;
    out.subjects.push_back(
        std::make_unique<BrokerSubject>(BrokerConfig::build(settings.value(), catalog, broker), InputKind::kSnapshot));
    out.names.push_back(broker_names(alike));
  }
  if (version) add_topics(topics_of(snapshot, catalog, *version), out);
  return out;
}

}  // namespace klamm
