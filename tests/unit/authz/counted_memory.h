// Replaces the allocation functions of the program whose one source includes this: counts, and fails when told to.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <new>

namespace klamm::test {

// Of this thread: allocations so far, and how many more may succeed (-1: all).
inline thread_local uint64_t allocations = 0;
inline thread_local int64_t allowance = -1;

inline void* counted(size_t size) {
  ++allocations;
  if (allowance == 0) throw std::bad_alloc();
  if (allowance > 0) --allowance;
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace klamm::test

// For the standard library's shared object, too: what one of these allocates, another of these frees.
#define KLAMM_REPLACES __attribute__((visibility("default")))
KLAMM_REPLACES void* operator new(size_t size) { return klamm::test::counted(size); }
KLAMM_REPLACES void* operator new[](size_t size) { return klamm::test::counted(size); }
KLAMM_REPLACES void* operator new(size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
KLAMM_REPLACES void operator delete(void* memory) noexcept { std::free(memory); }
KLAMM_REPLACES void operator delete[](void* memory) noexcept { std::free(memory); }
KLAMM_REPLACES void operator delete(void* memory, size_t) noexcept { std::free(memory); }
KLAMM_REPLACES void operator delete[](void* memory, size_t) noexcept { std::free(memory); }
