// Runs selected rules over one broker's configuration.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "klamm/budget.h"
#include "klamm/linter.h"
#include "rule/broker_facts.h"
#include "rule/checks/strays.h"
#include "rule/hit_record.h"

namespace klamm {

// One rule hits at most so many places of one input; more are counted only.
inline constexpr uint32_t kMaxHits = 200;

struct UnknownRecord {
  RuleRef rule;
  NodeId node = kNoNode;
  std::string message;
};

class Runner {
 public:
  Runner(const BrokerConfig& broker, Budget& budget)
      : broker_(broker), budget_(budget), refused_(broker), facts_(broker, refused_) {}

  // False once the budget is spent.
  bool run(RuleRef rule);

  std::vector<HitRecord>& hits() { return hits_; }
  const std::vector<UnknownRecord>& unknown() const { return unknown_; }
  uint64_t folded() const { return folded_; }
  BrokerFacts& facts() { return facts_; }

 private:
  class CheckCall;

  bool applies(RuleRef rule) const;
  void run_check(RuleRef rule, const Check& check);
  void run_logic(RuleRef rule, ListenerIndex listener);
  void note_unknown(RuleRef rule, ListenerIndex listener);
  bool speaks(const HitRecord& record) const;
  void add(HitRecord record);

  const BrokerConfig& broker_;
  Budget& budget_;
  RefusedValues refused_;
  BrokerFacts facts_;
  Trace trace_;
  std::vector<HitRecord> hits_;
  std::vector<UnknownRecord> unknown_;
  std::optional<std::vector<StrayKey>> strays_;
  uint32_t hits_of_rule_ = 0;
  uint64_t folded_ = 0;
};

}  // namespace klamm
