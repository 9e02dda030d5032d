#include "rule/checks/hits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "klamm/value.h"

namespace klamm {
namespace {

constexpr char fold(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter; }

}  // namespace

Hit hit_key(const BrokerConfig& broker, const Setting& setting, Holes holes) {
  Hit hit;
  hit.node = setting.node;
  hit.span = broker.document().node(setting.node).key_span;
  hit.holes = std::move(holes);
  return hit;
}

Hit hit_value(const Setting& setting, Holes holes) {
  Hit hit;
  hit.node = setting.node;
  hit.holes = std::move(holes);
  return hit;
}

Hit hit_part(const BrokerConfig& broker, const Setting& setting, size_t begin, size_t end, Holes holes) {
  Hit hit = hit_value(setting, std::move(holes));
  const Document& document = broker.document();
  hit.span =
      document.span_of(document.node(setting.node).value, static_cast<uint32_t>(begin), static_cast<uint32_t>(end));
  return hit;
}

Hit hit_endpoint(const BrokerConfig& broker, const Endpoint& endpoint, Holes holes) {
  Hit hit;
  hit.node = endpoint.node;
  if (endpoint.node != kNoNode) hit.span = endpoint.span;
  hit.listener = broker.find_listener(endpoint.name);
  hit.holes = std::move(holes);
  return hit;
}

Hit hit_absent(const BrokerConfig& broker, std::string_view key, Holes holes) {
  Hit hit;
  for (std::string_view name : {key, std::string_view("process.roles")}) {
    const Setting* setting = hit.node == kNoNode ? broker.setting(name) : nullptr;
    if (setting != nullptr) hit.node = setting->node;
  }
  hit.holes = std::move(holes);
  hit.holes.emplace_back("key", key);
  return hit;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return fold(x) == fold(y); });
}

std::string lower_letters(std::string_view text) {
  std::string out(text);
  for (char& letter : out) letter = fold(letter);
  return out;
}

bool names_a_node(const BrokerConfig& broker) {
  if (broker.options().environment) return false;  // its image makes the node
  constexpr std::array<std::string_view, 7> kMarks = {"process.roles",
                                                      "zookeeper.connect",
                                                      "node.id",
                                                      "broker.id",
                                                      "listeners",
                                                      "controller.quorum.voters",
                                                      "controller.quorum.bootstrap.servers"};
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](std::string_view key) { return broker.setting(key) != nullptr; });
}

bool stands_alone(const BrokerConfig& broker) {
  if (broker.options().environment) return false;
  auto set = [&](std::string_view key) { return !value_of(broker, key).absent() && broker.setting(key) != nullptr; };
  if (!broker.roles().kraft) return set("zookeeper.connect");
  bool named = set("process.roles") && (set("node.id") || set("broker.id"));
  return named && (set("controller.quorum.voters") || set("controller.quorum.bootstrap.servers"));
}

bool may_come(const BrokerConfig& broker, std::string_view key) {
  return broker.setting(key) == nullptr && !stands_alone(broker);
}

Value value_of(const BrokerConfig& broker, std::string_view key) {
  KeyId id = broker.catalog().find(key);
  return id == kNoKey ? broker.raw(key) : broker.get(id);
}

std::optional<int64_t> number_of(const BrokerConfig& broker, std::string_view key) {
  Value value = value_of(broker, key);
  if (!value.known()) return std::nullopt;
  Result<TypedValue> typed = parse_typed(KeyType::kLong, value.text);
  if (!typed) return std::nullopt;
  return std::get<int64_t>(typed.value());
}

bool msk_takes(const BrokerConfig& broker, std::string_view name) {
  auto key = broker.catalog().msk(name);
  if (!key) return false;
  MskKind kind = broker.options().msk.value_or(MskKind::kUnknown);
  if (kind == MskKind::kServerless) return false;
  bool standard = key->standard && kind != MskKind::kExpress;
  return standard || (key->express == MskKey::Express::kStatic && kind != MskKind::kStandard);
}

ListenerIndex index_of(const BrokerConfig& broker, const Listener& listener) {
  return static_cast<ListenerIndex>(&listener - broker.listeners().data());
}

bool for_brokers_alone(const BrokerConfig& broker, const Listener& listener) {
  if (!listener.inter_broker) return false;
  return std::any_of(broker.listeners().begin(), broker.listeners().end(), [&](const Listener& other) {
    return &other != &listener && other.bound && !other.controller && !other.control_plane;
  });
}

std::string where_bound(const Endpoint& endpoint) {
  std::string port = endpoint.port ? std::to_string(*endpoint.port) : std::string("its port");
  if (endpoint.reach == Reach::kEverywhere) return fmt::format("port {} of every interface", port);
  bool bare = endpoint.host.find(':') == std::string_view::npos;
  return bare ? fmt::format("{}:{}", endpoint.host, port) : fmt::format("[{}]:{}", endpoint.host, port);
}

}  // namespace klamm
