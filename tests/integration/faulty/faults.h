// What a test may make of the next calls into the library.
#pragma once

#include <cstdint>

namespace klamm::jni {

// Io.klamm.kafka.Faults has the same numbers.
enum class Fault : int32_t {
  kNone = 0,
  kStandardException = 1,  // each call that may fail throws one
  kOddException = 2,       // … an int
  kBadAlloc = 3,
  kNoMemory = 4,  // the system has none left: operator new and mmap fail
  kAnswer = 5,    // each call that may fail answers with a number, having done nothing
};

Fault fault() noexcept;
// Throws what is injected.
void strike();
int64_t injected_answer() noexcept;

}  // namespace klamm::jni
