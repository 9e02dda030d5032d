#include "rule/runner.h"

#include <fmt/format.h>

#include <exception>

#include "rule/anchor.h"
#include "rule/check_params.h"
#include "rule/checks/hits.h"
#include "rule/secrets.h"

namespace klamm {

class Runner::CheckCall : public CheckRun {
 public:
  CheckCall(Runner& runner, RuleRef rule) : runner_(runner), rule_(rule), params_(rule.pack->view, rule.rule) {}

  const BrokerConfig& broker() const override { return runner_.broker_; }
  const Params& params() const override { return params_; }

  const std::vector<StrayKey>& strays() override {
    if (!runner_.strays_) runner_.strays_ = find_strays(runner_.broker_);
    return *runner_.strays_;
  }

  void fail(Hit hit) override {
    HitRecord record;
    record.rule = rule_;
    record.of_check = true;
    record.hit = std::move(hit);
    runner_.add(std::move(record));
  }

  bool full() const override { return runner_.hits_of_rule_ >= kMaxHits; }

  void unknown(NodeId node, std::string evidence) override {
    if (runner_.unknown_.size() < kMaxHits) runner_.unknown_.push_back({rule_, node, std::move(evidence)});
  }

 private:
  Runner& runner_;
  RuleRef rule_;
  PackParams params_;
};

bool Runner::applies(RuleRef rule) const {
  const Pack::Impl& pack = *rule.pack;
  RuleScope scope = pack.scope(rule.rule);
  if (scope != RuleScope::kFile && scope != RuleScope::kNode && scope != RuleScope::kListener) return false;
  if (pack.needs(rule.rule) == RuleNeeds::kSource && broker_.options().values_only) return false;
  if (!pack.range(rule.rule).holds(broker_.target().version)) return false;
  if (pack.bit(rule.rule, kBitMsk) && !broker_.options().msk) return false;
  return pack.bit(rule.rule, broker_.roles().kraft ? kBitKraft : kBitZooKeeper);
}

bool Runner::run(RuleRef rule) {
  if (!applies(rule)) return true;
  hits_of_rule_ = 0;
  uint64_t before = trace_.steps;
  try {
    if (const Check* check = rule.pack->check(rule.rule)) {
      run_check(rule, *check);
    } else if (rule.pack->scope(rule.rule) == RuleScope::kListener) {
      for (size_t index = 0; index < broker_.listeners().size(); ++index) {
        run_logic(rule, static_cast<ListenerIndex>(index));
      }
    } else {
      run_logic(rule, kNoListener);
    }
  } catch (const std::exception& failure) {
    HitRecord record;
    record.rule = rule;
    record.error = printable(failure.what());
    hits_.push_back(std::move(record));
  }
  return budget_.take_steps(1 + trace_.steps - before);
}

void Runner::run_check(RuleRef rule, const Check& check) {
  // `when` guards a check as it guards logic; an unknown guard keeps it from running.
  Program when = rule.pack->view.program(rule.rule, rule_field::kWhen);
  facts_.stand_at(kNoListener);
  trace_.clear();
  if (when.size != 0) {
    Kleene applies = evaluate(when, facts_, trace_);
    if (applies == Kleene::kUnknown) note_unknown(rule, kNoListener);
    if (applies != Kleene::kTrue) return;
  }
  CheckCall call(*this, rule);
  check.run(call);
}

void Runner::run_logic(RuleRef rule, ListenerIndex listener) {
  const BlobView& view = rule.pack->view;
  Program when = view.program(rule.rule, rule_field::kWhen);
  facts_.stand_at(listener);
  trace_.clear();
  Kleene applies = when.size == 0 ? Kleene::kTrue : evaluate(when, facts_, trace_);
  if (applies == Kleene::kFalse) return;
  trace_.item = {};
  trace_.item_node = kNoNode;
  Kleene failed = kleene_and(applies, evaluate(view.program(rule.rule, rule_field::kFail), facts_, trace_));
  if (failed == Kleene::kUnknown) note_unknown(rule, listener);
  if (failed != Kleene::kTrue) return;
  HitRecord record;
  record.rule = rule;
  record.hit.listener = listener;
  record.reads = trace_.reads;
  record.item = std::string(trace_.item);
  if (auto anchor = anchor_of_logic(broker_, facts_, rule, listener, trace_)) {
    record.hit.node = anchor->node;
    record.hit.span = anchor->span;
  }
  add(std::move(record));
}

// What AWS sets and nobody else can is not reported against anybody: on MSK a rule of brokers speaks of lines that MSK
// takes, or of the text itself.
bool Runner::speaks(const HitRecord& record) const {
  if (!broker_.options().msk || record.rule.pack->bit(record.rule.rule, kBitMsk)) return true;
  if (record.rule.pack->needs(record.rule.rule) == RuleNeeds::kSource) return true;
  NodeId node = record.hit.node;
  if (node == kNoNode || node == broker_.document().root()) return false;
  return msk_takes(broker_, broker_.document().key(node));
}

void Runner::add(HitRecord record) {
  if (!speaks(record)) return;
  if (++hits_of_rule_ > kMaxHits) {
    ++folded_;
    return;
  }
  const Document& document = broker_.document();
  Hit& hit = record.hit;
  if (hit.node != kNoNode && hit.node >= document.size()) hit.node = kNoNode;
  if (hit.span) {
    record.place = *hit.span;
    record.has_place = true;
  } else if (hit.node != kNoNode && hit.node != document.root()) {
    record.place = document.node(hit.node).value_span;
    record.has_place = true;
  } else if (auto listener = listener_anchor(broker_, hit.listener)) {
    hit.node = listener->node;
    record.place = listener->span;
    record.has_place = true;
  }
  hits_.push_back(std::move(record));
}

// Where nothing is left open by a template, what is unknown was refused, and another rule says so.
void Runner::note_unknown(RuleRef rule, ListenerIndex listener) {
  if (!broker_.any_placeholder() || unknown_.size() >= kMaxHits) return;
  for (const Read& read : trace_.reads) {
    if (read.state != Value::State::kUnknown || read.origin.node == kNoNode) continue;
    unknown_.push_back({rule, read.origin.node,
                        fmt::format("`{}` has a value that this input does not tell; render it, then lint again",
                                    printable(broker_.document().key(read.origin.node)))});
    return;
  }
  auto anchor = listener_anchor(broker_, listener);
  unknown_.push_back({rule, anchor ? anchor->node : kNoNode,
                      "a placeholder keeps this input from telling; render it, then lint again"});
}

}  // namespace klamm
