// One change under way: which blocks it made and which it supersedes, so that it can end either way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

#include "authz/pool.h"

namespace klamm::authz {

struct Block {
  void* bytes;
  size_t size;
};

class Edit {
 public:
  // kCopy: what exists may be read by others and is never written; the edit makes new blocks beside it.
  // kBuild: nothing of the pool is published yet; nodes are written in place, and superseded blocks freed at once.
  enum class Mode : uint8_t { kCopy, kBuild };

  Edit(Pool& pool, Mode mode) : pool_(pool), mode_(mode) {}
  Edit(const Edit&) = delete;
  Edit& operator=(const Edit&) = delete;
  // Unless kept, everything is as before.
  ~Edit() {
    for (const Block& block : created_) pool_.free(block.bytes, block.size);
  }

  Pool& pool() { return pool_; }
  bool in_place() const { return mode_ == Mode::kBuild; }

  // Throws std::bad_alloc.
  void* allocate(size_t size) {
    if (in_place()) return pool_.allocate(size);
    created_.emplace_back();
    try {
      created_.back() = {pool_.allocate(size), size};
    } catch (...) {
      created_.pop_back();
      throw;
    }
    return created_.back().bytes;
  }

  // The block is no longer part of the set. Throws std::bad_alloc.
  void supersede(const void* block, size_t size) {
    void* bytes = const_cast<void*>(block);
    if (in_place()) {
      pool_.free(bytes, size);
    } else {
      superseded_.push_back({bytes, size});
    }
  }

  // Scratch for a way down a tree, so that a build does not allocate for every entry.
  struct Step {
    void* node;
    unsigned index;
  };
  std::vector<Step>& steps() {
    steps_.clear();
    return steps_;
  }

  // The change is in force: hands out what nobody will reach any longer once today's readers have left.
  std::vector<Block> keep() noexcept {
    created_.clear();
    return std::move(superseded_);
  }

 private:
  Pool& pool_;
  Mode mode_;
  std::vector<Block> created_;
  std::vector<Block> superseded_;
  std::vector<Step> steps_;
};

}  // namespace klamm::authz
