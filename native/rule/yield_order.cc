#include "rule/yield_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace klamm {

size_t find_record(const RecordSet& set, std::string_view id) {
  for (size_t index = 0; index < set.rules.size(); ++index) {
    const RuleRecord& rule = set.rules[index];
    bool former =
        std::any_of(rule.former.begin(), rule.former.end(), [&](const RuleText& text) { return text.text == id; });
    if (rule.id.text == id || rule.name == id || former) return index;
  }
  return SIZE_MAX;
}

// Takes away, again and again, rules that yield to nobody left; what cannot be taken away stands in or before a circle.
std::optional<Error> check_yield_order(const RecordSet& set) {
  std::vector<std::vector<size_t>> yields(set.rules.size());
  for (size_t index = 0; index < set.rules.size(); ++index) {
    for (const RuleText& yield : set.rules[index].yields) {
      size_t target = find_record(set, yield.text);
      if (target != SIZE_MAX) yields[index].push_back(target);
    }
  }
  std::vector<bool> settled(set.rules.size(), false);
  for (bool moved = true; moved;) {
    moved = false;
    for (size_t index = 0; index < yields.size(); ++index) {
      if (settled[index]) continue;
      if (!std::all_of(yields[index].begin(), yields[index].end(), [&](size_t target) { return settled[target]; })) {
        continue;
      }
      settled[index] = moved = true;
    }
  }
  auto stuck = std::find(settled.begin(), settled.end(), false);
  if (stuck == settled.end()) return std::nullopt;
  const RuleRecord& rule = set.rules[static_cast<size_t>(stuck - settled.begin())];
  return set.files[rule.file].error(
      rule.yields.front(), 0, fmt::format("{} yields, directly or not, to a rule that yields to itself", rule.id.text));
}

}  // namespace klamm
