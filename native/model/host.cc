#include "model/host.h"

#include <array>
#include <charconv>
#include <optional>

#include "model/java_text.h"

namespace klamm {
namespace {

std::optional<uint32_t> number(std::string_view text, int base, uint32_t highest) {
  uint32_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size() || value > highest) return std::nullopt;
  return value;
}

// One to four decimal parts, the last one filling the rest, as InetAddress reads them ("127.1" is 127.0.0.1).
std::optional<uint32_t> parse_ipv4(std::string_view text) {
  uint32_t address = 0;
  for (int part = 0; part < 4; ++part) {
    size_t dot = text.find('.');
    bool last = dot == std::string_view::npos;
    uint32_t highest = last ? 0xFFFFFFFFu >> (8 * part) : 0xFF;
    auto value = number(text.substr(0, dot), 10, highest);
    if (!value) return std::nullopt;
    if (last) return address | *value;
    address |= *value << (24 - 8 * part);
    text.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

using Groups = std::array<uint16_t, 8>;

// RFC 4291 text, with an embedded IPv4 address and a zone.
std::optional<Groups> parse_ipv6(std::string_view text) {
  text = text.substr(0, text.find('%'));
  if (text.find(':') == std::string_view::npos) return std::nullopt;
  Groups groups{};
  size_t count = 0;
  std::optional<size_t> gap;
  if (text.starts_with("::")) {
    gap = 0;
    text.remove_prefix(2);
  }
  while (!text.empty()) {
    if (count == groups.size()) return std::nullopt;
    size_t colon = text.find(':');
    std::string_view part = text.substr(0, colon);
    if (colon == std::string_view::npos && part.find('.') != std::string_view::npos) {
      auto embedded = parse_ipv4(part);
      if (!embedded || count + 2 > groups.size()) return std::nullopt;
      groups[count++] = static_cast<uint16_t>(*embedded >> 16);
      groups[count++] = static_cast<uint16_t>(*embedded);
      break;
    }
    auto value = part.size() > 4 ? std::nullopt : number(part, 16, 0xFFFF);
    if (!value) return std::nullopt;
    groups[count++] = static_cast<uint16_t>(*value);
    if (colon == std::string_view::npos) break;
    text.remove_prefix(colon + 1);
    if (text.starts_with(':')) {
      if (gap) return std::nullopt;
      gap = count;
      text.remove_prefix(1);
    } else if (text.empty()) {
      return std::nullopt;
    }
  }
  if (!gap) return count == groups.size() ? std::optional(groups) : std::nullopt;
  if (count == groups.size()) return std::nullopt;
  Groups spread{};
  size_t tail = count - *gap;
  for (size_t at = 0; at < *gap; ++at) spread[at] = groups[at];
  for (size_t at = 0; at < tail; ++at) spread[spread.size() - tail + at] = groups[*gap + at];
  return spread;
}

Reach of_ipv4(uint32_t address) {
  if (address == 0) return Reach::kEverywhere;
  return address >> 24 == 127 ? Reach::kLoopback : Reach::kAddress;
}

}  // namespace

Reach reach_of(std::string_view host) {
  if (host.empty()) return Reach::kEverywhere;
  if (java_equals_ignoring_case(host, "localhost") || java_equals_ignoring_case(host, "localhost.localdomain")) {
    return Reach::kLoopback;
  }
  if (auto address = parse_ipv4(host)) return of_ipv4(*address);
  auto groups = parse_ipv6(host);
  if (!groups) return Reach::kAddress;
  bool high_zero = true;
  for (size_t at = 0; at < 5; ++at) high_zero = high_zero && (*groups)[at] == 0;
  uint32_t low = static_cast<uint32_t>((*groups)[6]) << 16 | (*groups)[7];
  if (!high_zero) return Reach::kAddress;
  if ((*groups)[5] == 0xFFFF) return of_ipv4(low);  // an IPv4 address in IPv6 clothes
  if ((*groups)[5] != 0 || low > 1) return Reach::kAddress;
  return low == 0 ? Reach::kEverywhere : Reach::kLoopback;
}

}  // namespace klamm
