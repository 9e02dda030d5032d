// listener.security.protocol.map: what each listener speaks.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

constexpr KafkaVersion kControllersMapped{3, 1};  // controller listeners need a mapping too

bool unmapped(const BrokerConfig& broker, const Listener& listener) {
  if (listener.protocol_from != Origin::From::kAbsent || listener.protocol != Protocol::kUnknown) return false;
  return !broker.protocol_map_unknown() && !broker.listeners_unknown() && !broker.controller_names_unknown();
}

// The protocol of a name that is no listener of this node.
bool maps(const BrokerConfig& broker, std::string_view upper_name) {
  if (broker.protocol_map_unknown()) return true;
  if (broker.setting("listener.security.protocol.map") == nullptr) return parse_protocol(upper_name).has_value();
  return std::any_of(broker.protocol_map().begin(), broker.protocol_map().end(),
                     [&](const ProtocolMapping& one) { return one.name == upper_name; });
}

Hit hit_controller_name(const BrokerConfig& broker, std::string_view upper_name) {
  const Setting* setting = broker.setting("controller.listener.names");
  std::vector<uint32_t> offsets;
  ListItems items = split_list(setting->value, &offsets);
  for (size_t index = 0; index < items.size(); ++index) {
    if (!same_letters(items[index], upper_name)) continue;
    return hit_part(broker, *setting, offsets[index], offsets[index] + items[index].size());
  }
  return hit_value(*setting);
}

// What a listener's name makes its reader believe.
struct Promise {
  bool encryption = false;
  bool login = false;
};

Promise promise_of(std::string_view name) {
  constexpr std::array<std::string_view, 7> kEncrypted = {"SSL",     "TLS",       "MTLS", "SECURE",
                                                          "SECURED", "ENCRYPTED", "HTTPS"};
  constexpr std::array<std::string_view, 5> kDenials = {"NO", "NON", "NOT", "WITHOUT", "PLAINTEXT"};
  Promise promise;
  auto among = [](std::string_view word, auto& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  while (!name.empty()) {
    size_t end = std::min(name.find_first_of("_-."), name.size());
    std::string_view word = name.substr(0, end);
    if (among(word, kDenials)) return {false, promise.login};
    promise.encryption = promise.encryption || among(word, kEncrypted);
    promise.login = promise.login || word == "SASL";
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return promise;
}

// The entry and the comma that belongs to it; nothing for the only entry.
std::vector<Edit> delete_entry(std::string_view bytes, Span entry, Span value) {
  auto blank = [&](uint32_t at) { return bytes[at] == ' ' || bytes[at] == '\t'; };
  uint32_t end = entry.end;
  while (end < value.end && blank(end)) ++end;
  if (end < value.end && bytes[end] == ',') {
    ++end;
    while (end < value.end && blank(end)) ++end;
    return {{{entry.begin, end}, ""}};
  }
  uint32_t begin = entry.begin;
  while (begin > value.begin && blank(begin - 1)) --begin;
  if (begin == value.begin || bytes[begin - 1] != ',') return {};
  return {{{begin - 1, entry.end}, ""}};
}

}  // namespace

void check_listener_unmapped(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (may_come(broker, "listener.security.protocol.map")) {
    if (names_a_node(broker)) run.unknown(kNoNode, std::string(kCompletes));
    return;
  }
  auto report = [&](Hit hit, std::string_view name) {
    hit.holes.emplace_back("listener", std::string(name));
    run.fail(std::move(hit));
  };
  for (const Listener& listener : broker.listeners()) {
    if (!unmapped(broker, listener) || listener.name.empty()) continue;
    if (listener.defaulted && may_come(broker, "listeners")) continue;
    if (listener.bound) {
      report(hit_endpoint(broker, *listener.bound), listener.name);
    } else if (listener.controller && broker.roles().kraft && broker.target().version >= kControllersMapped) {
      report(hit_controller_name(broker, listener.name), listener.name);
    }
  }
  for (const Endpoint& endpoint : broker.advertised()) {
    bool judged = endpoint.refused || endpoint.name.empty() || broker.find_listener(endpoint.name) != kNoListener;
    if (!judged && !maps(broker, endpoint.name)) report(hit_endpoint(broker, endpoint), endpoint.name);
  }
  for (std::string_view key : {"inter.broker.listener.name", "control.plane.listener.name"}) {
    const Setting* setting = broker.setting(key);
    if (setting == nullptr || setting->unknown || !broker.catalog().exists(setting->id, broker.target().version))
      continue;
    std::string name(java_trim(setting->value));
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
    if (name.empty() || broker.find_listener(name) != kNoListener || maps(broker, name)) continue;
    report(hit_value(*setting), name);
  }
}

void check_protocol_unknown(CheckRun& run) {
  for (const ProtocolMapping& mapping : run.broker().protocol_map()) {
    if (!mapping.refused) continue;
    Hit hit =
        hit_value(*run.broker().setting("listener.security.protocol.map"), {{"entry", std::string(mapping.text)}});
    hit.span = mapping.span;
    run.fail(std::move(hit));
  }
}

void check_mapped_twice(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const ProtocolMapping& mapping : broker.protocol_map()) {
    ListenerIndex index = mapping.refused || mapping.unknown ? kNoListener : broker.find_listener(mapping.name);
    if (index == kNoListener) continue;
    const Listener& listener = broker.listeners()[index];
    bool other = listener.protocol_from == Origin::From::kFile && !(listener.protocol_span == mapping.span) &&
                 listener.protocol != Protocol::kUnknown && listener.protocol != mapping.protocol;
    if (!other) continue;
    Hit hit;
    hit.node = listener.protocol_node;
    hit.span = listener.protocol_span;
    hit.listener = index;
    hit.holes = {{"protocol", std::string(protocol_name(listener.protocol))},
                 {"other", std::string(protocol_name(mapping.protocol))}};
    run.fail(std::move(hit));
  }
}

