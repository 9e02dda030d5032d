// Kafka's release lines.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace klamm {

// A minor line with its patch level; patch kAnyPatch means "some release of this line".
struct KafkaVersion {
  static constexpr uint8_t kAnyPatch = 255;
  uint8_t major = 0;
  uint8_t minor = 0;
  uint8_t patch = kAnyPatch;

  // Lines compare by major and minor only.
  friend constexpr bool operator==(KafkaVersion a, KafkaVersion b) { return a.line() == b.line(); }
  friend constexpr auto operator<=>(KafkaVersion a, KafkaVersion b) { return a.line() <=> b.line(); }
  constexpr uint16_t line() const { return static_cast<uint16_t>(major << 8 | minor); }
  std::string text() const;  // "4.4" or "3.9.2"
};

// "4.4", "3.9.2", "4.4.0"; nothing else.
std::optional<KafkaVersion> parse_version(std::string_view text);

inline constexpr KafkaVersion kOldestKafka{2, 8};
inline constexpr KafkaVersion kNewestKafka{4, 4};
inline constexpr KafkaVersion kLastZooKeeperKafka{3, 9};

// Closed on both sides. "3.3-4.0", "4.2-", "-3.9", "4.1", "" (every version).
struct VersionRange {
  KafkaVersion first = kOldestKafka;
  KafkaVersion last = {255, 255};
  constexpr bool holds(KafkaVersion version) const { return first <= version && version <= last; }
  friend bool operator==(const VersionRange&, const VersionRange&) = default;
};

std::optional<VersionRange> parse_version_range(std::string_view text);

}  // namespace klamm
