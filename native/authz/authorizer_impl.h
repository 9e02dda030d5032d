// What one Authorizer owns.
#pragma once

#include <atomic>
#include <chrono>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

#include "authz/edit.h"
#include "authz/readers.h"
#include "authz/snapshot.h"
#include "klamm/authorizer.h"

namespace klamm {

// A load makes a new pool; changes go on in the pool of the last load.
struct Authorizer::Impl {
  using Clock = std::chrono::steady_clock;

  // What nobody will reach once those readers have left that were there when it was superseded.
  struct Retired {
    uint64_t at = 0;  // how often a phase of readers had ended
    authz::Pool* pool = nullptr;
    std::vector<authz::Block> blocks;
    std::unique_ptr<authz::Pool> whole;  // instead of blocks
    uint64_t bytes = 0;
  };

  explicit Impl(const AuthorizerOptions& asked);

  std::unique_ptr<authz::Pool> make_pool() { return std::make_unique<authz::Pool>(options.memory_limit, reserved); }
  // Makes `next` what readers get. The rest is done by them, or here if there is none.
  void publish(const Snapshot* next, std::list<Retired>& superseded) noexcept;
  template <class Apply>
  Change change(Apply apply) noexcept;
  Change replace(std::unique_ptr<authz::Pool>& made, Snapshot* next, Clock::time_point begun) noexcept;
  // With the mutex held.
  void free_retired() noexcept;
  void reclaim() noexcept;

  const AuthorizerOptions options;
  std::atomic<uint64_t> reserved{0};
  authz::Readers readers;
  std::atomic<const Snapshot*> current{nullptr};

  std::mutex mutex;  // the feed, and freeing; what follows is under it
  std::unique_ptr<authz::Pool> pool;
  std::list<Retired> retired;
  uint64_t retired_bytes = 0;  // their sum
  uint64_t load_nanos = 0;
  uint64_t change_nanos = 0;
};

}  // namespace klamm
