// Lints the examples of rules.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/linter.h"
#include "klamm/rule_test.h"
#include "rule/record.h"

namespace klamm {

// An example as it is linted: the base's lines, then its own.
struct ExampleText {
  std::string text;
  uint32_t lines_before = 0;
};
ExampleText compose(const RecordSet& set, const ExampleRecord& example, std::string_view own_text);

LintOptions options_of(const RuleRecord& rule, const ExampleRecord& example);
// Lints a text as the example says.
Result<LintResult> lint_example(const RuleRecord& rule, const ExampleRecord& example, std::string text,
                                const std::vector<const Pack*>& packs, const Selection& selection);

// "2:39" with lines counted in the example's own text (those of its base as `base 2:39`); "file" without a region.
std::string place_of(const Finding& finding, uint32_t lines_before);

// Every rule of packs.back(), and those of the packs before it that have other ids.
Selection select_all(const std::vector<const Pack*>& packs);

// Judges the examples of one rule; `packs` as above, the rule is in the last one.
class ExampleJudge {
 public:
  ExampleJudge(const RecordSet& set, const std::vector<const Pack*>& packs, const Selection& selection,
               RuleTestReport& report)
      : set_(set), packs_(packs), selection_(selection), report_(report) {}

  void judge(const RuleRecord& rule);

 private:
  void judge(const RuleRecord& rule, const ExampleRecord& example);
  void judge_others(const RuleRecord& rule, const ExampleRecord& example, const LintResult& result);
  void judge_words(const RuleRecord& rule, const ExampleRecord& example, const Finding& finding);
  void judge_fix(const RuleRecord& rule, const ExampleRecord& example);
  Result<LintResult> lint_text(const RuleRecord& rule, const std::string& text, const ExampleRecord& example) const;
  void fail(const RuleRecord& rule, const ExampleRecord& example, std::string concern, std::string message);

  const RecordSet& set_;
  const std::vector<const Pack*>& packs_;
  const Selection& selection_;
  RuleTestReport& report_;
};

}  // namespace klamm
