// Named checks: C++ predicates that a rule names where the rule language is not enough. A check says where and what;
// severity, words and masking are the rule's and the runner's.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "klamm/broker.h"
#include "klamm/finding.h"
#include "klamm/rules.h"

namespace klamm {

// A place that belongs to a hit: the value of a node of the broker's document, or a span of a source.
struct HitLink {
  NodeId node = kNoNode;
  std::string message;
  const Source* source = nullptr;
  Span span{};
};

// One violation. Place: `span` if given, else the value of `node` in the broker's document, else the file.
struct Hit {
  NodeId node = kNoNode;
  std::optional<Span> span;
  const Source* source = nullptr;  // of `span` and `edits`; nullptr: the subject's own
  ListenerIndex listener = kNoListener;
  // Fills `{name}` holes of the rule's message, label, why and mend. `key` is filled from `node` unless given.
  std::vector<std::pair<std::string_view, std::string>> holes;
  std::vector<HitLink> related;
  std::vector<Edit> edits;  // the machine fix; titled by the rule's `fix.title`
  std::string logical;      // what the fingerprint goes by; empty: the listener, else the key
};

// The `params` table of a rule that names a check: strings, numbers, booleans or lists of strings.
class Params {
 public:
  virtual ~Params() = default;
  virtual std::string_view text(std::string_view name) const = 0;  // "" if absent
  virtual int64_t number(std::string_view name, int64_t otherwise) const = 0;
  virtual bool flag(std::string_view name) const = 0;  // false if absent
  virtual std::vector<std::string_view> list(std::string_view name) const = 0;
};

struct StrayKey;       // checks/strays.h
class ClusterSubject;  // cluster_subject.h
class LiveSubject;     // live_subject.h
class PolicySubject;   // policy_subject.h
class TopicSubject;    // topic_subject.h

class CheckRun {
 public:
  virtual ~CheckRun() = default;
  // What is judged; throws for a check about inputs of another kind.
  virtual const BrokerConfig& broker() const = 0;
  virtual const PolicySubject& policies() const = 0;
  virtual const LiveSubject& live() const = 0;
  virtual const TopicSubject& topic() const = 0;
  virtual const ClusterSubject& cluster() const = 0;
  virtual const Params& params() const = 0;
  // Keys that nobody reads, told apart once for all rules of a run.
  virtual const std::vector<StrayKey>& strays() = 0;
  virtual void fail(Hit hit) = 0;
  // No more hits of this rule are listed, only counted: an empty one will do.
  virtual bool full() const = 0;
  // The input cannot tell; `evidence` says what would. `node` is where the question arises.
  virtual void unknown(NodeId node, std::string evidence) = 0;
  virtual void unknown(const Source& source, Span span, std::string evidence) = 0;
  // For loops over what the input makes long: false once the budget is spent, and then the check should end.
  virtual bool spend(uint64_t steps) = 0;
};

struct ParamSpec {
  std::string_view name;
  enum class Type : uint8_t { kText, kNumber, kFlag, kList } type;
  bool required = false;
};

struct Check {
  std::string_view name;  // kebab case
  std::span<const ParamSpec> params;
  void (*run)(CheckRun&);
  RuleAbout about = RuleAbout::kBroker;
};

// All of them, explicit (rule/checks/table.cc).
std::span<const Check> all_checks();

}  // namespace klamm
