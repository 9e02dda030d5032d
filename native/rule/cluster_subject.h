// A cluster of MSK, or another thing of MSK's, as rules are run over it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "klamm/msk.h"
#include "rule/cluster_facts.h"
#include "rule/subject.h"

namespace klamm {

// The things that rules of a scope judge.
std::optional<MskThing> thing_of(RuleScope scope);

class ClusterSubject : public RuleSubject {
 public:
  // `index`: of the thing in the inventory. `today` as LintOptions has it.
  ClusterSubject(std::shared_ptr<const MskInventory> inventory, size_t index, InputKind kind, std::string today);

  RuleAbout about() const override { return RuleAbout::kCluster; }
  InputKind kind() const override { return kind_; }
  const Source& source() const override { return resource_.document->source(); }
  const Secrets& secrets() const override { return secrets_; }
  const ClusterSubject* clusters() const override { return this; }

  const MskInventory& inventory() const { return *inventory_; }
  const MskResource& resource() const { return resource_; }
  const std::string& today() const { return today_; }
  // A hit at the value of an attribute, or where it would be.
  Hit at(std::string_view attribute) const;
  // What keeps an attribute from being known, in words.
  std::string open_question(const MskValue& value, std::string_view attribute) const;

  std::vector<std::string> assumptions() const override { return {}; }
  std::vector<Note> notes() const override { return {}; }

  bool applies(RuleRef rule) const override;
  bool guard(RuleRef rule, HitSink& sink) override;
  void judge(RuleRef rule, HitSink& sink) override;

  std::optional<Span> locate(Hit&) const override { return source().to_root(resource_.place); }
  void stand_at(const HitRecord&) override {}
  std::string key(const HitRecord&) const override { return {}; }
  std::string logical(const HitRecord& record, const std::string& key) const override;
  std::string hole(const HitRecord& record, std::string_view name) override;
  std::vector<Note> related(const HitRecord&) const override { return {}; }
  std::vector<Edit> declared_edits(const HitRecord&, std::string_view) override { return {}; }
  bool mendable() const override { return true; }

 private:
  Kleene evaluate(RuleRef rule, uint32_t field, HitSink& sink);
  void note_unknown(RuleRef rule, HitSink& sink) const;
  Hit hit_of_logic(RuleRef rule) const;
  std::optional<Fact> place_of(RuleRef rule) const;
  void relate(Hit& hit, std::optional<Fact> placed) const;

  std::shared_ptr<const MskInventory> inventory_;
  const MskResource& resource_;
  InputKind kind_;
  std::string today_;
  Secrets secrets_;
  ClusterFacts facts_;
  Trace trace_;
};

}  // namespace klamm
