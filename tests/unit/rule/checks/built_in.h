// What the tests of the built-in rules share: one call to lint with them.
#pragma once

#include <algorithm>

#include "unit/rule/fixture.h"

namespace klamm {

inline LintResult lint_built_in(std::string_view text, LintOptions options = {}) {
  if (!options.as) options.as = InputKind::kServerProperties;
  const std::vector<const Pack*> packs = {&Pack::builtin()};
  auto selection = select_rules(packs, options);
  REQUIRE(selection.ok());
  auto source = std::make_shared<Source>("server.properties", std::string(text));
  auto result = lint(source, packs, selection.value(), options);
  INFO((result ? std::string() : result.error().message));
  REQUIRE(result.ok());
  return std::move(result).value();
}

inline LintOptions profile(std::string_view name) {
  LintOptions options;
  options.profile = name;
  return options;
}

inline bool left_open(const LintResult& result, std::string_view rule) {
  return std::any_of(result.unknown.begin(), result.unknown.end(),
                     [&](const UnknownNote& note) { return note.rule == rule; });
}

}  // namespace klamm
