// Turns what rules found into findings: words with their holes filled, places, machine fixes, secrets masked.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "klamm/finding.h"
#include "rule/hit_record.h"
#include "rule/subject.h"

namespace klamm {

class FindingMaker {
 public:
  explicit FindingMaker(RuleSubject& subject) : subject_(subject) {}

  Finding make(const HitRecord& record);
  // Of a span of a root; nullopt: the file as a whole.
  Place place(const Source& root, std::optional<Span> span) const;
  // Of the subject's own.
  Place place(std::optional<Span> span) const { return place(subject_.source().root(), span); }

 private:
  Secrets::Line line_of(const HitRecord& record, Position begin) const;
  std::string words(const HitRecord& record, uint32_t field);
  std::string hole(const HitRecord& record, std::string_view name);
  std::string key_name(const HitRecord& record) const;
  void add_related(const HitRecord& record, Finding& finding) const;
  std::optional<Fix> fix(const HitRecord& record);

  RuleSubject& subject_;
};

}  // namespace klamm