// Two spellings of one name: two entries to the map's reader, one to what is made of them.
void check_mapped_in_two_cases(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const std::vector<ProtocolMapping>& map = broker.protocol_map();
  if (map.size() < 2) return;
  std::vector<const ProtocolMapping*> sorted;
  for (const ProtocolMapping& mapping : map) {
    if (!mapping.refused && !mapping.unknown) sorted.push_back(&mapping);
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const ProtocolMapping* a, const ProtocolMapping* b) { return a->name < b->name; });
  for (size_t index = 1; index < sorted.size(); ++index) {
    const ProtocolMapping& one = *sorted[index - 1];
    const ProtocolMapping& two = *sorted[index];
    auto written = [](const ProtocolMapping& mapping) {
      return java_trim(mapping.text.substr(0, mapping.text.rfind(':')));
    };
    if (one.name != two.name || written(one) == written(two)) continue;
    Hit hit = hit_value(*broker.setting("listener.security.protocol.map"), {{"listener", std::string(two.name)}});
    hit.span = two.span;
    run.fail(std::move(hit));
  }
}

void check_listener_misnamed(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const Listener& listener : broker.listeners()) {
    if (listener.protocol_from != Origin::From::kFile || listener.protocol == Protocol::kUnknown) continue;
    bool near = listener.bound && listener.bound->reach == Reach::kLoopback;
    if (near || !(listener.bound || listener.controller)) continue;
    Promise promise = promise_of(listener.name);
    bool clear = promise.encryption && !listener.encrypted();
    bool open = promise.login && listener.protocol == Protocol::kPlaintext;
    if (!clear && !open) continue;
    Hit hit;
    hit.node = listener.protocol_node;
    hit.span = listener.protocol_span;
    hit.listener = index_of(broker, listener);
    hit.holes = {{"protocol", std::string(protocol_name(listener.protocol))},
                 {"promise", std::string(clear ? "encryption" : "a login")}};
    run.fail(std::move(hit));
  }
}

// The default map spelled out, and what brokers share with controllers, is no finding.
void check_unused_open_mapping(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (broker.listeners_unknown() || broker.controller_names_unknown() || !broker.roles().broker) return;
  for (const ProtocolMapping& mapping : broker.protocol_map()) {
    bool open = mapping.protocol == Protocol::kPlaintext || mapping.protocol == Protocol::kSaslPlaintext;
    if (!open || mapping.unknown || mapping.name == protocol_name(mapping.protocol)) continue;
    if (broker.find_listener(mapping.name) != kNoListener || broker.inter_broker().name == mapping.name) continue;
    const Setting& setting = *broker.setting("listener.security.protocol.map");
    const Document& document = broker.document();
    Hit hit = hit_value(
        setting, {{"listener", std::string(mapping.name)}, {"protocol", std::string(protocol_name(mapping.protocol))}});
    hit.span = mapping.span;
    hit.edits = delete_entry(document.source().bytes(), mapping.span, document.node(setting.node).value_span);
    run.fail(std::move(hit));
  }
}

}  // namespace klamm
