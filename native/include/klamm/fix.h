// Applying machine fixes to a text.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/finding.h"
#include "klamm/result.h"

namespace klamm {

// All edits or none: the error names an overlap, or a span outside the text. Two insertions at one place keep their
// order.
Result<std::string> apply_edits(std::string_view text, const std::vector<Edit>& edits);

struct FixOutcome {
  std::string text;
  std::vector<std::string> applied;  // titles, in order
  std::vector<std::string> skipped;  // would not settle: overlapping for ever, or brought nothing
  uint32_t rounds = 0;
  bool settled = false;  // false: the cap of rounds was met; `text` is then the input, untouched
};

// Applies fixes round by round (in a round, those that overlap none already taken) until `find` gives none that
// changes anything. `find` lints a text anew and gives the fixes of its findings; its error is passed on.
Result<FixOutcome> fix_until_settled(std::string text,
                                     const std::function<Result<std::vector<Fix>>(const std::string& text)>& find,
                                     uint32_t max_rounds = 10);

}  // namespace klamm
