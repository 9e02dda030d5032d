// Entries of a value that its key splits, and the placeholders in them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace klamm {

// More entries of one value than this are not read: no node has them.
inline constexpr size_t kMaxEntries = 10'000;
// Of one entry; around more of them nothing is read.
inline constexpr size_t kMaxHoles = 64;

// A stretch that a placeholder covers: what stands there cannot be told. In bytes of the value, or of the piece.
struct Hole {
  uint32_t begin;
  uint32_t end;
};
using Holes = std::vector<Hole>;

struct Piece {
  std::string_view text;
  uint32_t begin = 0;  // in the decoded value
  Holes holes;         // counted from its begin
  bool unknown() const { return !holes.empty(); }
};

// Whether a hole covers a byte of [begin, end).
bool touched(const Holes& holes, size_t begin, size_t end);
// The last `wanted` that no hole covers, else npos.
size_t last_outside(std::string_view text, char wanted, const Holes& holes);

// Splits the trimmed value at each `separator` that no hole covers. Empty text has no pieces. False: cut short.
enum class Blanks : uint8_t { kStripped, kKept };
bool split_pieces(std::string_view value, char separator, Blanks blanks, const Holes& holes, std::vector<Piece>& out);

}  // namespace klamm
