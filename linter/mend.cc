#include "linter/mend.h"

#include <fmt/format.h>

#include "klamm/fix.h"

namespace klamm::cli {
namespace {

std::string counted(size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : what.ends_with('x') ? "es" : "s");
}

}  // namespace

void MendCount::add(const MendCount& more) {
  fixes += more.fixes;
  files += more.files;
  unsafe += more.unsafe;
  stuck += more.stuck;
}

std::string MendCount::text(bool would) const {
  std::string out = fixes == 0 ? "nothing to fix"
                               : fmt::format("{}{} in {}", would ? "would make " : "made ", counted(fixes, "fix"),
                                             counted(files, "file"));
  if (unsafe > 0) out += fmt::format("; {} more with --unsafe-fixes", unsafe);
  if (stuck > 0) out += fmt::format("; {} left alone: the fixes undo each other", counted(stuck, "file"));
  return out;
}

Result<Mended> mend(const Source& source, const std::function<Result<LintResult>(std::shared_ptr<const Source>)>& judge,
                    bool unsafe) {
  Mended mended;
  auto find = [&](const std::string& text) -> Result<std::vector<Fix>> {
    auto judged = judge(std::make_shared<Source>(source.name(), text));
    if (!judged) return judged.error();
    mended.count.unsafe = 0;
    std::vector<Fix> fixes;
    for (const Finding& finding : judged.value().findings) {
      if (!finding.fix || finding.fix->edits.empty()) continue;
      if (finding.fix->safe || unsafe) {
        fixes.push_back(*finding.fix);
      } else {
        ++mended.count.unsafe;
      }
    }
    return fixes;
  };
  auto outcome = fix_until_settled(std::string(source.bytes()), find);
  if (!outcome) return outcome.error();
  if (!outcome.value().settled) {
    mended.count.stuck = 1;
  } else if (!outcome.value().applied.empty()) {
    mended.count.fixes = outcome.value().applied.size();
    mended.count.files = 1;
    mended.source = std::make_shared<Source>(source.name(), std::move(outcome.value().text));
  }
  return mended;
}

}  // namespace klamm::cli
