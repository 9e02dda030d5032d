// One budget for all readers and evaluators of one input, so that hostile sizes and depths meet a bound and a clear
// error instead of the machine's memory.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "klamm/result.h"

namespace klamm {

// Whatever the limits say, a source is smaller than this: a Span counts in 32 bits, and decoding may double a text.
inline constexpr uint64_t kMostBytes = uint64_t{1} << 30;

struct Limits {
  uint64_t bytes = uint64_t{64} << 20;  // of one source
  uint32_t nodes = 4'000'000;           // of all documents made from one source
  uint32_t pieces = 4'000'000;          // of decoded text: escapes, continuations, characters beyond ASCII
  uint32_t depth = 256;                 // of nesting
  uint32_t aliases = 10'000;            // expansions of aliases, includes and copies
  uint64_t steps = 10'000'000;          // of evaluation
};

// Not shared between threads. take_*() and fits_*() say false once one of the limits is passed, and from then on;
// error() says which it was.
class Budget {
 public:
  explicit Budget(const Limits& limits = {}) : limits_(limits) {
    limits_.bytes = std::min(limits_.bytes, kMostBytes - 1);
  }

  bool take_nodes(uint32_t count = 1) { return take(nodes_, limits_.nodes, count, "nodes"); }
  bool take_pieces(uint32_t count = 1) { return take(pieces_, limits_.pieces, count, "pieces of decoded text"); }
  bool take_aliases(uint32_t count = 1) { return take(aliases_, limits_.aliases, count, "aliases"); }
  bool take_steps(uint64_t count = 1) { return take(steps_, limits_.steps, count, "steps"); }
  bool fits_bytes(uint64_t size) { return within(size, limits_.bytes, "bytes"); }
  bool fits_depth(uint32_t depth) { return within(depth, limits_.depth, "levels of nesting"); }

  bool spent() const { return !spent_.empty(); }
  const Limits& limits() const { return limits_; }
  // The one text for every spent budget. Only after spent().
  Error error() const { return Error{"refused: more than " + std::to_string(bound_) + " " + std::string(spent_)}; }

 private:
  bool take(uint64_t& used, uint64_t bound, uint64_t count, std::string_view what) {
    used += count;
    return within(used, bound, what);
  }
  bool within(uint64_t amount, uint64_t bound, std::string_view what) {
    if (amount > bound && !spent()) {
      spent_ = what;
      bound_ = bound;
    }
    return !spent();
  }

  Limits limits_;
  uint64_t nodes_ = 0;
  uint64_t pieces_ = 0;
  uint64_t aliases_ = 0;
  uint64_t steps_ = 0;
  std::string_view spent_;
  uint64_t bound_ = 0;
};

}  // namespace klamm
