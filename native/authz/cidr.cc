#include "authz/cidr.h"

#include <algorithm>

namespace klamm::authz {

namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

std::optional<uint32_t> parse_decimal(std::string_view digits, size_t longest, uint32_t greatest) {
  if (digits.empty() || digits.size() > longest || !std::all_of(digits.begin(), digits.end(), is_digit)) return {};
  uint32_t value = 0;
  for (const char digit : digits) value = value * 10 + static_cast<uint32_t>(digit - '0');
  if (value > greatest) return {};
  return value;
}

// Four decimal numbers of one to three digits.
bool parse_v4(std::string_view text, uint8_t* bytes) {
  for (int part = 0; part < 4; ++part) {
    const size_t dot = part < 3 ? text.find('.') : text.size();
    if (dot == std::string_view::npos) return false;
    const auto value = parse_decimal(text.substr(0, dot), 3, 255);
    if (!value) return false;
    bytes[part] = static_cast<uint8_t>(*value);
    text.remove_prefix(part < 3 ? dot + 1 : dot);
  }
  return true;
}

std::optional<uint16_t> parse_group(std::string_view text) {
  if (text.empty() || text.size() > 4) return {};
  unsigned value = 0;
  for (const char byte : text) {
    const char lower = static_cast<char>(byte | 0x20);
    const bool letter = lower >= 'a' && lower <= 'f';
    if (!is_digit(byte) && !letter) return {};
    value = value * 16 + static_cast<unsigned>(letter ? lower - 'a' + 10 : byte - '0');
  }
  return static_cast<uint16_t>(value);
}

// Groups between colons, the last perhaps an IPv4 address; written into `bytes` from its begin. The number of bytes, or
// -1.
int parse_groups(std::string_view text, uint8_t* bytes) {
  int size = 0;
  if (text.empty()) return 0;
  for (;;) {
    const size_t colon = text.find(':');
    if (colon == std::string_view::npos && text.find('.') != std::string_view::npos) {
      return size <= 12 && parse_v4(text, bytes + size) ? size + 4 : -1;
    }
    const auto group = parse_group(text.substr(0, colon));
    if (!group || size == 16) return -1;
    bytes[size++] = static_cast<uint8_t>(*group >> 8);
    bytes[size++] = static_cast<uint8_t>(*group & 0xff);
    if (colon == std::string_view::npos) return size;
    text.remove_prefix(colon + 1);
  }
}

// `::` stands for at least one group.
bool parse_v6(std::string_view text, uint8_t* bytes) {
  const size_t gap = text.find("::");
  if (gap == std::string_view::npos) return parse_groups(text, bytes) == 16;
  const std::string_view behind = text.substr(gap + 2);
  if (behind.find("::") != std::string_view::npos) return false;
  const std::string_view before = text.substr(0, gap);
  if (before.find('.') != std::string_view::npos) return false;
  std::array<uint8_t, 16> tail{};
  const int head_size = parse_groups(before, bytes);
  const int tail_size = parse_groups(behind, tail.data());
  if (head_size < 0 || tail_size < 0 || head_size + tail_size > 14) return false;
  std::fill(bytes + head_size, bytes + 16 - tail_size, uint8_t{0});
  std::copy_n(tail.begin(), tail_size, bytes + 16 - tail_size);
  return true;
}

bool mapped_v4(const HostAddress& address) {
  const auto& bytes = address.bytes;
  return std::all_of(bytes.begin(), bytes.begin() + 10, [](uint8_t byte) { return byte == 0; }) && bytes[10] == 0xff &&
         bytes[11] == 0xff;
}

}  // namespace

std::optional<HostAddress> parse_address(std::string_view host) {
  HostAddress address;
  address.v6 = host.find(':') != std::string_view::npos;
  if (!address.v6) return parse_v4(host, address.bytes.data()) ? std::optional(address) : std::nullopt;
  if (!parse_v6(host.substr(0, host.find('%')), address.bytes.data()) || mapped_v4(address)) return {};
  return address;
}

std::optional<HostAddress> parse_unmapped(std::string_view host) {
  HostAddress address;
  address.v6 = host.find(':') != std::string_view::npos;
  if (!address.v6) return parse_v4(host, address.bytes.data()) ? std::optional(address) : std::nullopt;
  if (!parse_v6(host.substr(0, host.find('%')), address.bytes.data())) return {};
  if (!mapped_v4(address)) return address;
  HostAddress plain;
  std::copy_n(address.bytes.begin() + 12, 4, plain.bytes.begin());
  return plain;
}

std::optional<HostRange> parse_range(std::string_view host) {
  const size_t slash = host.find('/');
  if (slash == std::string_view::npos) return {};
  std::string_view address_text = host.substr(0, slash);
  std::string_view length_text = host.substr(slash + 1);
  const bool v6 = address_text.find(':') != std::string_view::npos;
  if (v6 && address_text.front() == '[' && address_text.back() == ']') {
    address_text = address_text.substr(1, address_text.size() - 2);
  }
  if (const size_t zone = address_text.find('%'); zone != std::string_view::npos) {
    if (!v6 || !parse_decimal(address_text.substr(zone + 1), 9, 999'999'999)) return {};
  }
  if (v6 && length_text.starts_with('+')) length_text.remove_prefix(1);
  const auto length = parse_decimal(length_text, v6 ? 9 : 2, v6 ? 128 : 32);
  if (!length) return {};
  const auto address = parse_address(address_text);
  if (!address) return {};
  return range_around(*address, *length);
}

HostRange range_around(const HostAddress& address, unsigned length) {
  HostRange range{address, static_cast<uint8_t>(length)};
  for (unsigned byte = 0; byte < 16; ++byte) {
    const unsigned kept = length <= byte * 8 ? 0 : std::min(8u, length - byte * 8);
    range.first.bytes[byte] &= static_cast<uint8_t>(0xff00u >> kept);
  }
  return range;
}

bool in_range(const HostAddress& address, const HostRange& range) {
  if (!address.v6 && address == HostAddress{}) return false;
  return address.v6 == range.first.v6 && range_around(address, range.length) == range;
}

}  // namespace klamm::authz
