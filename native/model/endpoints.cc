#include <algorithm>
#include <limits>
#include <unordered_set>

#include "klamm/value.h"
#include "model/broker_builder.h"
#include "model/host.h"
#include "model/java_text.h"
#include "model/text.h"

namespace klamm {
namespace {

constexpr std::string_view kScheme = "://";

bool host_letter(char letter) {
  return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         letter == '-' || letter == '%' || letter == '.' || letter == '_' || letter == ':';
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
}

// Brackets taken off; nullopt where Kafka's pattern does not match.
std::optional<std::string_view> bare_host(std::string_view host) {
  if (host.starts_with('[')) host.remove_prefix(1);
  if (host.ends_with(']')) host.remove_suffix(1);
  return std::all_of(host.begin(), host.end(), host_letter) ? std::optional(host) : std::nullopt;
}

struct Address {
  std::string_view host;
  std::string_view port;
};
std::optional<Address> split_address(std::string_view text) {
  size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view port = text.substr(colon + 1);
  std::string_view digits = port.substr(port.starts_with('-') ? 1 : 0);
  auto host = bare_host(text.substr(0, colon));
  if (!host || !all_digits(digits)) return std::nullopt;
  return Address{*host, port};
}

// The port where a socket can have it; `refused` where Integer.parseInt fails.
std::optional<uint16_t> read_port(std::string_view text, bool& refused) {
  auto number = java_integer(text, std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max());
  refused = refused || !number;
  if (!number || *number < 0 || *number > 0xFFFF) return std::nullopt;
  return static_cast<uint16_t>(*number);
}

// `.` of the pattern matches no line end.
bool one_line(std::string_view text) {
  return text.find_first_of("\n\r") == std::string_view::npos && text.find("\xC2\x85") == std::string_view::npos &&
         text.find("\xE2\x80\xA8") == std::string_view::npos && text.find("\xE2\x80\xA9") == std::string_view::npos;
}

// What can be read of an entry with placeholders in it: whatever none of them touches.
void read_around(const Piece& piece, Endpoint& out) {
  std::string_view text = piece.text;
  size_t scheme = text.find(kScheme);
  if (scheme == std::string_view::npos || touched(piece.holes, 0, scheme + kScheme.size())) return;
  out.name = text.substr(0, scheme);
  size_t begin = scheme + kScheme.size();
  size_t colon = last_outside(text, ':', piece.holes);
  if (colon == std::string_view::npos || colon < begin) return;
  bool refused = false;
  if (!touched(piece.holes, colon, text.size())) out.port = read_port(text.substr(colon + 1), refused);
  if (touched(piece.holes, begin, colon)) return;
  if (auto host = bare_host(text.substr(begin, colon - begin))) {
    out.host = *host;
    out.reach = reach_of(*host);
  }
}

}  // namespace

Endpoint BrokerBuilder::endpoint(const Piece& piece, const Setting& setting) {
  Endpoint out;
  out.text = piece.text;
  out.node = setting.node;
  out.unknown = piece.unknown();
  out.span = span_of(setting, piece.begin, static_cast<uint32_t>(piece.text.size()));
  if (piece.unknown()) {
    read_around(piece, out);
  } else {
    size_t scheme = piece.text.rfind(kScheme);
    auto address =
        scheme == std::string_view::npos ? std::nullopt : split_address(piece.text.substr(scheme + kScheme.size()));
    out.refused = !address || !one_line(piece.text.substr(0, scheme));
    if (scheme != std::string_view::npos) out.name = piece.text.substr(0, scheme);
    if (address) {
      out.host = address->host;
      out.reach = reach_of(out.host);
      out.port = read_port(address->port, out.refused);
    }
  }
  out.name = upper_cased(out.name, config_.owned_);
  if (config_.options_.published && out.reach != Reach::kLoopback && out.port) out.reach = reach_of_port(*out.port);
  return out;
}

// Of a container's port: its own machine alone reaches one that is not published.
Reach BrokerBuilder::reach_of_port(uint16_t port) const {
  const auto& published = *config_.options_.published;
  bool open = std::find(published.begin(), published.end(), port) != published.end();
  return open ? Reach::kEverywhere : Reach::kLoopback;
}

void BrokerBuilder::read_endpoints(const Setting& setting, std::vector<Endpoint>& out, bool& unknown) {
  unknown = !split(setting, ',') || setting.conditional;
  if (setting.conditional) return;
  out.reserve(pieces_.size());
  std::unordered_set<std::string_view> seen;
  for (const Piece& piece : pieces_) {
    if (piece.text.empty() && !lists()) continue;
    Endpoint entry = endpoint(piece, setting);
    if (lists() && pieces_.size() > 1) entry.repeated = !seen.insert(piece.text).second;
    unknown = unknown || (entry.unknown && entry.name.empty());
    out.push_back(entry);
  }
}

// Where no line says: the version's default, or what 2.8 and older made of host.name and port.
void BrokerBuilder::default_endpoints() {
  std::string_view text = text_of("listeners");
  if (text.empty()) {
    std::string_view port = text_of("port");
    text = keep("PLAINTEXT://" + std::string(text_of("host.name")) + ":" + std::string(port.empty() ? "9092" : port));
  }
  Setting nowhere;
  nowhere.value = text;
  Endpoint entry;
  entry.text = text;
  size_t scheme = text.rfind(kScheme);
  auto address = scheme == std::string_view::npos ? std::nullopt : split_address(text.substr(scheme + kScheme.size()));
  if (!address) return;
  entry.name = text.substr(0, scheme);
  entry.host = address->host;
  entry.reach = reach_of(entry.host);
  entry.port = read_port(address->port, entry.refused);
  if (config_.options_.published && entry.port) entry.reach = reach_of_port(*entry.port);
  config_.endpoints_.push_back(entry);
}

}  // namespace klamm
