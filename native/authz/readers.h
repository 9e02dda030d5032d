// Who still reads. Readers count themselves in and out on striped counters of two phases; what was superseded may be
// freed once both phases have been seen empty since. Plain sequentially consistent atomics, no fences, no thread state.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace klamm::authz {

class Readers {
 public:
  // After enter(), and until leave(), nothing is freed that could be reached from then on.
  uint32_t enter(uint32_t stripe) noexcept {
    const uint32_t ticket = (stripe % kStripes) * 2 + (phase_.load() & 1);
    count(ticket).fetch_add(1);
    return ticket;
  }
  // True: this reader may have been the last that somebody waits for; call drained() soon.
  bool leave(uint32_t ticket) noexcept {
    const bool last = count(ticket).fetch_sub(1) == 1;
    return last && awaited_.load() == 1 + (ticket & 1);
  }

  // The rest is for one thread at a time.

  // How often a phase has ended so far. What was superseded when it said n may be freed when it says n + 2: by then
  // each phase was empty at some moment after.
  uint64_t ended() const noexcept { return ended_; }
  // Ends the present phase if its readers have left; else asks its last reader to say so.
  bool try_end_phase() noexcept {
    const uint32_t old = (phase_.load() & 1) ^ 1;
    if (!empty(old)) {
      awaited_.store(1 + old);
      if (!empty(old)) return false;
    }
    ++ended_;
    phase_.fetch_add(1);
    return true;
  }
  void stop_waiting() noexcept { awaited_.store(0); }
  // Whether the phase that is waited for has become empty since; for whoever has just given up waiting.
  bool may_end() const noexcept {
    const uint32_t awaited = awaited_.load();
    return awaited != 0 && empty(awaited - 1);
  }

 private:
  static constexpr uint32_t kStripes = 64;
  struct alignas(64) Stripe {
    std::array<std::atomic<uint32_t>, 2> count{};
  };

  std::atomic<uint32_t>& count(uint32_t ticket) noexcept { return stripes_[ticket / 2].count[ticket & 1]; }
  bool empty(uint32_t phase) const noexcept {
    for (const Stripe& stripe : stripes_) {
      if (stripe.count[phase].load() != 0) return false;
    }
    return true;
  }

  std::array<Stripe, kStripes> stripes_{};
  alignas(64) std::atomic<uint32_t> phase_{0};
  std::atomic<uint32_t> awaited_{0};  // 1 + the phase whose end somebody waits for
  uint64_t ended_ = 0;
};

}  // namespace klamm::authz
