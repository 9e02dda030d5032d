// Values of conditions by their types. nullopt: not of that type.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "authz/cidr.h"
#include "base/ascii.h"

namespace klamm::authz {

// A decimal number, exactly: sign, digits before and behind the point without needless zeros.
struct Decimal {
  bool negative = false;
  std::string whole;
  std::string fraction;
};
std::optional<Decimal> parse_decimal(std::string_view text);
// Less than, equal to or greater than zero, as `left` is to `right`.
int compare(const Decimal& left, const Decimal& right);

// Milliseconds since 1970 of an ISO 8601 date of the W3C's profile (a year, a month, a day, a time with its zone), or
// of seconds since 1970.
std::optional<int64_t> parse_date(std::string_view text);
// "2026-01-02T03:04:05Z"
std::string format_date(int64_t seconds);

std::optional<bool> parse_bool(std::string_view text);
std::optional<std::string> parse_base64(std::string_view text);

// An address, or the addresses of a range; IPv4 in IPv6 is IPv4. Bits behind the length are dropped.
std::optional<HostRange> parse_network(std::string_view text);
bool holds(const HostRange& range, const HostAddress& address);

}  // namespace klamm::authz
