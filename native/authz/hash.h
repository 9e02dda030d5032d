// Hashes of texts and numbers, and whether two texts are equal. Not keyed: what is hashed into an index was stored by
// an administrator, and equal hashes cost time, never a wrong answer.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace klamm::authz {

// A bijection: different numbers never collide.
inline uint64_t mix(uint64_t value) noexcept {
  value = (value ^ (value >> 32)) * 0x9fb21c651e98df25;
  value = (value ^ (value >> 29)) * 0xd6e8feb86659fd93;
  return value ^ (value >> 32);
}

inline uint64_t multiply_fold(uint64_t left, uint64_t right) noexcept {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(left) * right;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

template <size_t kSize>
uint64_t word_at(const char* at) noexcept {
  uint64_t value = 0;
  std::memcpy(&value, at, kSize);
  return value;
}

// As ==, without a call for the names that there are.
inline bool equal_text(std::string_view one, std::string_view two) noexcept {
  size_t left = one.size();
  if (left != two.size()) return false;
  if (left > 64) return one == two;
  const char* a = one.data();
  const char* b = two.data();
  if (left < 8) {
    if (left >= 4) return word_at<4>(a) == word_at<4>(b) && word_at<4>(a + left - 4) == word_at<4>(b + left - 4);
    for (; left > 0; --left, ++a, ++b) {
      if (*a != *b) return false;
    }
    return true;
  }
  for (; left > 8; left -= 8, a += 8, b += 8) {
    if (word_at<8>(a) != word_at<8>(b)) return false;
    if (left < 16) a -= 16 - left, b -= 16 - left, left = 16;
  }
  return word_at<8>(a) == word_at<8>(b);
}

inline uint64_t hash_text(std::string_view text) noexcept {
  constexpr uint64_t kOdd1 = 0xa24baed4963ee407;
  constexpr uint64_t kOdd2 = 0x9fb21c651e98df25;
  const char* at = text.data();
  size_t left = text.size();
  uint64_t state = multiply_fold(left ^ kOdd1, kOdd2);
  for (; left > 16; left -= 16, at += 16) state = multiply_fold(word_at<8>(at) ^ state, word_at<8>(at + 8) ^ kOdd1);
  uint64_t low = 0;
  uint64_t high = 0;
  if (left >= 8) {
    low = word_at<8>(at);
    high = word_at<8>(at + left - 8);
  } else if (left >= 4) {
    low = word_at<4>(at);
    high = word_at<4>(at + left - 4);
  } else if (left > 0) {
    low = (static_cast<uint64_t>(static_cast<unsigned char>(at[0])) << 16) |
          (static_cast<uint64_t>(static_cast<unsigned char>(at[left / 2])) << 8) |
          static_cast<unsigned char>(at[left - 1]);
  }
  return multiply_fold(multiply_fold(low ^ kOdd2, high ^ state), kOdd1 ^ state);
}

}  // namespace klamm::authz
