// What is advertised: addresses that clients and other brokers connect to.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "klamm/value.h"
#include "model/host.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

enum class Network : uint8_t { kName, kNear, kPrivate, kPublic };

std::optional<std::array<uint32_t, 4>> parse_ipv4(std::string_view host) {
  std::array<uint32_t, 4> out{};
  for (size_t index = 0; index < out.size(); ++index) {
    size_t end = index + 1 == out.size() ? host.size() : host.find('.');
    if (end == std::string_view::npos || end == 0 || end > 3) return std::nullopt;
    for (char digit : host.substr(0, end)) {
      if (digit < '0' || digit > '9') return std::nullopt;
      out[index] = out[index] * 10 + static_cast<uint32_t>(digit - '0');
    }
    if (out[index] > 255) return std::nullopt;
    host.remove_prefix(std::min(end + 1, host.size()));
  }
  return out;
}

// Special-purpose addresses of RFC 6890 count as near or private; the blocks for documentation as public.
Network network_of(std::string_view host) {
  if (reach_of(host) != Reach::kAddress) return Network::kNear;
  if (host.find(':') != std::string_view::npos) {
    std::string low = lower_letters(host);
    bool local = low.starts_with("fc") || low.starts_with("fd") || low.starts_with("fe8") || low.starts_with("fe9") ||
                 low.starts_with("fea") || low.starts_with("feb") || low.starts_with("::");
    return local ? Network::kPrivate : Network::kPublic;
  }
  auto ip = parse_ipv4(host);
  if (!ip) return Network::kName;
  auto [a, b, c, d] = *ip;
  if (a == 0 || a >= 224 || a == 127 || (a == 169 && b == 254)) return Network::kNear;
  bool inside = a == 10 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168) ||
                (a == 100 && b >= 64 && b < 128) || (a == 198 && (b == 18 || b == 19));
  return inside ? Network::kPrivate : Network::kPublic;
}

template <size_t kSize>
bool names_one_of(std::string_view name, const std::array<std::string_view, kSize>& words) {
  while (!name.empty()) {
    size_t end = std::min(name.find_first_of("_-."), name.size());
    if (std::find(words.begin(), words.end(), name.substr(0, end)) != words.end()) return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

bool near_host(std::string_view host) { return reach_of(host) == Reach::kLoopback; }

// Signs that other brokers are to reach this one, and from other machines.
bool other_brokers(const BrokerConfig& broker) {
  if (const Setting* zookeeper = broker.setting("zookeeper.connect"); zookeeper != nullptr && !broker.roles().kraft) {
    for (std::string_view host : split_list(java_trim(zookeeper->value).substr(0, zookeeper->value.find('/')))) {
      if (near_host(host.substr(0, host.rfind(':')))) return false;
    }
  }
  for (std::string_view host : split_list(value_of(broker, "controller.quorum.bootstrap.servers").text)) {
    if (near_host(host.substr(0, host.rfind(':')))) return false;
  }
  bool near = std::any_of(broker.voters().begin(), broker.voters().end(),
                          [](const Voter& voter) { return near_host(voter.host); });
  if (near || broker.voters_unknown()) return false;
  if (broker.voters().size() > 1) return true;
  for (std::string_view key :
       {"default.replication.factor", "offsets.topic.replication.factor", "transaction.state.log.replication.factor"}) {
    if (broker.setting(key) != nullptr && number_of(broker, key).value_or(1) > 1) return true;
  }
  return false;
}

}  // namespace

void check_localhost_advertised(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!broker.roles().broker || broker.inter_broker().listener == kNoListener) return;
  const Listener& listener = broker.listeners()[broker.inter_broker().listener];
  if (!listener.bound || !listener.advertised || listener.bound->reach == Reach::kLoopback) return;
  if (listener.advertised->reach != Reach::kLoopback || !other_brokers(broker)) return;
  run.fail(hit_endpoint(broker, *listener.advertised, {{"host", std::string(listener.advertised->host)}}));
}

void check_address_of_another_network(CheckRun& run) {
  constexpr std::array<std::string_view, 9> kInside = {"INTERNAL",   "REPLICATION", "INTERBROKER", "BROKER", "BROKERS",
                                                       "CONTROLLER", "CONTROLLERS", "PRIVATE",     "LOCAL"};
  constexpr std::array<std::string_view, 2> kOutside = {"PUBLIC", "INTERNET"};
  const BrokerConfig& broker = run.broker();
  for (const Endpoint& endpoint : broker.advertised()) {
    if (endpoint.refused || endpoint.host.empty()) continue;
    Network network = network_of(endpoint.host);
    bool out = network == Network::kPublic && names_one_of(endpoint.name, kInside);
    bool in = network == Network::kPrivate && names_one_of(endpoint.name, kOutside);
    if (!out && !in) continue;
    run.fail(hit_endpoint(broker, endpoint,
                          {{"what", std::string(out ? "a public address" : "a private address")},
                           {"host", std::string(endpoint.host)},
                           {"listener", std::string(endpoint.name)}}));
  }
}

void check_address_literal_advertised(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const Listener& listener : broker.listeners()) {
    if (!listener.bound || !listener.encrypted() || !listener.advertised || listener.controller) continue;
    const Endpoint& endpoint = *listener.advertised;
    if (endpoint.host.empty() || reach_of(endpoint.host) != Reach::kAddress) continue;
    if (network_of(endpoint.host) == Network::kName) continue;
    run.fail(hit_endpoint(broker, endpoint, {{"host", std::string(endpoint.host)}}));
  }
}

}  // namespace klamm
