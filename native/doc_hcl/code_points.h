// Characters of UTF-8, one at a time, from either end.
#pragma once

#include <string_view>

#include "base/utf8.h"

namespace klamm {

struct HclLetter {
  char32_t code = 0;
  uint32_t length = 0;  // of the sequence in bytes; 0: there is none, or a malformed one
};

// The character that begins at `at`.
inline HclLetter hcl_letter_at(std::string_view text, size_t at) {
  if (at >= text.size()) return {};
  auto byte = [&](size_t index) { return static_cast<uint8_t>(text[at + index]); };
  if (byte(0) < 0x80) return {byte(0), 1};
  auto length = static_cast<uint32_t>(utf8_step(text, at));
  if (length == 1) return {};
  char32_t code = byte(0) & (0xFFu >> (length + 1));
  for (uint32_t index = 1; index < length; ++index) code = code << 6 | (byte(index) & 0x3Fu);
  return {code, length};
}

// The character that ends before `end`.
inline HclLetter hcl_letter_before(std::string_view text, size_t end) {
  if (end == 0) return {};
  size_t begin = end - 1;
  while (begin > 0 && end - begin < 4 && utf8_continues(text[begin])) --begin;
  HclLetter found = hcl_letter_at(text, begin);
  return begin + found.length == end ? found : HclLetter{};
}

// Unicode's White_Space.
inline bool is_white_space(char32_t code) {
  if (code < 0x80) return code == ' ' || (code >= '\t' && code <= '\r');
  return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
         code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

}  // namespace klamm
