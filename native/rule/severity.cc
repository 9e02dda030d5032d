#include <array>

#include "klamm/finding.h"

namespace klamm {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"info", "low", "medium", "high", "critical"};

}  // namespace

std::string_view severity_name(Severity severity) { return kNames[static_cast<size_t>(severity)]; }

std::optional<Severity> parse_severity(std::string_view name) {
  for (size_t index = 0; index < kNames.size(); ++index) {
    if (kNames[index] == name) return static_cast<Severity>(index);
  }
  return std::nullopt;
}

}  // namespace klamm
