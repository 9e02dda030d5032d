// The inside of a pack.
#pragma once

#include <string>
#include <vector>

#include "klamm/catalog.h"
#include "klamm/rules.h"
#include "rule/blob.h"
#include "rule/check.h"
#include "rule/record.h"

namespace klamm {

struct Pack::Impl {
  std::string owned;  // empty if borrowed
  std::string_view blob;
  BlobView view;
  Catalog catalog{std::string_view()};
  uint32_t key_count = 0;
  uint64_t catalog_print = 0;

  uint32_t bits(uint32_t rule) const { return view.rule_word(rule, rule_field::kBits); }
  Severity severity(uint32_t rule) const { return static_cast<Severity>(bits(rule) & 0xf); }
  RuleScope scope(uint32_t rule) const { return static_cast<RuleScope>(bits(rule) >> 4 & 0xf); }
  RuleNeeds needs(uint32_t rule) const { return static_cast<RuleNeeds>(bits(rule) >> 8 & 0xf); }
  RuleStatus status(uint32_t rule) const { return static_cast<RuleStatus>(bits(rule) >> 12 & 0xf); }
  FixKind fix_kind(uint32_t rule) const { return static_cast<FixKind>(bits(rule) >> kFixKindShift & 0xf); }
  bool bit(uint32_t rule, uint32_t bit) const { return (bits(rule) & bit) != 0; }
  RuleAbout about(uint32_t rule) const { return static_cast<RuleAbout>(bits(rule) >> kAboutShift & 0xf); }
  VersionRange range(uint32_t rule) const;
  const Check* check(uint32_t rule) const;  // nullptr: logic decides
};

}  // namespace klamm
