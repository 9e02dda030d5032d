// Places in undecoded text.
#pragma once

#include <cstdint>

namespace klamm {

// Bytes [begin, end) of one Source. Empty spans are places too (an empty value has one).
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  friend bool operator==(const Span&, const Span&) = default;
};

// What a person reads: 1-based; columns count Unicode code points (a byte that is no valid UTF-8 counts as one, a tab
// as one); the end is exclusive. Computed when printing, never stored in a tree.
struct Position {
  uint32_t line = 0;
  uint32_t column = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

struct Region {
  Position begin;
  Position end;
  friend bool operator==(const Region&, const Region&) = default;
};

}  // namespace klamm
