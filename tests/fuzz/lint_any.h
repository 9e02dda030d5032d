// Lints any text with all rules: to its end, and what is found stands in it.
#pragma once

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "klamm/linter.h"

namespace klamm {

// Of kinds that no machine mends; `options` say which. Aborts where something does not hold.
inline void lint_any(std::string text, LintOptions options) {
  static const std::vector<const Pack*> packs = {&Pack::builtin()};
  static const Selection selection = [] {
    LintOptions every;
    every.profile = "all";
    return select_rules(packs, every).value();
  }();
  options.limits.nodes = 2000;
  options.limits.pieces = 20'000;
  options.limits.aliases = 50;
  const auto end = static_cast<uint32_t>(text.size());
  auto source = std::make_shared<Source>("fuzz", std::move(text));
  auto result = lint(source, packs, selection, options);
  if (!result) return;
  const uint32_t last = source->region({end, end}).end.line;
  for (const Finding& finding : result.value().findings) {
    if (finding.verdict == Verdict::kError) std::abort();
    if (finding.place.region && finding.place.region->end.line > last) std::abort();
    if (finding.fix) std::abort();
  }
}

}  // namespace klamm
