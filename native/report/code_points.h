// Text of any origin, code point by code point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace klamm {

struct CodePoint {
  char32_t value = 0;  // the byte itself where it is no UTF-8
  uint8_t size = 1;    // bytes
  bool valid = false;
};

// The code point at `at`, which must be in the text.
CodePoint code_point(std::string_view text, size_t at);

// Acts on the terminal or the order of reading instead of being seen: control characters, bidirectional marks,
// zero-width and tag characters, line separators.
bool invisible(char32_t code);

// Cells of a terminal that a visible character takes: 0 (combining), 1 or 2 (East Asian wide, emoji).
int cells(char32_t code);

}  // namespace klamm
