// Stands before jni/cpp/firewall.h in the library of the fault tests: whatever is injected comes from inside the
// firewall, where the call would have been.
#pragma once

#include "faulty/faults.h"

#define guarded firewall_guarded
#include "../../../../jni/cpp/firewall.h"
#undef guarded

namespace klamm::jni {

template <class T, class Call>
T guarded(T refusal, Call&& call) noexcept {
  return firewall_guarded<T>(refusal, [&]() -> T {
    if (fault() == Fault::kAnswer) return static_cast<T>(injected_answer());
    strike();
    return static_cast<T>(std::forward<Call>(call)());
  });
}

}  // namespace klamm::jni
