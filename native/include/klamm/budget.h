// One budget for all readers and evaluators of one input, so that hostile sizes and depths meet a bound and a clear
// error instead of the machine's memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "klamm/result.h"

namespace klamm {

struct Limits {
  uint64_t bytes = uint64_t{64} << 20;  // of one source; at most 2 GiB, since a Span counts in 32 bits
  uint32_t nodes = 4'000'000;           // of all documents made from one source
  uint32_t depth = 256;                 // of nesting
  uint32_t aliases = 10'000;            // expansions of aliases and includes
  uint64_t steps = 10'000'000;          // of evaluation
};

// Not shared between threads. take_*() say false once the budget is spent and stay false; error() says which.
class Budget {
 public:
  explicit Budget(const Limits& limits = {}) : limits_(limits) {}

  bool take_nodes(uint32_t count = 1) { return take(nodes_, limits_.nodes, count, "nodes"); }
  bool take_aliases(uint32_t count = 1) { return take(aliases_, limits_.aliases, count, "aliases"); }
  bool take_steps(uint64_t count = 1) { return take(steps_, limits_.steps, count, "steps"); }
  bool fits_bytes(uint64_t size) { return size <= limits_.bytes || fail("bytes", limits_.bytes); }
  bool fits_depth(uint32_t depth) { return depth <= limits_.depth || fail("levels of nesting", limits_.depth); }

  bool spent() const { return !spent_.empty(); }
  const Limits& limits() const { return limits_; }
  // The one text for every spent budget. Only after spent().
  Error error() const { return Error{"refused: more than " + std::to_string(bound_) + " " + std::string(spent_)}; }

 private:
  bool take(uint64_t& used, uint64_t bound, uint64_t count, std::string_view what) {
    used += count;
    return used <= bound || fail(what, bound);
  }
  bool fail(std::string_view what, uint64_t bound) {
    spent_ = what;
    bound_ = bound;
    return false;
  }

  Limits limits_;
  uint64_t nodes_ = 0;
  uint64_t aliases_ = 0;
  uint64_t steps_ = 0;
  std::string_view spent_;
  uint64_t bound_ = 0;
};

}  // namespace klamm
