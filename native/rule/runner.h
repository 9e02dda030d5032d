// Runs selected rules over one subject.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "klamm/budget.h"
#include "rule/checks/strays.h"
#include "rule/subject.h"

namespace klamm {

// One rule hits at most so many places of one input; more are counted only.
inline constexpr uint32_t kMaxHits = 200;

struct UnknownRecord {
  RuleRef rule;
  const Source* root = nullptr;  // the file
  std::optional<Span> place;     // there
  std::string message;
};

class Runner : private HitSink {
 public:
  Runner(RuleSubject& subject, const Selection& selection, Budget& budget)
      : subject_(subject), selection_(selection), budget_(budget) {}

  // False once the budget is spent. Rules about other subjects are passed by.
  bool run(RuleRef rule);

  std::vector<HitRecord>& hits() { return hits_; }
  const std::vector<UnknownRecord>& unknown() const { return unknown_; }
  uint64_t folded() const { return folded_; }

 private:
  class CheckCall;

  void add(HitRecord record) override;
  void add_unknown(RuleRef rule, std::optional<Span> place, std::string message) override {
    note({rule, &subject_.source().root(), place, std::move(message)});
  }
  void note(UnknownRecord record);
  bool spend(uint64_t steps) override { return budget_.take_steps(steps); }

  RuleSubject& subject_;
  const Selection& selection_;
  Budget& budget_;
  std::vector<HitRecord> hits_;
  std::vector<UnknownRecord> unknown_;
  std::optional<std::vector<StrayKey>> strays_;
  uint32_t hits_of_rule_ = 0;
  uint64_t folded_ = 0;
};

}  // namespace klamm
