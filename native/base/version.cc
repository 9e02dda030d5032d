#include "klamm/version.h"

#include <charconv>

namespace klamm {
namespace {

// Takes a decimal number of at most three digits off the front.
std::optional<uint8_t> take_number(std::string_view& text) {
  unsigned value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || value >= KafkaVersion::kAnyPatch) return std::nullopt;
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  return static_cast<uint8_t>(value);
}

bool take_dot(std::string_view& text) {
  if (!text.starts_with('.')) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::string KafkaVersion::text() const {
  std::string out = std::to_string(major) + "." + std::to_string(minor);
  return patch == kAnyPatch ? out : out + "." + std::to_string(patch);
}

std::optional<KafkaVersion> parse_version(std::string_view text) {
  KafkaVersion version;
  auto major = take_number(text);
  if (!major || !take_dot(text)) return std::nullopt;
  auto minor = take_number(text);
  if (!minor) return std::nullopt;
  version.major = *major;
  version.minor = *minor;
  if (text.empty()) return version;
  if (!take_dot(text)) return std::nullopt;
  auto patch = take_number(text);
  if (!patch || !text.empty()) return std::nullopt;
  version.patch = *patch;
  return version;
}

std::optional<VersionRange> parse_version_range(std::string_view text) {
  VersionRange range;
  if (text.empty()) return range;
  size_t dash = text.find('-');
  std::string_view first = text.substr(0, dash);
  std::string_view last = dash == std::string_view::npos ? first : text.substr(dash + 1);
  if (first.empty() && last.empty()) return std::nullopt;
  if (!first.empty()) {
    auto version = parse_version(first);
    if (!version) return std::nullopt;
    range.first = *version;
  }
  if (!last.empty()) {
    auto version = parse_version(last);
    if (!version) return std::nullopt;
    range.last = *version;
  }
  if (range.last < range.first) return std::nullopt;
  return range;
}

}  // namespace klamm
