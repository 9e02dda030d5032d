// A subject whose rules are all checks, which say where and what themselves.
#pragma once

#include <string>
#include <vector>

#include "rule/subject.h"

namespace klamm {

class CheckedSubject : public RuleSubject {
 public:
  bool applies(RuleRef) const override { return true; }
  bool guard(RuleRef, HitSink&) override { return true; }
  void judge(RuleRef, HitSink&) override {}

  std::optional<Span> locate(Hit&) const override { return std::nullopt; }
  void stand_at(const HitRecord&) override {}
  std::string key(const HitRecord&) const override { return {}; }
  std::string logical(const HitRecord&, const std::string& key) const override { return key; }
  std::string hole(const HitRecord&, std::string_view name) override { return "{" + std::string(name) + "}"; }
  std::vector<Note> related(const HitRecord&) const override { return {}; }
  std::vector<Edit> declared_edits(const HitRecord&, std::string_view) override { return {}; }
};

}  // namespace klamm
