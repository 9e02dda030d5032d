#include "rule/topic_subject.h"

#include <fmt/format.h>

#include <algorithm>

#include "klamm/value.h"
#include "rule/understand.h"

namespace klamm {
namespace {

// Where a rule points, by its `at`.
std::optional<NodeId> named_fact(std::string_view at) {
  if (at == "@name") return TopicSubject::kName;
  if (at == "@partitions") return TopicSubject::kPartitions;
  if (at == "@replication_factor") return TopicSubject::kReplicationFactor;
  return std::nullopt;
}

// What Kafka's metrics call it.
std::string metric_name(const TopicConfig& topic) {
  std::string out = topic.name.value;
  std::replace(out.begin(), out.end(), '.', '_');
  return topic.group + '\n' + out;
}

}  // namespace

std::vector<std::string> TopicSubject::assumptions() const {
  if (set_->version_told) return {};
  return {fmt::format("Kafka {}", set_->version.text())};
}

bool TopicSubject::applies(RuleRef rule) const { return rule.pack->range(rule.rule).holds(set_->version); }

bool TopicSubject::guard(RuleRef rule, HitSink& sink) {
  Program when = rule.pack->view.program(rule.rule, rule_field::kWhen);
  if (when.size == 0) return true;
  lists_.clear();
  trace_.clear();
  const uint64_t before = trace_.steps;
  Kleene applies = evaluate(when, *this, trace_);
  sink.spend(trace_.steps - before);
  if (applies == Kleene::kUnknown) note_unknown(rule, sink);
  return applies == Kleene::kTrue;
}

void TopicSubject::judge(RuleRef rule, HitSink& sink) {
  const BlobView& view = rule.pack->view;
  Program when = view.program(rule.rule, rule_field::kWhen);
  lists_.clear();
  trace_.clear();
  const uint64_t before = trace_.steps;
  Kleene applies = when.size == 0 ? Kleene::kTrue : evaluate(when, *this, trace_);
  Kleene failed = applies;
  if (applies != Kleene::kFalse) {
    trace_.item = {};
    failed = kleene_and(applies, evaluate(view.program(rule.rule, rule_field::kFail), *this, trace_));
  }
  sink.spend(trace_.steps - before);
  if (failed == Kleene::kUnknown) note_unknown(rule, sink);
  if (failed != Kleene::kTrue) return;
  HitRecord record;
  record.rule = rule;
  if (auto fact = anchor(rule)) record.hit = hit(*fact);
  record.reads = trace_.reads;
  record.item = std::string(trace_.item);
  sink.add(std::move(record));
}

// Only what stands in the text and cannot be told is worth a word: what it leaves to the cluster is the cluster's.
void TopicSubject::note_unknown(RuleRef rule, HitSink& sink) const {
  auto note = [&](std::string_view what, const TopicPlace& place) {
    std::optional<Span> at;
    if (place.source != nullptr && &place.source->root() == &source().root()) at = place.source->to_root(place.span);
    sink.add_unknown(rule, at, fmt::format("{} is not told by this input; render it, then lint again", what));
  };
  for (const Read& read : trace_.reads) {
    if (read.state != Value::State::kUnknown || read.origin.node < kFirstSetting || read.origin.node == kNoNode)
      continue;
    const TopicSetting& setting = topic_.settings[read.origin.node - kFirstSetting];
    if (setting.value.state != Value::State::kUnknown) continue;  // refused: another rule says so
    return note(fmt::format("`{}`", printable(setting.key)), setting.value.place);
  }
  if (topic_.name.state == Value::State::kUnknown) return note("the topic's name", topic_.name.place);
  if (topic_.partitions.state == Value::State::kUnknown && topic_.partitions.place.source != nullptr) {
    return note("the number of partitions", topic_.partitions.place);
  }
  if (topic_.replication_factor.state == Value::State::kUnknown && topic_.replication_factor.place.source != nullptr) {
    return note("the replication factor", topic_.replication_factor.place);
  }
}

// The first of its places that the definition has, else what logic read first, else the topic's name.
std::optional<NodeId> TopicSubject::anchor(RuleRef rule) const {
  const BlobView& view = rule.pack->view;
  for (uint32_t index = 0; index < view.count(rule.rule, rule_field::kAt); ++index) {
    std::string_view at = view.item(rule.rule, rule_field::kAt, index);
    std::optional<NodeId> fact = named_fact(at);
    if (!fact) {
      if (const TopicSetting* setting = topic_.setting(at)) {
        fact = kFirstSetting + static_cast<NodeId>(setting - topic_.settings.data());
      }
    }
    if (fact && place_of(*fact) != nullptr) return fact;
  }
  for (const Read& read : trace_.reads) {
    if (read.origin.from == Origin::From::kFile) return read.origin.node;
  }
  return kName;
}

const TopicPlace* TopicSubject::place_of(NodeId fact) const {
  const TopicPlace* place = nullptr;
  if (fact == kName) place = &topic_.name.place;
  if (fact == kPartitions) place = &topic_.partitions.place;
  if (fact == kReplicationFactor) place = &topic_.replication_factor.place;
  if (fact >= kFirstSetting && fact - kFirstSetting < topic_.settings.size()) {
    place = &topic_.settings[fact - kFirstSetting].value.place;
  }
  return place == nullptr || place->source == nullptr ? nullptr : place;
}

Hit TopicSubject::hit(NodeId fact, std::vector<std::pair<std::string_view, std::string>> holes) const {
  Hit out;
  out.node = fact;
  const TopicPlace* place = place_of(fact);
  if (place == nullptr) place = place_of(kName);
  if (place != nullptr) {
    out.source = place->source.get();
    out.span = place->span;
  }
  out.holes = std::move(holes);
  return out;
}

Hit TopicSubject::hit_key(size_t setting, std::vector<std::pair<std::string_view, std::string>> holes) const {
  Hit out = hit(kFirstSetting + static_cast<NodeId>(setting), std::move(holes));
  const TopicPlace& place = topic_.settings[setting].key_place;
  if (place.source == nullptr) return out;
  out.source = place.source.get();
  out.span = place.span;
  return out;
}

std::optional<Span> TopicSubject::locate(Hit& hit) const {
  const TopicPlace* place = place_of(hit.node);
  if (place == nullptr || &place->source->root() != &source().root()) return std::nullopt;
  return place->source->to_root(place->span);
}

std::string TopicSubject::key(const HitRecord& record) const {
  const NodeId fact = record.hit.node;
  if (fact == kPartitions) return "partitions";
  if (fact == kReplicationFactor) return "replication factor";
  if (fact >= kFirstSetting && fact - kFirstSetting < topic_.settings.size()) {
    return printable(topic_.settings[fact - kFirstSetting].key);
  }
  return "name";
}

std::string TopicSubject::hole(const HitRecord& record, std::string_view name) {
  auto number = [](const TopicFact<int64_t>& fact) {
    return fact.known() ? std::to_string(fact.value) : std::string("unknown");
  };
  auto shown_value = [&](std::string_view key, const Value& value) {
    return value.unknown() ? "unknown" : value.absent() ? "nothing" : secrets_.shown(key, value.text);
  };
  if (name == "kafka") return set_->version.text();
  if (name == "topic" || name == "@topic.name") {
    return topic_.name.state == Value::State::kAbsent ? "nothing" : printable(topic_.name.value);
  }
  if (name == "@topic.partitions") return number(topic_.partitions);
  if (name == "@topic.replication_factor") return number(topic_.replication_factor);
  std::string own = key(record);
  for (const auto& [hole, text] : record.hit.holes) {
    if (hole == "key") own = text;
  }
  if (name == "value") {
    if (record.hit.node == kPartitions) return number(topic_.partitions);
    if (record.hit.node == kReplicationFactor) return number(topic_.replication_factor);
    if (record.hit.node == kName) return printable(topic_.name.value);
    const TopicSetting* setting = topic_.setting(own);
    return setting == nullptr ? "nothing" : secrets_.shown(own, setting->value.value);
  }
  const bool of_default = name == "default";
  KeyId id = set_->catalog->find(of_default ? std::string_view(own) : name, KeyScope::kTopic);
  if (of_default) {
    auto definition = id == kNoKey ? std::nullopt : set_->catalog->define(id, set_->version);
    return definition && definition->default_value ? std::string(*definition->default_value) : "nothing";
  }
  return id == kNoKey ? fmt::format("{{{}}}", name) : shown_value(name, effective(id));
}

std::vector<RuleSubject::Note> TopicSubject::related(const HitRecord& record) const {
  constexpr size_t kMostRead = 4;
  std::vector<Note> out;
  for (const Read& read : record.reads) {
    if (out.size() == kMostRead) break;
    const TopicPlace* place = read.origin.from == Origin::From::kFile ? place_of(read.origin.node) : nullptr;
    if (place == nullptr || read.origin.node == record.hit.node || read.origin.node < kFirstSetting) continue;
    if (&place->source->root() != &source().root()) continue;
    out.push_back({place->source->to_root(place->span),
                   fmt::format("`{}` is set here", printable(topic_.settings[read.origin.node - kFirstSetting].key))});
  }
  return out;
}

void TopicSet::find_neighbours() {
  for (size_t index = 0; index < topics.size(); ++index) {
    if (topics[index].name.known()) first_.emplace(metric_name(topics[index]), index);
  }
}

std::optional<size_t> TopicSet::earlier(size_t index) const {
  if (!topics[index].name.known()) return std::nullopt;
  auto found = first_.find(metric_name(topics[index]));
  return found == first_.end() || found->second >= index ? std::nullopt : std::optional(found->second);
}

TopicSet topic_set(std::vector<TopicConfig> topics, InputKind kind, const Catalog& catalog,
                   std::optional<KafkaVersion> version) {
  TopicSet set;
  set.topics = std::move(topics);
  set.kind = kind;
  set.catalog = &catalog;
  set.version_told = version.has_value();
  set.version = version.value_or(kNewestKafka);
  return set;
}

void add_topics(TopicSet set, Understood& out) {
  set.find_neighbours();
  auto shared = std::make_shared<const TopicSet>(std::move(set));
  for (size_t index = 0; index < shared->topics.size(); ++index) {
    out.subjects.push_back(std::make_unique<TopicSubject>(shared, index));
    const TopicConfig& topic = shared->topics[index];
    out.names.push_back(topic.name.known() ? printable(topic.name.value) : fmt::format("topic {}", index + 1));
  }
}

}  // namespace klamm
