#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "klamm/linter.h"
#include "rule/finding_maker.h"
#include "rule/runner.h"
#include "rule/secrets.h"
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

void assume(const BrokerConfig& broker, std::vector<std::string>& out) {
  if (broker.target().from == Target::From::kNewest || broker.target().from == Target::From::kZooKeeper) {
    out.push_back(fmt::format("Kafka {}", broker.target().version.text()));
  }
  if (broker.options().msk) return;  // whose brokers have their mode from elsewhere
  if (broker.setting("process.roles") == nullptr && broker.setting("zookeeper.connect") == nullptr) {
    out.push_back(broker.roles().kraft ? "KRaft" : "ZooKeeper");
  }
}

Result<LintResult> judge(const BrokerConfig& broker, const std::vector<const Pack*>& packs, const Selection& selection,
                         InputKind kind, Budget& budget) {
  LintResult result;
  result.kind = kind;
  assume(broker, result.assumptions);
  Runner runner(broker, budget);
  uint32_t global = 0;
  for (const Pack* pack : packs) {
    for (uint32_t rule = 0; rule < pack->rule_count(); ++rule, ++global) {
      if (selection.rules[global] == Selection::State::kOff) continue;
      if (!runner.run({&pack->impl(), rule, global})) return budget.error();
    }
  }
  result.folded = runner.folded();
  FindingMaker maker(broker, runner.facts());
  keep_speaking(runner.hits(), selection);
  keep_one_of_each_place(runner.hits());
  for (const HitRecord& hit : runner.hits()) result.findings.push_back(maker.make(hit));
  std::stable_sort(result.findings.begin(), result.findings.end(), before);
  const Document& document = broker.document();
  auto place = [&](NodeId node) {
    return node == kNoNode || node == document.root() ? Place{document.source().name(), std::nullopt}
                                                      : maker.place(document.node(node).value_span);
  };
  for (const UnknownRecord& unknown : runner.unknown()) {
    if (selection.rules[unknown.rule.global] != Selection::State::kOn) continue;
    result.unknown.push_back({std::string(unknown.rule.pack->view.rule_text(unknown.rule.rule, rule_field::kId)),
                              place(unknown.node), printable(unknown.message)});
  }
  for (const Diagnostic& diagnostic : broker.diagnostics()) {
    result.unknown.push_back({"", maker.place(diagnostic.span), printable(diagnostic.message)});
  }
  return result;
}

Result<BrokerConfig> understand(std::shared_ptr<const Source> source, const Catalog& catalog,
                                const LintOptions& options, InputKind kind, Budget& budget) {
  Result<Document> document = read_properties(std::move(source), budget);
  if (!document) return document.error();
  BrokerOptions broker_options;
  broker_options.version = options.kafka_version;
  broker_options.version_from_project = options.version_from_project;
  broker_options.upgrade_to = options.upgrade_to;
  broker_options.rendered = options.rendered;
  broker_options.values_only = options.values_only;
  if (kind == InputKind::kMskConfiguration) broker_options.msk = options.msk_kind;
  auto shared = std::make_shared<const Document>(std::move(document).value());
  return BrokerConfig::build(shared, catalog, broker_options);
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
  InputKind kind = options.as ? *options.as : detect(*source, packs[0]->catalog());
  if (kind == InputKind::kNone) return LintResult{};
  auto broker = understand(std::move(source), packs[0]->catalog(), options, kind, budget);
  if (!broker) return broker.error();
  return judge(broker.value(), packs, selection, kind, budget);
}

Result<std::string> masked_text(std::shared_ptr<const Source> source, const Catalog& catalog,
                                const LintOptions& options) {
  Budget budget(options.limits);
  if (!budget.fits_bytes(source->bytes().size())) return budget.error();
  auto broker =
      understand(std::move(source), catalog, options, options.as.value_or(InputKind::kServerProperties), budget);
  if (!broker) return broker.error();
  return Secrets(broker.value()).text();
}

}  // namespace klamm
