#include "proof/mutation.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

#include "proof/example.h"
#include "proof/mutant.h"
#include "rule/compiler.h"

namespace klamm {
namespace {

using Outcome = std::vector<std::string>;  // for each example where it is found

class Mutation {
 public:
  Mutation(const RecordSet& set, const RuleRecord& rule, const Pack& catalog, RuleTestReport& report)
      : set_(set), rule_(rule), catalog_(catalog), report_(report) {}

  void run() {
    one_.files = {set_.files[rule_.file]};
    one_.bases = set_.bases;
    one_.rules = {rule_};
    one_.rules[0].file = 0;
    std::optional<Outcome> original = outcome();
    if (!original) return;
    std::set<std::string> survivors;
    for (auto [name, member] : {std::pair("when", &RuleRecord::when), std::pair("fail", &RuleRecord::fail)}) {
      const RuleText original_text = rule_.*member;
      for (const Mutant& mutant : mutants_of(original_text.text)) {
        (one_.rules[0].*member).text = mutant.text;
        std::optional<Outcome> changed = outcome();
        if (!changed) continue;
        ++report_.mutants;
        if (*changed != *original) continue;
        std::string called = fmt::format("{}@{}: {}", name, mutant.at, mutant.change);
        survivors.insert(called);
        if (is_equivalent(called)) continue;
        size_t at = std::min(mutant.at, original_text.text.size());
        fail(set_.files[rule_.file].place(set_.files[rule_.file].inner_offset(original_text, at)),
             fmt::format("no example notices `{}`", called));
      }
      one_.rules[0].*member = original_text;
    }
    for (const RuleText& text : rule_.equivalent) {
      if (survivors.count(text.text)) continue;
      fail(set_.files[rule_.file].place(text.quote),
           fmt::format("`{}` is no mutant that the examples miss", text.text));
    }
  }

 private:
  void fail(std::string where, std::string message) {
    report_.failures.push_back({rule_.id.text, "mutation", std::move(where), std::move(message)});
  }
  bool is_equivalent(std::string_view called) const {
    return std::any_of(rule_.equivalent.begin(), rule_.equivalent.end(),
                       [&](const RuleText& text) { return text.text == called; });
  }

  // nullopt: the logic does not type.
  std::optional<Outcome> outcome() const {
    Result<std::string> blob = compile_records(one_, catalog_.catalog(), {});
    if (!blob) return std::nullopt;
    Result<Pack> pack = Pack::own(std::move(blob).value());
    if (!pack) return std::nullopt;
    std::vector<const Pack*> packs = {&catalog_, &pack.value()};
    Selection selection;
    selection.rules.assign(catalog_.rule_count(), Selection::State::kOff);
    selection.rules.push_back(Selection::State::kOn);
    Outcome out;
    for (const ExampleRecord& example : rule_.examples) {
      ExampleText composed = compose(set_, example, example.text.text);
      Result<LintResult> result = lint_example(rule_, example, composed.text, packs, selection);
      std::string places;
      for (const Finding& finding : result ? result.value().findings : std::vector<Finding>()) {
        places += place_of(finding, composed.lines_before) + " " + finding.logical + ";";
      }
      out.push_back(places);
    }
    return out;
  }

  const RecordSet& set_;
  const RuleRecord& rule_;
  const Pack& catalog_;
  RuleTestReport& report_;
  RecordSet one_;
};

}  // namespace

void mutate_rule(const RecordSet& set, const RuleRecord& rule, const Pack& catalog, RuleTestReport& report) {
  Mutation(set, rule, catalog, report).run();
}

}  // namespace klamm
