// The border's one place where C++ exceptions end.
#pragma once

#include <utility>

namespace klamm::jni {

// What call() returns, or `refusal` if it throws: no exception reaches the JVM, and whatever went wrong means no.
template <class T, class Call>
T guarded(T refusal, Call&& call) noexcept {
  try {
    return static_cast<T>(std::forward<Call>(call)());
  } catch (...) {
    return refusal;
  }
}

}  // namespace klamm::jni
