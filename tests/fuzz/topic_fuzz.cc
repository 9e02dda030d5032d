// Any definition of topics is linted to its end, and what is found stands in it.
#include <cstdlib>

#include "klamm/linter.h"

using namespace klamm;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  static const std::vector<const Pack*> packs = {&Pack::builtin()};
  static const Selection selection = [] {
    LintOptions every;
    every.profile = "all";
    return select_rules(packs, every).value();
  }();
  constexpr InputKind kKinds[] = {InputKind::kTopicScript, InputKind::kTopicList, InputKind::kKafkaTopic};
  LintOptions options;
  options.yaml = &read_yaml;
  options.as = kKinds[data[0] % 3];
  options.limits.nodes = 2000;
  options.limits.pieces = 20'000;
  options.limits.aliases = 50;
  auto source = std::make_shared<Source>("fuzz", std::string(reinterpret_cast<const char*>(data + 1), size - 1));
  auto result = lint(source, packs, selection, options);
  if (!result) return 0;
  const auto end = static_cast<uint32_t>(size - 1);
  const uint32_t last = source->region({end, end}).end.line;
  for (const Finding& finding : result.value().findings) {
    if (finding.verdict == Verdict::kError) std::abort();
    if (finding.place.region && finding.place.region->end.line > last) std::abort();
    if (finding.fix) std::abort();
  }
  return 0;
}
