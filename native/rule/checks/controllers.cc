// Controller listeners: who opens them, who connects to them, and how.
#include <fmt/format.h>

#include <algorithm>

#include "klamm/value.h"
#include "model/host.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

// Where a node that opens no controller listener finds its controllers.
Reach reach_of_controllers(const BrokerConfig& broker) {
  if (broker.voters_unknown() || value_of(broker, "controller.quorum.bootstrap.servers").unknown())
    return Reach::kUnknown;
  size_t hosts = broker.voters().size();
  bool near = std::all_of(broker.voters().begin(), broker.voters().end(),
                          [](const Voter& voter) { return reach_of(voter.host) == Reach::kLoopback; });
  for (std::string_view server : split_list(value_of(broker, "controller.quorum.bootstrap.servers").text)) {
    std::string_view host = server.substr(0, server.rfind(':'));
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    near = near && reach_of(host) == Reach::kLoopback;
    ++hosts;
  }
  if (hosts == 0) return Reach::kUnknown;
  return near ? Reach::kLoopback : Reach::kAddress;
}

bool first_controller_name(const BrokerConfig& broker, const Listener& listener) {
  return !broker.controller_names().empty() && same_letters(broker.controller_names().front(), listener.name);
}

const Listener* listener_of(const BrokerConfig& broker, std::string_view name) {
  ListenerIndex index = broker.find_listener(name);
  return index == kNoListener ? nullptr : &broker.listeners()[index];
}

bool plain_controller(const BrokerConfig& broker) {
  return broker.roles().kraft && broker.roles().controller && !broker.roles().broker;
}
bool plain_broker(const BrokerConfig& broker) {
  return broker.roles().kraft && broker.roles().broker && !broker.roles().controller && !broker.roles().unknown;
}

bool names_are_open(const BrokerConfig& broker) {
  return broker.roles().unknown || broker.listeners_unknown() || broker.controller_names_unknown() ||
         may_come(broker, "listeners");
}

// The value of `listeners`; where it is not set, the names of the controllers' listeners.
Hit hit_listeners(const BrokerConfig& broker, Holes holes = {}) {
  const Setting* setting = broker.setting("listeners");
  if (setting == nullptr) setting = broker.setting("controller.listener.names");
  if (setting == nullptr) return hit_absent(broker, "listeners", std::move(holes));
  return hit_value(*setting, std::move(holes));
}

}  // namespace

// params: protocol; implied: by no mapping in the file, instead of by one.
void check_open_controller(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (broker.roles().unknown || !broker.roles().kraft) return;
  auto protocol = parse_protocol(run.params().text("protocol"));
  for (const Listener& listener : broker.listeners()) {
    if (!listener.controller || listener.protocol != protocol) continue;
    if ((listener.protocol_from == Origin::From::kImplied) != run.params().flag("implied")) continue;
    bool opens = listener.bound.has_value();
    if (!opens && (broker.roles().controller || !first_controller_name(broker, listener))) continue;
    Reach reach = opens ? listener.bound->reach : reach_of_controllers(broker);
    if (reach == Reach::kLoopback) continue;
    if (reach == Reach::kUnknown) {
      run.unknown(opens ? listener.bound->node : kNoNode, "the address of the controllers' listener");
      continue;
    }
    Hit hit;
    hit.listener = index_of(broker, listener);
    hit.holes = {{"lower", lower_letters(listener.name)}};
    run.fail(std::move(hit));
  }
}

void check_controller_listener_on_a_broker(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!plain_broker(broker)) return;
  for (const Endpoint& endpoint : broker.endpoints()) {
    const Listener* listener = listener_of(broker, endpoint.name);
    if (endpoint.refused || endpoint.node == kNoNode || listener == nullptr || !listener->controller) continue;
    run.fail(hit_endpoint(broker, endpoint));
  }
}

void check_broker_listener_on_a_controller(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!plain_controller(broker) || names_are_open(broker) || broker.controller_names().empty()) return;
  for (const Endpoint& endpoint : broker.endpoints()) {
    const Listener* listener = listener_of(broker, endpoint.name);
    if (endpoint.refused || endpoint.repeated || listener == nullptr || listener->controller) continue;
    if (endpoint.node == kNoNode) {
      run.fail(hit_listeners(
          broker, {{"label", std::string("`listeners` is not set")}, {"listener", std::string(listener->name)}}));
    } else {
      run.fail(hit_endpoint(broker, endpoint, {{"label", std::string("no controller listener")}}));
    }
  }
}

