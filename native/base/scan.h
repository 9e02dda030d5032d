// Finds the next byte of a few kinds, eight bytes at a step.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace klamm {

// Eight bytes as one number; each mask has the high bit of a byte set where that byte is meant, exactly up to and with
// the first one that is (what stands behind it may be wrong).
class EightBytes {
 public:
  static_assert(std::endian::native == std::endian::little);
  static constexpr uint32_t kSize = 8;

  explicit EightBytes(const char* at) { std::memcpy(&bytes_, at, kSize); }

  uint64_t equal(char wanted) const {
    uint64_t zero_where_equal = bytes_ ^ kOnes * static_cast<uint8_t>(wanted);
    return (zero_where_equal - kOnes) & ~zero_where_equal & kHighBits;
  }
  uint64_t beyond_ascii() const { return bytes_ & kHighBits; }

  static uint32_t first(uint64_t mask) { return static_cast<uint32_t>(std::countr_zero(mask)) / 8; }

 private:
  static constexpr uint64_t kOnes = 0x0101010101010101;
  static constexpr uint64_t kHighBits = kOnes * 0x80;
  uint64_t bytes_;
};

// The offset from `at` on of the first byte for which `meant` says true, else the size. `mask` finds the same bytes, or
// more of them, among eight.
template <class Mask, class Meant>
uint32_t scan(std::string_view text, uint32_t at, Mask mask, Meant meant) {
  auto end = static_cast<uint32_t>(text.size());
  while (end - at >= EightBytes::kSize) {
    uint64_t found = mask(EightBytes(text.data() + at));
    if (found == 0) {
      at += EightBytes::kSize;
      continue;
    }
    at += EightBytes::first(found);
    if (meant(text[at])) return at;
    ++at;
  }
  while (at < end && !meant(text[at])) ++at;
  return at;
}

// The first LF or CR.
inline uint32_t find_line_end(std::string_view text, uint32_t at) {
  return scan(
      text, at, [](EightBytes bytes) { return bytes.equal('\n') | bytes.equal('\r'); },
      [](char byte) { return byte == '\n' || byte == '\r'; });
}

// The first byte that is not ASCII.
inline uint32_t find_beyond_ascii(std::string_view text, uint32_t at) {
  return scan(
      text, at, [](EightBytes bytes) { return bytes.beyond_ascii(); },
      [](char byte) { return static_cast<uint8_t>(byte) >= 0x80; });
}

}  // namespace klamm
