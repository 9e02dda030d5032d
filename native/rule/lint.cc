#include <algorithm>
#include <stdexcept>

#include "klamm/linter.h"
#include "rule/broker_subject.h"
#include "rule/finding_maker.h"
#include "rule/policy_subject.h"
#include "rule/runner.h"
#include "rule/silence.h"

namespace klamm {
namespace {

bool before(const Finding& a, const Finding& b) {
  if (a.place.region.has_value() != b.place.region.has_value()) return !a.place.region.has_value();
  if (a.place.region) {
    const Position& x = a.place.region->begin;
    const Position& y = b.place.region->begin;
    if (x != y) return x.line != y.line ? x.line < y.line : x.column < y.column;
  }
  return a.rule < b.rule;
}

Result<LintResult> judge(RuleSubject& subject, const std::vector<const Pack*>& packs, const Selection& selection,
                         Budget& budget) {
  LintResult result;
  result.kind = subject.kind();
  result.assumptions = subject.assumptions();
  Runner runner(subject, budget);
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
  std::stable_sort(result.findings.begin(), result.findings.end(), before);
  for (const UnknownRecord& unknown : runner.unknown()) {
    if (selection.rules[unknown.rule.global] != Selection::State::kOn) continue;
    result.unknown.push_back({std::string(unknown.rule.pack->view.rule_text(unknown.rule.rule, rule_field::kId)),
                              maker.place(unknown.place), printable(unknown.message)});
  }
  for (const RuleSubject::Note& note : subject.notes()) {
    result.unknown.push_back({"", maker.place(note.place), printable(note.message)});
  }
  return result;
}

InputKind kind_of(const Source& source, const Catalog& catalog, const LintOptions& options) {
  if (options.as) return *options.as;
  InputKind kind = detect(source, catalog);
  return options.msk && kind == InputKind::kServerProperties ? InputKind::kMskConfiguration : kind;
}

Result<BrokerConfig> read_broker(InputKind kind, std::shared_ptr<const Source> source, const Catalog& catalog,
                                 const LintOptions& options, Budget& budget) {
  Result<Document> document = read_properties(std::move(source), budget);
  if (!document) return document.error();
  BrokerOptions broker_options;
  broker_options.version = options.kafka_version;
  broker_options.version_from_project = options.version_from_project;
  broker_options.upgrade_to = options.upgrade_to;
  broker_options.rendered = options.rendered;
  broker_options.values_only = options.values_only;
  if (kind == InputKind::kMskConfiguration) broker_options.msk = options.msk.value_or(MskKind::kUnknown);
  auto shared = std::make_shared<const Document>(std::move(document).value());
  return BrokerConfig::build(shared, catalog, broker_options);
}

Result<std::unique_ptr<RuleSubject>> understand(InputKind kind, std::shared_ptr<const Source> source,
                                                const Catalog& catalog, const LintOptions& options, Budget& budget) {
  std::unique_ptr<RuleSubject> subject;
  if (kind == InputKind::kIamPolicy) {
    auto file = read_iam(source, options.iam_layer, budget);
    if (!file) return file.error();
    subject = std::make_unique<PolicySubject>(std::move(file).value(), std::move(source), options.iam_cluster);
  } else {
    auto broker = read_broker(kind, std::move(source), catalog, options, budget);
    if (!broker) return broker.error();
    subject = std::make_unique<BrokerSubject>(std::move(broker).value());
  }
  return subject;
}

}  // namespace

Result<LintResult> lint(std::shared_ptr<const Source> source, const std::vector<const Pack*>& packs,
                        const Selection& selection, const LintOptions& options) {
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
  Budget budget(options.limits);
  if (!budget.fits_bytes(source->bytes().size())) return budget.error();
  InputKind kind = kind_of(*source, packs[0]->catalog(), options);
  if (kind == InputKind::kNone) return LintResult{};
  auto subject = understand(kind, std::move(source), packs[0]->catalog(), options, budget);
  if (!subject) return subject.error();
  return judge(*subject.value(), packs, selection, budget);
}

Result<std::string> masked_text(std::shared_ptr<const Source> source, const Catalog& catalog,
                                const LintOptions& options) {
  Budget budget(options.limits);
  if (!budget.fits_bytes(source->bytes().size())) return budget.error();
  InputKind kind = kind_of(*source, catalog, options);
  auto subject = understand(kind, std::move(source), catalog, options, budget);
  if (!subject) return subject.error();
  return subject.value()->secrets().text();
}

}  // namespace klamm
