// The severity from which on findings make a run fail.
#pragma once

#include <optional>
#include <string_view>

#include "klamm/report.h"

namespace klamm::cli {

struct FailOn {
  std::optional<Severity> least = Severity::kHigh;  // nullopt: never
};
// "critical" … "info", "never".
std::optional<FailOn> parse_fail_on(std::string_view name);
bool reached(const FailOn& fail_on, const RunSummary& summary);

}  // namespace klamm::cli
