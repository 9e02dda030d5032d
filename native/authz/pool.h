// Where all of one set of entries lives: blocks in mapped chunks of 1 MiB, so that a whole set ends with a few unmaps,
// sizes are known to the byte, and a block can be named by 32 bits.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace klamm::authz {

// Names a block of one Pool; below 2^30. kNoRef names none. kAnyRef stands for the text that matches everything.
using Ref = uint32_t;
inline constexpr Ref kNoRef = 0;
inline constexpr Ref kAnyRef = 1;

// One thread at a time allocates and frees; at() is for any thread that got the Ref from a published snapshot.
class Pool {
 public:
  // `limit`: bytes of blocks, 0 for none. `reserved` counts what all pools of one Authorizer have mapped.
  Pool(uint64_t limit, std::atomic<uint64_t>& reserved);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // Aligned to 16. Throws std::bad_alloc.
  void* allocate(size_t size);
  // `size` as allocated.
  void free(void* block, size_t size) noexcept;
  // What a block of this size takes.
  static size_t rounded(size_t size) noexcept;

  static Ref ref(const void* block) noexcept;
  const void* at(Ref ref) const noexcept {
    return reinterpret_cast<const char*>(table_[ref >> kRefBits]) + size_t{ref & kRefMask} * kStep;
  }

  uint64_t used() const noexcept { return used_.load(std::memory_order_relaxed); }

 private:
  static constexpr size_t kStep = 16;
  static constexpr size_t kChunk = size_t{1} << 20;
  static constexpr unsigned kRefBits = 16;  // a chunk has 2^16 steps
  static constexpr Ref kRefMask = (Ref{1} << kRefBits) - 1;
  static constexpr size_t kChunks = size_t{1} << 14;  // 16 GiB
  static constexpr size_t kSmall = 512;               // one class per step up to here, four per doubling above
  static constexpr size_t kLarge = size_t{32} << 10;  // from here on a block has a chunk of its own
  static constexpr size_t kPage = size_t{64} << 10;   // no machine has larger pages
  static constexpr size_t kClasses = kSmall / kStep + 1 + size_t{6} * 4;

  struct Chunk;
  struct Free;
  static unsigned size_class(size_t size) noexcept;
  static size_t class_size(unsigned number) noexcept;
  Chunk* map(size_t size);
  void unmap(Chunk* chunk) noexcept;
  void add_used(int64_t bytes) noexcept;
  void split_rest() noexcept;
  void push(void* block, unsigned number) noexcept;

  uint64_t limit_;
  std::atomic<uint64_t>& reserved_;
  std::atomic<uint64_t> used_{0};
  uintptr_t* table_ = nullptr;  // chunks by number; a free number holds the next free one, shifted, with bit 0 set
  uint32_t chunks_ = 0;
  uint32_t free_number_ = 0;  // number + 1; 0: none
  char* rest_ = nullptr;
  size_t rest_size_ = 0;
  std::array<Free*, kClasses> free_{};
};

}  // namespace klamm::authz
