// Letters of ASCII without regard to case; nothing else changes.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace klamm {

inline char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte; }

inline std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& byte : lowered) byte = lower(byte);
  return lowered;
}

inline bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char one, char other) { return lower(one) == lower(other); });
}

}  // namespace klamm
