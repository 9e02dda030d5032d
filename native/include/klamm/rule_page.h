// What a rule's record says, for people: docs/rules/ and `klamm explain` come from here.
#pragma once

#include <string>
#include <vector>

#include "klamm/rules.h"

namespace klamm {

// The page docs/rules/<ID>.md.
std::string rule_markdown(const RuleInfo& rule);
// The page docs/rules/README.md: every rule of the packs, by family.
std::string rule_index_markdown(const std::vector<const Pack*>& packs);
// The same page as plain text, folded at `width` columns (0: not at all).
std::string rule_text(const RuleInfo& rule, size_t width = 100);
// A text with holes for readers who have no finding: `{listener}` becomes `<listener>`.
std::string without_holes(std::string_view text);

}  // namespace klamm
