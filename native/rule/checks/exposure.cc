// Who can reach a listener, as whom, and what an eavesdropper sees.
#include <fmt/format.h>

#include <algorithm>

#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

// Which listeners a rule about them means.
bool is_part(const BrokerConfig& broker, const Listener& listener, std::string_view part) {
  if (!listener.bound || listener.defaulted || listener.controller) return false;
  if (part == "brokers") return true;
  if (part == "control-plane") return listener.control_plane;
  return !listener.control_plane && for_brokers_alone(broker, listener) == (part == "replication");
}

// Whether a template may yet make the listener speak this protocol.
bool may_speak(const BrokerConfig& broker, const Listener& listener) {
  if (listener.protocol != Protocol::kUnknown) return false;
  if (broker.protocol_map_unknown()) return true;
  return std::any_of(broker.protocol_map().begin(), broker.protocol_map().end(),
                     [&](const ProtocolMapping& one) { return one.name == listener.name && one.unknown; });
}

InterBroker named_between(const BrokerConfig& broker) {
  InterBroker between;
  const Setting* named = broker.setting("inter.broker.listener.name");
  const Setting* setting = named != nullptr ? named : broker.setting("security.inter.broker.protocol");
  if (setting == nullptr) return between;
  between.unknown = setting->unknown || broker.protocol_map_unknown();
  between.name = java_trim(setting->value);
  bool by_name = named == nullptr || broker.setting("listener.security.protocol.map") == nullptr;
  if (by_name) between.protocol = parse_protocol(between.name).value_or(Protocol::kUnknown);
  for (const ProtocolMapping& mapping : broker.protocol_map()) {
    if (!by_name && same_letters(mapping.name, between.name)) between.protocol = mapping.protocol;
  }
  return between;
}

constexpr std::string_view kWhereUnknown = "the address that the listener is bound to";

}  // namespace

// params: protocol; part, one of clients replication brokers control-plane.
void check_open_listener(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  std::string_view part = run.params().text("part");
  auto protocol = parse_protocol(run.params().text("protocol"));
  for (const Listener& listener : broker.listeners()) {
    if (!is_part(broker, listener, part)) continue;
    if (may_speak(broker, listener)) run.unknown(listener.bound->node, "the protocol that the listener is mapped to");
    if (listener.protocol != protocol || listener.bound->reach == Reach::kLoopback) continue;
    if (listener.bound->reach == Reach::kUnknown) {
      run.unknown(listener.bound->node, std::string(kWhereUnknown));
      continue;
    }
    run.fail(hit_endpoint(broker, *listener.bound, {{"where", where_bound(*listener.bound)}}));
  }
}

void check_listeners_defaulted(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!broker.roles().broker || broker.roles().unknown || !names_a_node(broker)) return;
  bool old_keys = broker.setting("port") != nullptr || broker.setting("host.name") != nullptr;
  if (old_keys && broker.target().version < KafkaVersion{3, 0}) return;
  for (const Listener& listener : broker.listeners()) {
    bool open = listener.defaulted && listener.protocol == Protocol::kPlaintext && !listener.controller;
    if (!open || listener.bound->reach != Reach::kEverywhere) continue;
    if (!stands_alone(broker)) {
      run.unknown(kNoNode, std::string(kCompletes));
      return;
    }
    // The nearest cause is an address key that this version no longer reads.
    Hit hit;
    hit.holes = {{"key", "listeners"}};
    for (std::string_view key : {"port", "host.name"}) {
      if (const Setting* setting = broker.setting(key)) hit = hit_key(broker, *setting);
    }
    run.fail(std::move(hit));
  }
}

void check_shared_listener(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!broker.roles().broker || broker.listeners_unknown()) return;
  for (const Listener& listener : broker.listeners()) {
    bool shared =
        listener.bound && listener.inter_broker && !listener.defaulted && !for_brokers_alone(broker, listener);
    if (!shared || listener.bound->reach == Reach::kLoopback || listener.bound->reach == Reach::kUnknown) continue;
    run.fail(hit_endpoint(broker, *listener.bound));
  }
}

