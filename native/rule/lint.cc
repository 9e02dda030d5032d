#include <algorithm>

#include "klamm/linter.h"
#include "rule/judge.h"
#include "rule/understand.h"

namespace klamm {

Result<LintResult> lint(std::shared_ptr<const Source> source, const std::vector<const Pack*>& packs,
                        const Selection& selection, const LintOptions& options) {
  if (auto fit = check_packs(packs, selection); !fit) return fit.error();
  Budget budget(options.limits);
  if (!budget.fits_bytes(source->bytes().size())) return budget.error();
  LintResult result;
  result.kind = kind_of(*source, packs[0]->catalog(), options);
  if (result.kind == InputKind::kNone) return result;
  auto understood = understand(result.kind, source, packs[0]->catalog(), options, budget);
  if (!understood) return understood.error();
  if (const auto& refusal = understood.value().refusal) {
    Place place{source->name(), refusal->source->root().region(refusal->source->to_root(refusal->span))};
    result.unknown.push_back({"", std::move(place), printable(refusal->message)});
  }
  Told told;
  auto judged = judge_all(understood.value(), packs, selection, budget, result, told);
  if (!judged) return judged.error();
  if (understood.value().subjects.size() > 1)
    std::stable_sort(result.findings.begin(), result.findings.end(), stands_before);
  return result;
}

Result<std::string> masked_text(std::shared_ptr<const Source> source, const Catalog& catalog,
                                const LintOptions& options) {
  Budget budget(options.limits);
  if (!budget.fits_bytes(source->bytes().size())) return budget.error();
  InputKind kind = kind_of(*source, catalog, options);
  auto understood = understand(kind, std::move(source), catalog, options, budget);
  if (!understood) return understood.error();
  if (understood.value().subjects.size() != 1) return Error{"no text of one subject"};
  return understood.value().subjects.front()->secrets().text();
}

}  // namespace klamm
