// Any snapshot is read and linted to its end or refused, and what is found stands in it.
#include <cstdlib>

#include "klamm/linter.h"

using namespace klamm;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::vector<const Pack*> packs = {&Pack::builtin()};
  static const Selection selection = [] {
    LintOptions every;
    every.profile = "all";
    return select_rules(packs, every).value();
  }();
  LintOptions options;
  options.as = InputKind::kSnapshot;
  options.limits.nodes = 5000;
  options.limits.pieces = 20'000;
  auto source = std::make_shared<Source>("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  auto result = lint(source, packs, selection, options);
  if (!result) return 0;
  uint32_t last = source->region({static_cast<uint32_t>(size), static_cast<uint32_t>(size)}).end.line;
  for (const Finding& finding : result.value().findings) {
    if (finding.verdict == Verdict::kError) std::abort();
    if (finding.place.region && finding.place.region->end.line > last) std::abort();
    if (finding.fix) std::abort();  // nothing of a running cluster is mended in a text
  }
  return 0;
}
