#include "linter/fail_on.h"

namespace klamm::cli {

std::optional<FailOn> parse_fail_on(std::string_view name) {
  if (name == "never") return FailOn{std::nullopt};
  auto severity = parse_severity(name);
  if (!severity) return std::nullopt;
  return FailOn{severity};
}

bool reached(const FailOn& fail_on, const RunSummary& summary) {
  if (!fail_on.least) return false;
  for (size_t severity = static_cast<size_t>(*fail_on.least); severity < summary.findings.size(); ++severity) {
    if (summary.findings[severity] > 0) return true;
  }
  return false;
}

}  // namespace klamm::cli
