// One topic, as rules are run over it.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "klamm/topic.h"
#include "rule/evaluator.h"
#include "rule/subject.h"

namespace klamm {

struct Understood;  // understand.h

// What holds of a topic where its definition says nothing.
class TopicDefaults {
 public:
  virtual ~TopicDefaults() = default;
  // Of a topic's key: known where the cluster's configuration is.
  virtual Value value(KeyId key) const = 0;
};

// All topics of one text, of which a subject is one: what a rule says of one may depend on the others.
struct TopicSet {
  std::vector<TopicConfig> topics;
  InputKind kind = InputKind::kNone;
  KafkaVersion version = kNewestKafka;
  bool version_told = false;
  const Catalog* catalog = nullptr;
  std::shared_ptr<const TopicDefaults> defaults;  // nullptr: nobody knows the cluster

  // Of the topics before this one in its group, the first that Kafka's metrics cannot tell from it.
  std::optional<size_t> earlier(size_t index) const;
  void find_neighbours();

 private:
  std::map<std::string, size_t> first_;  // by group and name, `.` as `_`
};

class TopicSubject : public RuleSubject, private LogicFacts {
 public:
  // Facts of a topic have numbers, as nodes of a document do.
  static constexpr NodeId kName = 0;
  static constexpr NodeId kPartitions = 1;
  static constexpr NodeId kReplicationFactor = 2;
  static constexpr NodeId kFirstSetting = 3;

  TopicSubject(std::shared_ptr<const TopicSet> set, size_t index)
      : set_(std::move(set)), index_(index), topic_(set_->topics[index]), secrets_(*topic_.place.source) {}

  RuleAbout about() const override { return RuleAbout::kTopic; }
  InputKind kind() const override { return set_->kind; }
  const Source& source() const override { return *topic_.place.source; }
  const Secrets& secrets() const override { return secrets_; }
  const TopicSubject* topic() const override { return this; }
  std::string_view topic_name() const override { return topic_.name.known() ? topic_.name.value : std::string_view(); }

  std::vector<std::string> assumptions() const override;
  std::vector<Note> notes() const override { return {}; }

  bool applies(RuleRef rule) const override;
  bool guard(RuleRef rule, HitSink& sink) override;
  void judge(RuleRef rule, HitSink& sink) override;

  std::optional<Span> locate(Hit& hit) const override;
  void stand_at(const HitRecord&) override { lists_.clear(); }
  std::string key(const HitRecord& record) const override;
  std::string logical(const HitRecord&, const std::string& key) const override { return key; }
  std::string hole(const HitRecord& record, std::string_view name) override;
  std::vector<Note> related(const HitRecord& record) const override;
  std::vector<Edit> declared_edits(const HitRecord&, std::string_view) override { return {}; }
  bool mendable() const override { return false; }

  // For checks.
  const TopicConfig& config() const { return topic_; }
  const TopicSet& all() const { return *set_; }
  size_t index() const { return index_; }
  // At a fact or a setting, by its number.
  Hit hit(NodeId fact, std::vector<std::pair<std::string_view, std::string>> holes = {}) const;
  Hit hit_key(size_t setting, std::vector<std::pair<std::string_view, std::string>> holes = {}) const;
  // What holds of a topic's key, by the definition or by default.
  Value effective(KeyId key) const;
  // A value for people.
  std::string shown(std::string_view key, std::string_view value) const { return secrets_.shown(key, value); }

 private:
  Operand key(KeyId key, KeyType type) override;
  Operand raw_key(std::string_view key, KeyType type) override;
  Operand fact(Fact fact) override;

  Value of_setting(const TopicSetting* setting) const;
  Operand typed(const Value& value, KeyType type);
  const TopicPlace* place_of(NodeId fact) const;
  void note_unknown(RuleRef rule, HitSink& sink) const;
  std::optional<NodeId> anchor(RuleRef rule) const;

  std::shared_ptr<const TopicSet> set_;
  size_t index_;
  const TopicConfig& topic_;
  Secrets secrets_;
  std::deque<ListItems> lists_;
  Trace trace_;
};

// `version`: as the user or the cluster told it.
TopicSet topic_set(std::vector<TopicConfig> topics, InputKind kind, const Catalog& catalog,
                   std::optional<KafkaVersion> version);
// Adds a subject for each topic, with what it is called.
void add_topics(TopicSet set, Understood& out);

}  // namespace klamm
