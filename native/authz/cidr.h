// Addresses and ranges as Kafka 4.4 reads them in ACL hosts.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace klamm::authz {

// An IPv4 address is the first four bytes.
struct HostAddress {
  bool v6 = false;
  std::array<uint8_t, 16> bytes{};
  friend bool operator==(const HostAddress&, const HostAddress&) = default;
};

// All addresses of one family that agree with `first` in `length` bits; the bits behind are zero.
struct HostRange {
  HostAddress first;
  uint8_t length = 0;
  friend bool operator==(const HostRange&, const HostRange&) = default;
};

inline constexpr unsigned kRangeLengths = 129;  // 0…128

// "1.2.3.4", or IPv6 in any of its spellings, with or without a zone, which is ignored. nullopt: a host name or worse.
std::optional<HostAddress> parse_address(std::string_view host);

// The same, but an IPv4 address in an IPv6 one ("::ffff:10.0.0.1") is that IPv4 address.
std::optional<HostAddress> parse_unmapped(std::string_view host);

// "ADDRESS/LENGTH". nullopt: no range that Kafka would match. An IPv6 zone must be a number (a name would have to be
// that of an interface), and IPv6 addresses that Java takes for IPv4 ("::ffff:10.0.0.1") are no ranges.
std::optional<HostRange> parse_range(std::string_view host);

HostRange range_around(const HostAddress& address, unsigned length);
// Kafka lets 0.0.0.0 into no range.
bool in_range(const HostAddress& address, const HostRange& range);

}  // namespace klamm::authz