// Compared exactly with the names of `listeners` in capitals. Of a controller that opens a listener of brokers instead,
// that one is the finding.
void check_controller_listener_not_opened(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!broker.roles().kraft || !broker.roles().controller || names_are_open(broker)) return;
  bool others = std::any_of(broker.listeners().begin(), broker.listeners().end(),
                            [](const Listener& listener) { return listener.bound && !listener.controller; });
  const Setting* setting = broker.setting("controller.listener.names");
  if (setting == nullptr || (others && !broker.roles().broker)) return;
  std::vector<uint32_t> offsets;
  ListItems items = split_list(setting->value, &offsets);
  for (size_t index = 0; index < items.size(); ++index) {
    const Listener* listener = listener_of(broker, items[index]);
    if (items[index].empty() || (listener != nullptr && listener->bound)) continue;
    run.fail(hit_part(broker, *setting, offsets[index], offsets[index] + items[index].size(),
                      {{"listener", std::string(items[index])}}));
  }
}

// Lists left empty count here as long as ConfigDef lets them pass.
void check_no_broker_listener(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!broker.roles().broker || names_are_open(broker)) return;
  for (std::string_view key : {"listeners", "advertised.listeners"}) {
    const Setting* setting = broker.setting(key);
    bool passes = broker.target().version < KafkaVersion{4, 2};
    if (setting == nullptr || !java_trim(setting->value).empty() || setting->conditional) continue;
    if (passes) run.fail(hit_value(*setting, {{"what", fmt::format("`{}` is empty", key)}}));
    return;
  }
  if (!broker.roles().kraft || broker.setting("listeners") == nullptr || broker.endpoints().empty()) return;
  for (const Endpoint& endpoint : broker.endpoints()) {
    const Listener* listener = listener_of(broker, endpoint.name);
    if (endpoint.refused || listener == nullptr || !listener->controller) return;
  }
  run.fail(hit_listeners(broker, {{"what", std::string("all its listeners are for controllers")}}));
}

void check_controller_advertised(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!broker.roles().kraft || broker.roles().unknown) return;
  for (const Endpoint& endpoint : broker.advertised()) {
    const Listener* listener = listener_of(broker, endpoint.name);
    if (endpoint.refused || listener == nullptr || !listener->controller) continue;
    run.fail(hit_endpoint(broker, endpoint));
  }
}

void check_several_controller_listeners(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!plain_broker(broker) || broker.controller_names().size() < 2) return;
  std::string upper_first = lower_letters(broker.controller_names().front());
  const Listener* first = nullptr;
  for (const Listener& listener : broker.listeners()) {
    if (listener.controller && first_controller_name(broker, listener)) first = &listener;
  }
  if (first == nullptr || first->protocol == Protocol::kUnknown) return;
  for (const Listener& other : broker.listeners()) {
    if (!other.controller || other.protocol == Protocol::kUnknown || other.protocol == first->protocol) continue;
    run.fail(hit_value(*broker.setting("controller.listener.names"),
                       {{"first", std::string(first->name)},
                        {"first_protocol", std::string(protocol_name(first->protocol))},
                        {"other", std::string(other.name)},
                        {"other_protocol", std::string(protocol_name(other.protocol))}}));
    return;
  }
}

void check_scram_between_controllers(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* setting = broker.setting("sasl.mechanism.controller.protocol");
  if (setting == nullptr || setting->unknown || !broker.roles().controller) return;
  std::string_view mechanism = java_trim(setting->value);
  bool sasl = std::any_of(broker.listeners().begin(), broker.listeners().end(),
                          [](const Listener& listener) { return listener.controller && listener.sasl(); });
  if (sasl && mechanism.starts_with("SCRAM-")) run.fail(hit_value(*setting, {{"mechanism", std::string(mechanism)}}));
}

void check_inter_broker_listener_on_a_controller(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* setting = broker.setting("inter.broker.listener.name");
  if (setting == nullptr || setting->unknown || !plain_controller(broker) || names_are_open(broker)) return;
  std::string_view name = java_trim(setting->value);
  auto names = broker.controller_names();
  auto found = std::find_if(names.begin(), names.end(), [&](std::string_view one) { return same_letters(one, name); });
  if (found != names.end()) run.fail(hit_value(*setting, {{"listener", std::string(name)}}));
}

// Bound to one address with a listener that is not for brokers alone.
void check_controller_beside_clients(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const Listener& controller : broker.listeners()) {
    if (!controller.controller || !controller.bound || controller.bound->reach != Reach::kAddress) continue;
    auto beside = std::find_if(broker.listeners().begin(), broker.listeners().end(), [&](const Listener& other) {
      return other.bound && !other.controller && !for_brokers_alone(broker, other) &&
             other.bound->host == controller.bound->host;
    });
    if (beside == broker.listeners().end()) continue;
    run.fail(hit_endpoint(broker, *controller.bound, {{"other", std::string(beside->name)}}));
  }
}

}  // namespace klamm
