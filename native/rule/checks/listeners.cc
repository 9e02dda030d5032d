// Which listeners there are, and what Kafka refuses of them.
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

constexpr KafkaVersion kSharedPorts{3, 6};  // two listeners on one port, one IPv4 and one IPv6
constexpr KafkaVersion kAdvertisedControllers{3, 9};
constexpr KafkaVersion kControllersApart{3, 1};  // their listeners are none of brokers

bool is_ipv4(std::string_view host) {
  return !host.empty() && host.find('.') != std::string_view::npos &&
         host.find_first_not_of("0123456789.") == std::string_view::npos;
}
bool is_ipv6(std::string_view host) { return host.find(':') != std::string_view::npos; }

bool counts(const Endpoint& endpoint) { return !endpoint.refused && !endpoint.unknown && !endpoint.repeated; }

std::string list_names(const std::vector<Endpoint>& endpoints) {
  std::string out;
  for (const Endpoint& endpoint : endpoints) {
    if (endpoint.name.empty()) continue;
    if (out.size() > 60) return out + " …";
    out += (out.empty() ? "" : ", ") + std::string(endpoint.name);
  }
  return out;
}

// Judges in order of the entries; `earlier` finds one before `endpoint` that it collides with.
void report_twice(CheckRun& run, const Endpoint& endpoint, std::string what, std::string label) {
  run.fail(
      hit_endpoint(run.broker(), endpoint,
                   {{"what", std::move(what)}, {"label", std::move(label)}, {"listener", std::string(endpoint.name)}}));
}

void find_names_twice(CheckRun& run, const std::vector<Endpoint>& endpoints, std::string_view key) {
  if (endpoints.size() < 2) return;
  std::vector<const Endpoint*> sorted;
  for (const Endpoint& endpoint : endpoints) {
    if (counts(endpoint)) sorted.push_back(&endpoint);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Endpoint* a, const Endpoint* b) { return a->name < b->name; });
  for (size_t index = 1; index < sorted.size(); ++index) {
    if (sorted[index]->name != sorted[index - 1]->name) continue;
    report_twice(run, *sorted[index], fmt::format("`{}` names listener `{}` twice", key, sorted[index]->name),
                 "the second of that name");
  }
}

void find_ports_twice(CheckRun& run, const std::vector<Endpoint>& endpoints) {
  if (endpoints.size() < 2) return;
  std::vector<const Endpoint*> sorted;
  for (const Endpoint& endpoint : endpoints) {
    if (counts(endpoint) && endpoint.port && *endpoint.port != 0) sorted.push_back(&endpoint);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Endpoint* a, const Endpoint* b) { return *a->port < *b->port; });
  bool may_share = run.broker().target().version >= kSharedPorts;
  for (size_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
    while (end < sorted.size() && *sorted[end]->port == *sorted[begin]->port) ++end;
    if (end - begin < 2) continue;
    std::string_view a = sorted[begin]->host;
    std::string_view b = sorted[begin + 1]->host;
    bool both = (is_ipv4(a) && is_ipv6(b)) || (is_ipv6(a) && is_ipv4(b));
    if (end - begin == 2 && both && may_share) continue;
    for (size_t index = begin + 1; index < end; ++index) {
      if (sorted[index]->name == sorted[begin]->name) continue;  // the name says it
      report_twice(run, *sorted[index],
                   fmt::format("listeners `{}` and `{}` share port {}", sorted[begin]->name, sorted[index]->name,
                               *sorted[index]->port),
                   fmt::format("port {} is taken by `{}`", *sorted[index]->port, sorted[begin]->name));
    }
  }
}

bool advertises(const BrokerConfig& broker) {
  const Setting* setting = broker.setting("advertised.listeners");
  return setting != nullptr && !java_trim(setting->value).empty();
}

// Whether brokers find a listener of this name; nullopt where the input cannot tell.
std::optional<bool> advertised_name(const BrokerConfig& broker, std::string_view name) {
  ListenerIndex index = broker.find_listener(name);
  bool controller = index != kNoListener && broker.listeners()[index].controller;
  if (controller && broker.target().version >= kControllersApart) return false;
  bool explicitly = advertises(broker);
  const std::vector<Endpoint>& endpoints = explicitly ? broker.advertised() : broker.endpoints();
  bool found = std::any_of(endpoints.begin(), endpoints.end(), [&](const Endpoint& one) { return one.name == name; });
  if (found) return true;
  bool unknown = explicitly ? broker.advertised_unknown() : broker.listeners_unknown();
  return unknown || broker.controller_names_unknown() ? std::nullopt : std::optional(false);
}

}  // namespace

void check_listener_refused(CheckRun& run) {
  for (const std::vector<Endpoint>* list : {&run.broker().endpoints(), &run.broker().advertised()}) {
    for (const Endpoint& endpoint : *list) {
      bool nameless = !endpoint.unknown && endpoint.name.empty();
      if (!(endpoint.refused || nameless) || endpoint.text.empty() || endpoint.repeated) continue;
      Hit hit = hit_endpoint(run.broker(), endpoint, {{"entry", std::string(endpoint.text)}});
      hit.listener = kNoListener;
      run.fail(std::move(hit));
    }
  }
}

void check_listener_twice(CheckRun& run) {
  find_names_twice(run, run.broker().endpoints(), "listeners");
  find_ports_twice(run, run.broker().endpoints());
  find_names_twice(run, run.broker().advertised(), "advertised.listeners");
}

