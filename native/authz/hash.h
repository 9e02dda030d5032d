// Hashes of texts and numbers. Not keyed: what is hashed into an index was stored by an administrator, and equal hashes
// cost time, never a wrong answer.
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

inline uint64_t hash_text(std::string_view text) noexcept {
  constexpr uint64_t kOdd1 = 0xa24baed4963ee407;
  constexpr uint64_t kOdd2 = 0x9fb21c651e98df25;
  const auto word = [](const char* at, size_t size) {
    uint64_t value = 0;
    std::memcpy(&value, at, size);
    return value;
  };
  const char* at = text.data();
  size_t left = text.size();
  uint64_t state = multiply_fold(left ^ kOdd1, kOdd2);
  for (; left > 16; left -= 16, at += 16) state = multiply_fold(word(at, 8) ^ state, word(at + 8, 8) ^ kOdd1);
  uint64_t low = 0;
  uint64_t high = 0;
  if (left >= 8) {
    low = word(at, 8);
    high = word(at + left - 8, 8);
  } else if (left >= 4) {
    low = word(at, 4);
    high = word(at + left - 4, 4);
  } else if (left > 0) {
    low = (static_cast<uint64_t>(static_cast<unsigned char>(at[0])) << 16) |
          (static_cast<uint64_t>(static_cast<unsigned char>(at[left / 2])) << 8) |
          static_cast<unsigned char>(at[left - 1]);
  }
  return multiply_fold(multiply_fold(low ^ kOdd2, high ^ state), kOdd1 ^ state);
}

}  // namespace klamm::authz
