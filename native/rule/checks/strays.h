// Keys that nobody reads under their own names, told apart once for all rules that speak of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "klamm/broker.h"

namespace klamm {

// Told apart in this order.
enum class Stray : uint8_t { kTopic, kClient, kMisplaced, kCase, kNearMiss, kUnknown };

struct StrayKey {
  const Setting* setting;
  Stray kind;
  std::string_view meant;        // kCase: the key in its own case
  std::optional<NearMiss> near;  // kNearMiss
};

// In the order of the file.
std::vector<StrayKey> find_strays(const BrokerConfig& broker);

}  // namespace klamm