void check_advertised_not_bound(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!broker.roles().broker || broker.roles().unknown) return;
  for (const Endpoint& endpoint : broker.advertised()) {
    if (endpoint.refused || endpoint.name.empty() || endpoint.repeated) continue;
    ListenerIndex index = broker.find_listener(endpoint.name);
    if (index != kNoListener) {
      const Listener& listener = broker.listeners()[index];
      if (listener.bound || (listener.controller && broker.target().version >= kAdvertisedControllers)) continue;
    }
    bool open = may_come(broker, "listeners");
    if (open || broker.listeners_unknown() || broker.controller_names_unknown()) {
      run.unknown(endpoint.node, open ? std::string(kCompletes) : std::string("what `listeners` is rendered with"));
      return;
    }
    run.fail(hit_endpoint(broker, endpoint, {{"listener", std::string(endpoint.name)}}));
  }
}

// params: controllers: the listeners of controllers instead of all others.
void check_meta_address_advertised(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  bool controllers = run.params().flag("controllers");
  bool explicitly = advertises(broker);
  if (broker.setting("advertised.listeners") != nullptr && !explicitly) return;
  if (!explicitly && (controllers || !broker.roles().broker)) return;
  for (const Endpoint& endpoint : explicitly ? broker.advertised() : broker.endpoints()) {
    if (endpoint.refused || endpoint.host != "0.0.0.0") continue;
    ListenerIndex index = broker.find_listener(endpoint.name);
    bool controller = index != kNoListener && broker.listeners()[index].controller;
    if (controller != controllers) continue;
    run.fail(hit_endpoint(
        broker, endpoint,
        {{"label", explicitly ? std::string("no address that anybody can connect to")
                              : std::string("advertised as it is bound: there is no `advertised.listeners`")},
         {"listener", std::string(endpoint.name)}}));
  }
}

// params: defaulted: neither key names the listener, instead of one that does.
void check_inter_broker_listener(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const InterBroker& between = broker.inter_broker();
  if (!broker.roles().broker || broker.roles().unknown || between.unknown || between.name.empty()) return;
  bool defaulted = between.origin.from != Origin::From::kFile;
  if (defaulted != run.params().flag("defaulted") || broker.endpoints().empty() || !names_a_node(broker)) return;
  std::optional<bool> found = advertised_name(broker, between.name);
  const std::vector<Endpoint>& advertised = advertises(broker) ? broker.advertised() : broker.endpoints();
  if (may_come(broker, "listeners") || (defaulted && may_come(broker, "inter.broker.listener.name")))
    found = std::nullopt;
  if (!found)
    run.unknown(advertised.empty() ? kNoNode : advertised.front().node, "what the listeners are rendered with");
  if (!found || *found) return;
  std::string names = list_names(advertised);
  Hit hit;
  if (defaulted) {
    if (advertised.empty() || advertised.front().node == kNoNode) return;
    hit.node = advertised.front().node;
    hit.span = advertised.front().span;
  } else {
    hit.node = between.origin.node;
  }
  hit.holes = {{"listener", std::string(between.name)}, {"advertised", std::move(names)}};
  run.fail(std::move(hit));
}

void check_inter_broker_listener_named_twice(CheckRun& run) {
  const Setting* name = run.broker().setting("inter.broker.listener.name");
  const Setting* protocol = run.broker().setting("security.inter.broker.protocol");
  if (name == nullptr || protocol == nullptr) return;
  if (name->conditional || protocol->conditional) {
    run.unknown(protocol->node, "which of the two the template writes");
    return;
  }
  run.fail(hit_value(*protocol));
}

void check_early_start_of_no_listener(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* setting = broker.setting("early.start.listeners");
  if (setting == nullptr || broker.listeners_unknown()) return;
  if (setting->unknown) {
    run.unknown(setting->node, "the names that it is rendered with");
    return;
  }
  std::vector<uint32_t> offsets;
  ListItems items = split_list(setting->value, &offsets);
  for (size_t index = 0; index < items.size(); ++index) {
    ListenerIndex found = broker.find_listener(items[index]);  // exact: Kafka does not fold this one
    if (found != kNoListener && broker.listeners()[found].bound) continue;
    run.fail(hit_part(broker, *setting, offsets[index], offsets[index] + items[index].size(),
                      {{"listener", std::string(items[index])}}));
  }
}

void check_control_plane_refused(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* setting = broker.setting("control.plane.listener.name");
  if (setting == nullptr || setting->unknown) return;
  constexpr KafkaVersion kRefusedInKraft{3, 1};
  if (broker.roles().kraft) {
    if (broker.target().version < kRefusedInKraft) return;
    run.fail(hit_value(*setting, {{"what", "`control.plane.listener.name` on a KRaft node"},
                                  {"label", "for ZooKeeper mode only"},
                                  {"mend", "Delete the line; controllers have listeners of their own."}}));
    return;
  }
  if (broker.inter_broker().unknown || !same_letters(java_trim(setting->value), broker.inter_broker().name)) return;
  run.fail(hit_value(*setting, {{"what", "the control plane is the listener of brokers"},
                                {"label", "also the listener between brokers"},
                                {"mend", "Name a listener that only the controller uses, or delete the line."}}));
}

}  // namespace klamm
