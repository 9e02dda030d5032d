#include <array>

#include "klamm/linter.h"
#include "klamm/rules.h"

namespace klamm {

std::string_view scope_name(RuleScope scope) {
  constexpr std::array<std::string_view, 6> kNames = {"file", "node", "listener", "topic", "principal", "cluster"};
  return kNames[static_cast<size_t>(scope)];
}

std::string_view status_name(RuleStatus status) {
  constexpr std::array<std::string_view, 3> kNames = {"stable", "preview", "deprecated"};
  return kNames[static_cast<size_t>(status)];
}

std::string_view input_kind_name(InputKind kind) {
  return kind == InputKind::kServerProperties ? "server-properties" : "";
}

std::optional<InputKind> parse_input_kind(std::string_view name) {
  if (name == "server-properties") return InputKind::kServerProperties;
  return std::nullopt;
}

}  // namespace klamm
