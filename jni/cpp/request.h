// Requests of the frame, decided upon one pin. See frame.h for the layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "klamm/authorizer.h"

namespace klamm::jni {

// Decides the request in the first `length` bytes and writes the answer behind it. Returns the number of actions, or a
// Failure; then whatever stands where the answer belongs means nothing.
int32_t decide_frame(const Pin& pin, std::span<std::byte> frame, size_t length) noexcept;

// subject, u8 type, u8 operation. 1 allowed, 0 denied, or a Failure.
int32_t decide_type_frame(const Pin& pin, std::span<const std::byte> frame) noexcept;

}  // namespace klamm::jni
