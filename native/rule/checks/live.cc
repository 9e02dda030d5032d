// What shows only while a cluster runs.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "rule/checks/checks.h"
#include "rule/live_subject.h"

namespace klamm {
namespace {

std::string shown_or_null(const std::optional<std::string_view>& value) {
  return value ? std::string(*value) : std::string("nothing");
}

std::optional<int64_t> min_in_sync(const LiveTopic& topic) {
  const LiveConfig* config = topic.find("min.insync.replicas");
  if (config == nullptr || !config->value) return std::nullopt;
  int64_t value = 0;
  auto [end, error] = std::from_chars(config->value->data(), config->value->data() + config->value->size(), value);
  return error == std::errc() && end == config->value->data() + config->value->size() ? std::optional(value)
                                                                                      : std::nullopt;
}

Hit hit_config(const LiveSubject& live, const LiveBroker& broker, const LiveConfig& config) {
  Hit hit;
  hit.node = live.value_node(config.node);
  hit.logical = fmt::format("{} of broker {}", config.name, broker.id);
  hit.holes = {
      {"key", std::string(config.name)}, {"broker", std::to_string(broker.id)}, {"value", shown_or_null(config.value)}};
  return hit;
}

Hit hit_topic(const LiveTopic& topic, const LivePartition& partition, size_t more) {
  Hit hit;
  hit.node = partition.node;
  hit.logical = topic.name;
  std::string which = fmt::format("{}-{}", topic.name, partition.id);
  if (more > 0) which += fmt::format(" and {} more of its partitions", more);
  hit.holes = {{"partition", std::move(which)},
               {"in_sync", std::to_string(partition.in_sync.size())},
               {"replicas", std::to_string(partition.replicas.size())},
               {"minimum", std::to_string(min_in_sync(topic).value_or(0))}};
  return hit;
}

// One finding a topic: at its first partition that is so.
template <class Is>
void each_topic(CheckRun& run, Is is) {
  for (const LiveTopic& topic : run.live().snapshot().topics) {
    const LivePartition* first = nullptr;
    size_t count = 0;
    for (const LivePartition& partition : topic.partitions) {
      if (!run.spend(1)) return;
      if (!is(topic, partition)) continue;
      if (first == nullptr) first = &partition;
      ++count;
    }
    if (first != nullptr) run.fail(hit_topic(topic, *first, count - 1));
  }
}

bool below_minimum(const LiveTopic& topic, const LivePartition& partition) {
  auto minimum = min_in_sync(topic);
  return minimum && partition.leader >= 0 && static_cast<int64_t>(partition.in_sync.size()) < *minimum;
}

}  // namespace

// `security`: keys that decide who gets in and who may what; else all others.
void check_live_brokers_differ(CheckRun& run) {
  const LiveSubject& live = run.live();
  bool security = run.params().flag("security");
  const LiveBroker* first = nullptr;
  for (const LiveBroker& broker : live.snapshot().brokers) {
    if (!broker.error.empty() || broker.configs.empty()) continue;
    if (first == nullptr) {
      first = &broker;
      continue;
    }
    for (const LiveConfig& config : broker.configs) {
      if (!run.spend(1)) return;
      const LiveConfig* other = first->find(config.name);
      KeyId key = live.catalog().find(config.name);
      bool of_security = key != kNoKey && live.catalog().security(key);
      // What only one version of two has is no difference of anybody's making.
      if (other == nullptr || of_one_broker(config.name) || of_security != security) continue;
      if (config.sensitive || other->sensitive || config.value == other->value) continue;
      if (!config.set() && !other->set()) continue;
      Hit hit = hit_config(live, broker, config);
      hit.holes.emplace_back("first", std::to_string(first->id));
      hit.holes.emplace_back("other", shown_or_null(other->value));
      hit.related.push_back({live.value_node(other->node), fmt::format("broker {}", first->id)});
      run.fail(std::move(hit));
    }
  }
}

void check_live_override(CheckRun& run) {
  const LiveSubject& live = run.live();
  for (const LiveBroker& broker : live.snapshot().brokers) {
    for (const LiveConfig& config : broker.configs) {
      if (!run.spend(1)) return;
      const LiveValue* written = config.layer(LiveSource::kStatic);
      if (!config.dynamic() || config.sensitive || written == nullptr || written->value == config.value) continue;
      Hit hit = hit_config(live, broker, config);
      hit.holes.emplace_back("written", shown_or_null(written->value));
      hit.holes.emplace_back("entity", entity_of(config, broker.id));
      hit.related.push_back({live.value_node(written->node), "what the broker's file says"});
      run.fail(std::move(hit));
    }
  }
}

void check_live_leaderless(CheckRun& run) {
  each_topic(run, [](const LiveTopic&, const LivePartition& partition) { return partition.leader < 0; });
}

void check_live_below_min_isr(CheckRun& run) { each_topic(run, below_minimum); }

void check_live_out_of_sync(CheckRun& run) {
  each_topic(run, [](const LiveTopic& topic, const LivePartition& partition) {
    return partition.leader >= 0 && !below_minimum(topic, partition) &&
           partition.in_sync.size() < partition.replicas.size();
  });
}

void check_live_anonymous(CheckRun& run) {
  const LiveCluster& snapshot = run.live().snapshot();
  if (!snapshot.anonymous.value_or(false)) return;
  Hit hit;
  hit.node = snapshot.anonymous_node;
  hit.logical = "anonymous";
  hit.holes = {{"bootstrap", std::string(snapshot.bootstrap)}};
  run.fail(std::move(hit));
}

}  // namespace klamm