void check_bound_everywhere(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const Listener& listener : broker.listeners()) {
    if (!listener.bound || listener.defaulted || listener.bound->reach != Reach::kEverywhere) continue;
    if (!listener.controller && !for_brokers_alone(broker, listener)) continue;
    run.fail(hit_endpoint(broker, *listener.bound));
  }
}

// params: mechanism, a name or SCRAM-*.
void check_mechanism_without_tls(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  std::string_view wanted = run.params().text("mechanism");
  bool family = wanted.ends_with('*');
  if (family) wanted.remove_suffix(1);
  for (const Listener& listener : broker.listeners()) {
    bool clear = listener.bound && listener.protocol == Protocol::kSaslPlaintext;
    if (!clear || listener.bound->reach == Reach::kLoopback) continue;
    auto found = std::find_if(listener.mechanisms.begin(), listener.mechanisms.end(), [&](std::string_view mechanism) {
      return family ? mechanism.starts_with(wanted) : mechanism == wanted;
    });
    if (found == listener.mechanisms.end()) {
      if (listener.mechanisms_unknown) run.unknown(listener.bound->node, "the mechanisms of the listener");
      continue;
    }
    if (listener.bound->reach == Reach::kUnknown) {
      run.unknown(listener.bound->node, std::string(kWhereUnknown));
      continue;
    }
    run.fail(hit_endpoint(broker, *listener.bound,
                          {{"mechanism", std::string(*found)}, {"where", where_bound(*listener.bound)}}));
  }
}

// A node that is a controller only has no listener of brokers, but Kafka judges the one that its file names.
void check_inter_broker_mechanism(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  InterBroker between = broker.roles().broker ? broker.inter_broker() : named_between(broker);
  bool sasl = between.protocol == Protocol::kSaslPlaintext || between.protocol == Protocol::kSaslSsl;
  if (between.unknown || !sasl) return;
  Value mechanism = value_of(broker, "sasl.mechanism.inter.broker.protocol");
  const Setting* own = broker.setting("listener.name." + lower_letters(between.name) + ".sasl.enabled.mechanisms");
  Value enabled = value_of(broker, "sasl.enabled.mechanisms");
  std::string_view list = own != nullptr ? own->value : enabled.text;
  if (mechanism.unknown() || (own != nullptr ? own->unknown : enabled.unknown())) {
    run.unknown(mechanism.unknown() ? mechanism.origin.node : kNoNode, "the mechanisms that the file is rendered with");
    return;
  }
  std::string_view wanted = java_trim(mechanism.text);
  ListItems items = split_list(list);
  if (std::find(items.begin(), items.end(), wanted) != items.end()) return;
  Holes holes = {{"mechanism", std::string(wanted)},
                 {"listener", std::string(between.name)},
                 {"lower", lower_letters(between.name)},
                 {"enabled", std::string(java_trim(list))}};
  const Setting* place = broker.setting("sasl.mechanism.inter.broker.protocol");
  if (place == nullptr) place = own != nullptr ? own : broker.setting("sasl.enabled.mechanisms");
  run.fail(place == nullptr ? hit_absent(broker, "sasl.enabled.mechanisms", std::move(holes))
                            : hit_value(*place, std::move(holes)));
}

// Credentials with an expiry date, tokens that is, on listeners that never ask for them again.
void check_no_reauthentication(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  KeyId key = broker.catalog().find("connections.max.reauth.ms");
  bool delegation = !value_of(broker, "delegation.token.secret.key").absent() ||
                    broker.setting("delegation.token.master.key") != nullptr;
  for (const Listener& listener : broker.listeners()) {
    if (!listener.bound || !listener.sasl() || listener.bound->reach == Reach::kLoopback) continue;
    for (std::string_view mechanism : listener.mechanisms) {
      bool token = mechanism == "OAUTHBEARER";
      if (!token && !(delegation && mechanism.starts_with("SCRAM-"))) continue;
      Value limit = broker.get(key, index_of(broker, listener), mechanism);
      if (limit.unknown()) run.unknown(limit.origin.node, "the time that it is rendered with");
      if (!limit.known() || java_trim(limit.text) != "0") continue;
      run.fail(
          hit_endpoint(broker, *listener.bound, {{"what", std::string(token ? "a token" : "a delegation token")}}));
      break;
    }
  }
}

}  // namespace klamm
