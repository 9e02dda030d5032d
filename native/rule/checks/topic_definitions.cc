// What a definition of a topic says: keys, values, and what was agreed about them.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/near_miss.h"
#include "rule/topic_subject.h"

namespace klamm {
namespace {

// A number of the definition, and where; nullopt where it tells none.
std::optional<std::pair<NodeId, int64_t>> number_named(const TopicSubject& topic, std::string_view of) {
  const TopicConfig& config = topic.config();
  const TopicFact<int64_t>* fact = nullptr;
  if (of == "@partitions") fact = &config.partitions;
  if (of == "@replication_factor") fact = &config.replication_factor;
  if (fact != nullptr) {
    NodeId place = of == "@partitions" ? TopicSubject::kPartitions : TopicSubject::kReplicationFactor;
    return fact->known() ? std::optional(std::pair(place, fact->value)) : std::nullopt;
  }
  const KeyId key = topic.all().catalog->find(of, KeyScope::kTopic);
  const Value value = key == kNoKey ? Value() : topic.effective(key);
  if (!value.known()) return std::nullopt;
  auto number = parse_typed(KeyType::kLong, value.text);
  if (!number) return std::nullopt;
  const NodeId place = value.is_explicit() ? value.origin.node : TopicSubject::kName;
  return std::pair(place, std::get<int64_t>(number.value()));
}

std::string joined(const std::vector<std::string_view>& words) { return fmt::format("`{}`", fmt::join(words, "`, `")); }

// What a key that is none of a topic's was meant to be, as a sentence; empty if nobody can say.
std::string meant(const Catalog& catalog, std::string_view key, KafkaVersion version) {
  std::vector<std::string_view> names;
  for (size_t id = 0; id < catalog.size(); ++id) {
    const auto one = static_cast<KeyId>(id);
    if (catalog.scope(one) != KeyScope::kTopic || !catalog.exists(one, version)) continue;
    const KeyId broker = catalog.synonym(one);
    if (broker != kNoKey && catalog.name(broker) == key) {
      return fmt::format("Write `{}`, which is the topic's name for it.", catalog.name(one));
    }
    names.push_back(catalog.name(one));
  }
  std::string near = did_you_mean(key, names);
  const size_t quote = near.find('`');
  if (quote == std::string::npos) return {};
  return fmt::format("Write {}.", near.substr(quote, near.rfind('`') - quote + 1));
}

}  // namespace

// params: of: what is counted (`@partitions`, `@replication_factor` or a key); least, most; endless: -1 is no bound.
void check_topic_number_agreed(CheckRun& run) {
  const TopicSubject& topic = run.topic();
  const int64_t least = run.params().number("least", INT64_MIN);
  const int64_t most = run.params().number("most", INT64_MAX);
  if (topic.config().name.known() && is_internal_topic(topic.config().name.value)) return;
  auto number = number_named(topic, run.params().text("of"));
  if (!number) return;
  auto [place, value] = *number;
  const bool endless = run.params().flag("endless") && value == -1;
  if (value < 0 && !endless) return;  // a default, or refused
  const bool high = endless ? most != INT64_MAX : value > most;
  if (!high && (endless || value >= least)) return;
  run.fail(topic.hit(place, {{"number", endless ? "unbounded" : std::to_string(value)},
                             {"bound", high ? fmt::format("at most {}", most) : fmt::format("at least {}", least)}}));
}

// params: key, allowed: words of which every item of its value must be one; none given: nothing was agreed.
void check_topic_words_agreed(CheckRun& run) {
  const TopicSubject& topic = run.topic();
  std::vector<std::string_view> allowed = run.params().list("allowed");
  const KeyId key = topic.all().catalog->find(run.params().text("key"), KeyScope::kTopic);
  if (allowed.empty() || key == kNoKey) return;
  if (topic.config().name.known() && is_internal_topic(topic.config().name.value)) return;
  const Value value = topic.effective(key);
  if (!value.known()) return;
  ListItems items = split_list(value.text);
  if (items.empty()) items.emplace_back("nothing");
  for (std::string_view item : items) {
    if (std::find(allowed.begin(), allowed.end(), item) != allowed.end()) continue;
    run.fail(topic.hit(value.is_explicit() ? value.origin.node : TopicSubject::kName,
                       {{"word", std::string(item)}, {"allowed", joined(allowed)}}));
    return;
  }
}

void check_topic_assignment(CheckRun& run) {
  const TopicSubject& topic = run.topic();
  const auto& assignment = topic.config().assignment;
  if (!assignment || assignment->empty()) return;
  auto fail = [&](std::string why) {
    run.fail(topic.hit(TopicSubject::kReplicationFactor, {{"why", std::move(why)}}));
  };
  for (size_t partition = 0; partition < assignment->size(); ++partition) {
    const std::vector<int32_t>& brokers = (*assignment)[partition];
    if (brokers.empty()) return fail(fmt::format("partition {} has no broker", partition));
    if (brokers.size() != assignment->front().size()) {
      return fail(fmt::format("partition {} has {} replicas, the first one {}", partition, brokers.size(),
                              assignment->front().size()));
    }
    std::set<int32_t> once(brokers.begin(), brokers.end());
    if (once.size() != brokers.size()) return fail(fmt::format("partition {} names a broker twice", partition));
  }
}

void check_topic_key_unknown(CheckRun& run) {
  const TopicSubject& topic = run.topic();
  const Catalog& catalog = *topic.all().catalog;
  const KafkaVersion version = topic.all().version;
  for (size_t index = 0; index < topic.config().settings.size(); ++index) {
    const TopicSetting& setting = topic.config().settings[index];
    const KeyId key = catalog.find(setting.key, KeyScope::kTopic);
    if (key != kNoKey && catalog.exists(key, version)) continue;
    if (find_placeholder(setting.key).kind != Placeholder::kNone) continue;
    std::string why = "no topic has such a configuration";
    std::string mend;
    if (key == kNoKey) {
      mend = meant(catalog, setting.key, version);
    } else if (catalog.first(key) > version) {
      why = fmt::format("it comes with Kafka {}", catalog.first(key).text());
    } else if (auto removed = catalog.removed(key)) {
      why = fmt::format("Kafka {} has taken it away", removed->text());
      mend = catalog.replacement(key);
    }
    if (mend.empty()) mend = "Delete it.";
    run.fail(topic.hit_key(index, {{"key", setting.key}, {"why", std::move(why)}, {"mend", std::move(mend)}}));
  }
}

void check_topic_value_refused(CheckRun& run) {
  const TopicSubject& topic = run.topic();
  const Catalog& catalog = *topic.all().catalog;
  const KafkaVersion version = topic.all().version;
  for (size_t index = 0; index < topic.config().settings.size(); ++index) {
    const TopicSetting& setting = topic.config().settings[index];
    const KeyId key = catalog.find(setting.key, KeyScope::kTopic);
    auto definition = key == kNoKey ? std::nullopt : catalog.define(key, version);
    if (!definition || !setting.value.known()) continue;
    auto parsed = parse_value(definition->type, catalog.validator(key, version), setting.value.value);
    if (parsed) continue;
    std::string accepted = fmt::format("a value of type {}", key_type_name(definition->type));
    if (!definition->validator.empty()) accepted += fmt::format(" ({})", definition->validator);
    if (definition->type == KeyType::kBoolean) accepted = "`true` or `false`";
    run.fail(topic.hit(TopicSubject::kFirstSetting + static_cast<NodeId>(index),
                       {{"why", parsed.error().message}, {"accepted", std::move(accepted)}}));
  }
}

void check_topic_key_twice(CheckRun& run) {
  const TopicSubject& topic = run.topic();
  std::set<std::string_view> known;
  for (size_t index = 0; index < topic.config().settings.size(); ++index) {
    const std::string& key = topic.config().settings[index].key;
    if (!known.insert(key).second) run.fail(topic.hit_key(index, {{"key", key}}));
  }
}

}  // namespace klamm
