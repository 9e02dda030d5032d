// Text in the cells of a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "klamm/finding.h"

namespace klamm {

// Cells of text that append_printable() made.
size_t width_of(std::string_view printable);

// Appends words, beginning at cell `at`; before a word that would pass `width` a new line begins with `indent`. A word
// that fits nowhere stands alone, uncut. `width` 0: never breaks. Returns the cell behind the text.
size_t append_folded(std::string& out, std::string_view printable, size_t at, std::string_view indent, size_t width);

// The line that a finding is in, or as much of it around the region as `room` cells hold, with tabs blown up and what
// would act on the terminal spelled out; and which of its cells the region takes (at least one).
struct Excerpt {
  std::string text;
  size_t begin = 0;  // cells
  size_t end = 0;
};
Excerpt excerpt(const Finding& finding, size_t room);

}  // namespace klamm
