#include "rule/runner.h"

#include <exception>
#include <stdexcept>

#include "rule/check_params.h"

namespace klamm {

class Runner::CheckCall : public CheckRun {
 public:
  CheckCall(Runner& runner, RuleRef rule)
      : runner_(runner), rule_(rule), params_(rule.pack->view, rule, runner.selection_, runner.subject_.topic_name()) {}

  const BrokerConfig& broker() const override { return given(runner_.subject_.broker()); }
  const PolicySubject& policies() const override { return given(runner_.subject_.policies()); }
  const LiveSubject& live() const override { return given(runner_.subject_.live()); }
  const TopicSubject& topic() const override { return given(runner_.subject_.topic()); }
  const ClusterSubject& cluster() const override { return given(runner_.subject_.clusters()); }
  const Params& params() const override { return params_; }

  const std::vector<StrayKey>& strays() override {
    if (!runner_.strays_) runner_.strays_ = find_strays(broker());
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
    Hit hit;
    hit.node = node;
    runner_.add_unknown(rule_, runner_.subject_.locate(hit), std::move(evidence));
  }

  void unknown(const Source& source, Span span, std::string evidence) override {
    runner_.note({rule_, &source.root(), source.to_root(span), std::move(evidence)});
  }

  bool spend(uint64_t steps) override { return runner_.spend(steps); }

 private:
  template <class Config>
  static const Config& given(const Config* config) {
    if (config == nullptr) throw std::logic_error("the check is about inputs of another kind");
    return *config;
  }

  Runner& runner_;
  RuleRef rule_;
  SetParams params_;
};

bool Runner::run(RuleRef rule) {
  if (rule.pack->about(rule.rule) != subject_.about() || !subject_.applies(rule)) return true;
  hits_of_rule_ = 0;
  try {
    if (const Check* check = rule.pack->check(rule.rule)) {
      if (subject_.guard(rule, *this)) {
        CheckCall call(*this, rule);
        check->run(call);
      }
    } else {
      subject_.judge(rule, *this);
    }
  } catch (const std::exception& failure) {
    HitRecord record;
    record.rule = rule;
    record.error = printable(failure.what());
    hits_.push_back(std::move(record));
  }
  return spend(1);
}

void Runner::add(HitRecord record) {
  if (!subject_.speaks(record)) return;
  if (++hits_of_rule_ > kMaxHits) {
    ++folded_;
    return;
  }
  Hit& hit = record.hit;
  const Source& source = hit.source != nullptr ? *hit.source : subject_.source();
  record.root = &source.root();
  if (auto place = hit.span ? source.to_root(*hit.span) : subject_.locate(hit)) {
    record.place = *place;
    record.has_place = true;
  }
  hits_.push_back(std::move(record));
}

void Runner::note(UnknownRecord record) {
  if (unknown_.size() < kMaxHits) unknown_.push_back(std::move(record));
}

}  // namespace klamm
