// A broker's configuration, as rules are run over it.
#pragma once

#include <string>
#include <vector>

#include "rule/broker_facts.h"
#include "rule/subject.h"

namespace klamm {

class BrokerSubject : public RuleSubject {
 public:
  explicit BrokerSubject(BrokerConfig broker)
      : broker_(std::move(broker)), secrets_(broker_), refused_(broker_), facts_(broker_, refused_) {}

  RuleAbout about() const override { return RuleAbout::kBroker; }
  InputKind kind() const override {
    return broker_.options().msk ? InputKind::kMskConfiguration : InputKind::kServerProperties;
  }
  const Source& source() const override { return broker_.document().source(); }
  const Secrets& secrets() const override { return secrets_; }
  const BrokerConfig* broker() const override { return &broker_; }

  std::vector<std::string> assumptions() const override;
  std::vector<Note> notes() const override;

  bool applies(RuleRef rule) const override;
  bool guard(RuleRef rule, HitSink& sink) override;
  void judge(RuleRef rule, HitSink& sink) override;

  bool speaks(const HitRecord& record) const override;
  std::optional<Span> locate(Hit& hit) const override;
  void stand_at(const HitRecord& record) override { facts_.stand_at(record.hit.listener); }
  std::string key(const HitRecord& record) const override;
  std::string logical(const HitRecord& record, const std::string& key) const override;
  std::string hole(const HitRecord& record, std::string_view name) override;
  std::vector<Note> related(const HitRecord& record) const override;
  std::vector<Edit> declared_edits(const HitRecord& record, std::string_view value) override;
  bool mendable() const override { return !broker_.options().values_only; }

 private:
  void judge_at(RuleRef rule, ListenerIndex listener, HitSink& sink);
  void note_unknown(RuleRef rule, ListenerIndex listener, HitSink& sink) const;
  std::optional<Span> place_of(NodeId node) const;
  std::string shown_value(const HitRecord& record) const;
  std::string shown_key_value(std::string_view key) const;
  std::string shown_fact(std::string_view name);

  BrokerConfig broker_;
  Secrets secrets_;
  RefusedValues refused_;
  BrokerFacts facts_;
  Trace trace_;
};

}  // namespace klamm
