// Any text is linted as a policy: no crash, every place inside of the text, every machine fix applies.
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "klamm/fix.h"
#include "klamm/linter.h"

using namespace klamm;

namespace {

const Selection& everything() {
  static const Selection kAll = [] {
    LintOptions options;
    options.profile = "all";
    auto selection = select_rules({&Pack::builtin()}, options);
    if (!selection) std::abort();
    return std::move(selection).value();
  }();
  return kAll;
}

}  // namespace

// The first byte chooses what the policy is for, and whether a cluster is known.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  LintOptions options;
  options.as = InputKind::kIamPolicy;
  if (data[0] % 8 < 6) options.iam_layer = static_cast<IamLayer>(data[0] % 8);
  if (data[0] >= 128)
    options.iam_cluster = parse_iam_cluster("arn:aws:kafka:eu-west-1:111122223333:cluster/prod/0a1b-7");
  auto source =
      std::make_shared<const Source>("policy.json", std::string(reinterpret_cast<const char*>(data + 1), size - 1));
  (void)detect(*source, Pack::builtin().catalog());
  auto result = lint(source, {&Pack::builtin()}, everything(), options);
  if (!result) return 0;
  const Position end = source->region({0, static_cast<uint32_t>(size - 1)}).end;
  for (const Finding& finding : result.value().findings) {
    if (finding.verdict == Verdict::kError || !finding.rule.starts_with("IA")) std::abort();
    if (finding.place.region && finding.place.region->begin.line > end.line) std::abort();
    if (finding.fix && !apply_edits(source->bytes(), finding.fix->edits)) std::abort();
  }
  return 0;
}
