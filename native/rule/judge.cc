#include "rule/judge.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "rule/finding_maker.h"
#include "rule/runner.h"
#include "rule/silence.h"

namespace klamm {
bool Told::first(const Finding& finding) {
  const Position at = finding.place.region ? finding.place.region->begin : Position{};
  return said_.emplace(finding.rule, finding.place.path, at.line, at.column, finding.message).second;
}

bool stands_before(const Finding& a, const Finding& b) {
  if (a.place.region.has_value() != b.place.region.has_value()) return !a.place.region.has_value();
  if (a.place.region) {
    const Position& x = a.place.region->begin;
    const Position& y = b.place.region->begin;
    if (x != y) return x.line != y.line ? x.line < y.line : x.column < y.column;
  }
  return a.rule < b.rule;
}

Result<void> check_packs(const std::vector<const Pack*>& packs, const Selection& selection) {
  if (packs.empty() || !packs[0]->has_catalog()) throw std::invalid_argument("lint() needs a pack with a catalog");
  size_t rules = 0;
  for (const Pack* pack : packs) {
    rules += pack->rule_count();
    if (pack->impl().catalog_print != packs[0]->impl().catalog_print ||
        pack->impl().key_count != packs[0]->impl().key_count) {
      return Error{"a pack of rules was compiled for another catalog"};
    }
  }
  if (selection.rules.size() != rules) throw std::invalid_argument("the selection is of other packs");
  return {};
}

Result<LintResult> judge(RuleSubject& subject, const std::vector<const Pack*>& packs, const Selection& selection,
                         Budget& budget) {
  LintResult result;
  result.kind = subject.kind();
  result.assumptions = subject.assumptions();
  Runner runner(subject, selection, budget);
  uint32_t global = 0;
  for (const Pack* pack : packs) {
    for (uint32_t rule = 0; rule < pack->rule_count(); ++rule, ++global) {
      if (selection.rules[global] == Selection::State::kOff) continue;
      if (!runner.run({&pack->impl(), rule, global})) return budget.error();
    }
  }
  result.folded = runner.folded();
  FindingMaker maker(subject);
  keep_speaking(runner.hits(), selection);
  keep_one_of_each_place(runner.hits());
  for (const HitRecord& hit : runner.hits()) result.findings.push_back(maker.make(hit));
  std::stable_sort(result.findings.begin(), result.findings.end(), stands_before);
  for (const UnknownRecord& unknown : runner.unknown()) {
    if (selection.rules[unknown.rule.global] != Selection::State::kOn) continue;
    result.unknown.push_back({std::string(unknown.rule.pack->view.rule_text(unknown.rule.rule, rule_field::kId)),
                              maker.place(*unknown.root, unknown.place), printable(unknown.message)});
  }
  for (const RuleSubject::Note& note : subject.notes()) {
    result.unknown.push_back({"", maker.place(note.root != nullptr ? *note.root : subject.source().root(), note.place),
                              printable(note.message)});
  }
  return result;
}

void join(LintResult& all, LintResult one, const std::string& name, Told& told) {
  for (Finding& finding : one.findings) {
    if (!told.first(finding)) continue;
    if (!name.empty()) finding.logical = name + "/" + (finding.logical.empty() ? finding.key : finding.logical);
    all.findings.push_back(std::move(finding));
  }
  std::move(one.unknown.begin(), one.unknown.end(), std::back_inserter(all.unknown));
  for (std::string& assumption : one.assumptions) {
    bool known = std::find(all.assumptions.begin(), all.assumptions.end(), assumption) != all.assumptions.end();
    if (!known) all.assumptions.push_back(std::move(assumption));
  }
  all.folded += one.folded;
}

Result<void> judge_all(Understood& understood, const std::vector<const Pack*>& packs, const Selection& selection,
                       Budget& budget, LintResult& all, Told& told) {
  for (size_t index = 0; index < understood.subjects.size(); ++index) {
    RuleSubject& subject = *understood.subjects[index];
    auto one = judge(subject, packs, selection, budget);
    if (!one) return one.error();
    join(all, std::move(one).value(), understood.names[index], told);
    all.policies = all.policies || subject.about() == RuleAbout::kPolicy;
  }
  std::move(understood.inventories.begin(), understood.inventories.end(), std::back_inserter(all.inventories));
  return {};
}

}  // namespace klamm
