#include "authz/pool.h"

#include <sys/mman.h>

#include <bit>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define KLAMM_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KLAMM_ASAN 1
#endif
#endif
#ifdef KLAMM_ASAN
#include <sanitizer/asan_interface.h>
#endif

namespace klamm::authz {

namespace {

// Under AddressSanitizer a freed block is as dead as one of malloc's.
void poison([[maybe_unused]] void* block, [[maybe_unused]] size_t size) noexcept {
#ifdef KLAMM_ASAN
  ASAN_POISON_MEMORY_REGION(block, size);
#endif
}
void unpoison([[maybe_unused]] void* block, [[maybe_unused]] size_t size) noexcept {
#ifdef KLAMM_ASAN
  ASAN_UNPOISON_MEMORY_REGION(block, size);
#endif
}

}  // namespace

struct Pool::Chunk {
  size_t size;  // mapped
  uint32_t number;
  char unused[52];
};

struct Pool::Free {
  Free* next;
};

Pool::Pool(uint64_t limit, std::atomic<uint64_t>& reserved) : limit_(limit), reserved_(reserved) {
  void* table = mmap(nullptr, kChunks * sizeof(uintptr_t), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (table == MAP_FAILED) throw std::bad_alloc();
  table_ = static_cast<uintptr_t*>(table);
}

Pool::~Pool() {
  for (uint32_t number = 0; number < chunks_; ++number) {
    if ((table_[number] & 1) == 0) unmap(reinterpret_cast<Chunk*>(table_[number]));
  }
  munmap(table_, kChunks * sizeof(uintptr_t));
}

// Maps `size` bytes at a multiple of kChunk, so that a block's chunk is found by its address.
Pool::Chunk* Pool::map(size_t size) {
  if (free_number_ == 0 && chunks_ == kChunks) throw std::bad_alloc();
  const size_t asked = size + kChunk;
  void* area = mmap(nullptr, asked, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (area == MAP_FAILED) throw std::bad_alloc();
  char* begin = static_cast<char*>(area);
  const size_t before = (kChunk - reinterpret_cast<uintptr_t>(begin) % kChunk) % kChunk;
  if (before != 0) munmap(begin, before);
  begin += before;
  munmap(begin + size, asked - before - size);

  uint32_t number = chunks_;
  if (free_number_ != 0) {
    number = free_number_ - 1;
    free_number_ = static_cast<uint32_t>(table_[number] >> 1);
  } else {
    ++chunks_;
  }
  auto* chunk = new (begin) Chunk{size, number, {}};
  table_[number] = reinterpret_cast<uintptr_t>(chunk);
  reserved_.fetch_add(size, std::memory_order_relaxed);
  return chunk;
}

void Pool::unmap(Chunk* chunk) noexcept {
  unpoison(chunk, chunk->size);
  reserved_.fetch_sub(chunk->size, std::memory_order_relaxed);
  munmap(chunk, chunk->size);
}

unsigned Pool::size_class(size_t size) noexcept {
  if (size <= kSmall) return static_cast<unsigned>((size + kStep - 1) / kStep);
  const unsigned doubling = static_cast<unsigned>(std::bit_width(size - 1)) - 10;  // 513…1024 is doubling 0
  const size_t quarter = (kSmall << doubling) / 4;
  const size_t above = size - 1 - (kSmall << doubling);
  return static_cast<unsigned>(kSmall / kStep + 1 + size_t{doubling} * 4 + above / quarter);
}

size_t Pool::class_size(unsigned number) noexcept {
  if (number <= kSmall / kStep) return number * kStep;
  const unsigned above = number - static_cast<unsigned>(kSmall / kStep) - 1;
  const size_t base = kSmall << (above / 4);
  return base + base / 4 * (above % 4 + 1);
}

size_t Pool::rounded(size_t size) noexcept {
  if (size <= kLarge) return class_size(size_class(size));
  return (size + sizeof(Chunk) + kPage - 1) / kPage * kPage;
}

void Pool::add_used(int64_t bytes) noexcept {
  used_.store(used_.load(std::memory_order_relaxed) + static_cast<uint64_t>(bytes), std::memory_order_relaxed);
}

void Pool::push(void* block, unsigned number) noexcept {
  free_[number] = new (block) Free{free_[number]};
  poison(static_cast<char*>(block) + sizeof(Free), class_size(number) - sizeof(Free));
}

// What is left of a chunk becomes free blocks of the largest classes that fit.
void Pool::split_rest() noexcept {
  while (rest_size_ >= kStep) {
    unsigned number = size_class(rest_size_);
    while (class_size(number) > rest_size_) --number;
    char* block = rest_;
    rest_ += class_size(number);
    rest_size_ -= class_size(number);
    push(block, number);
  }
}

void* Pool::allocate(size_t size) {
  const size_t whole = rounded(size);
  if (limit_ != 0 && used() + whole > limit_) throw std::bad_alloc();
  void* block = nullptr;
  if (size > kLarge) {
    block = map(whole) + 1;
  } else {
    const unsigned number = size_class(size);
    if (Free* free = free_[number]; free != nullptr) {
      free_[number] = free->next;
      unpoison(free, whole);
      block = free;
    } else {
      if (rest_size_ < whole) {
        Chunk* chunk = map(kChunk);
        split_rest();
        rest_ = reinterpret_cast<char*>(chunk + 1);
        rest_size_ = kChunk - sizeof(Chunk);
      }
      block = rest_;
      rest_ += whole;
      rest_size_ -= whole;
    }
  }
  add_used(static_cast<int64_t>(whole));
  return block;
}

void Pool::free(void* block, size_t size) noexcept {
  add_used(-static_cast<int64_t>(rounded(size)));
  if (size <= kLarge) {
    push(block, size_class(size));
    return;
  }
  Chunk* chunk = static_cast<Chunk*>(block) - 1;
  const uint32_t number = chunk->number;
  unmap(chunk);
  table_[number] = (uintptr_t{free_number_} << 1) | 1;
  free_number_ = number + 1;
}

Ref Pool::ref(const void* block) noexcept {
  const auto address = reinterpret_cast<uintptr_t>(block);
  const auto* chunk = reinterpret_cast<const Chunk*>(address / kChunk * kChunk);
  return (chunk->number << kRefBits) | static_cast<Ref>(address % kChunk / kStep);
}

}  // namespace klamm::authz
