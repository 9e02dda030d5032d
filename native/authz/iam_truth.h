// Three-valued logic: a condition on a key that nobody knows is neither true nor false.
#pragma once

#include <algorithm>
#include <cstdint>

namespace klamm::authz {

enum class Truth : uint8_t { kFalse = 0, kUnknown = 1, kTrue = 2 };

constexpr Truth truth(bool value) { return value ? Truth::kTrue : Truth::kFalse; }
constexpr Truth both(Truth left, Truth right) { return std::min(left, right); }
constexpr Truth either(Truth left, Truth right) { return std::max(left, right); }
constexpr Truth negate(Truth value) { return static_cast<Truth>(2 - static_cast<int>(value)); }

}  // namespace klamm::authz
