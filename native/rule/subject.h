// What a run of the rules is about: one input, understood. The runner and the maker of findings know no more of it than
// this; a check asks for the one kind that it judges.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/broker.h"
#include "klamm/linter.h"
#include "rule/hit_record.h"
#include "rule/secrets.h"

namespace klamm {

class ClusterSubject;  // cluster_subject.h
class LiveSubject;     // live_subject.h
class PolicySubject;   // policy_subject.h
class TopicSubject;    // topic_subject.h

// Takes what rules found. Implemented by the runner.
class HitSink {
 public:
  virtual ~HitSink() = default;
  virtual void add(HitRecord record) = 0;
  // `place`: of the root of the subject's source.
  virtual void add_unknown(RuleRef rule, std::optional<Span> place, std::string message) = 0;
  // False once the budget is spent.
  virtual bool spend(uint64_t steps) = 0;
};

class RuleSubject {
 public:
  virtual ~RuleSubject() = default;

  virtual RuleAbout about() const = 0;
  virtual InputKind kind() const = 0;
  // The text that is judged. Hits that name no source of their own stand here; those that do may stand in other files.
  virtual const Source& source() const = 0;
  virtual const Secrets& secrets() const = 0;
  virtual const BrokerConfig* broker() const { return nullptr; }
  virtual const PolicySubject* policies() const { return nullptr; }
  virtual const LiveSubject* live() const { return nullptr; }
  virtual const TopicSubject* topic() const { return nullptr; }
  virtual std::string_view topic_name() const { return {}; }  // empty: no topic, or nobody knows its name
  virtual const ClusterSubject* clusters() const { return nullptr; }

  // What was taken for granted.
  virtual std::vector<std::string> assumptions() const = 0;
  // What of the input itself cannot be told, whatever the rule: a place in source(), and why.
  struct Note {
    std::optional<Span> place;  // of the root
    std::string message;
    const Source* root = nullptr;  // another file's than that of source()
  };
  virtual std::vector<Note> notes() const = 0;

  // Whether a rule about such subjects is about this one: its versions, its mode, its words.
  virtual bool applies(RuleRef rule) const = 0;
  // Whether what guards a check lets it run.
  virtual bool guard(RuleRef rule, HitSink& sink) = 0;
  // Runs a rule that is logic.
  virtual void judge(RuleRef rule, HitSink& sink) = 0;

  // Whether what was found is for this input to say.
  virtual bool speaks(const HitRecord&) const { return true; }
  // Where a hit without a span stands, in the root; completes the hit.
  virtual std::optional<Span> locate(Hit& hit) const = 0;
  // Before words of a hit are asked for.
  virtual void stand_at(const HitRecord& record) = 0;
  virtual std::string key(const HitRecord& record) const = 0;
  virtual std::string logical(const HitRecord& record, const std::string& key) const = 0;
  // A hole that neither the hit nor the rule's own item fills.
  virtual std::string hole(const HitRecord& record, std::string_view name) = 0;
  // Places in the root that belong to it besides those that its check names.
  virtual std::vector<Note> related(const HitRecord& record) const = 0;
  // The fix that a rule declares, in source(); `value`: its value, holes filled.
  virtual std::vector<Edit> declared_edits(const HitRecord& record, std::string_view value) = 0;
  virtual bool mendable() const = 0;
};

}  // namespace klamm
