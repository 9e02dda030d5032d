#include <algorithm>
#include <unordered_set>

#include "klamm/value.h"
#include "model/broker_builder.h"
#include "model/text.h"

namespace klamm {
namespace {

bool is_tls_or_sasl(std::string_view name) { return name == "SSL" || name == "SASL_SSL" || name == "SASL_PLAINTEXT"; }

}  // namespace

// Up to 4.0 blanks around a comma are part of a name.
void BrokerBuilder::read_controller_names() {
  Blanks blanks = config_.target_.version < KafkaVersion{4, 1} ? Blanks::kKept : Blanks::kStripped;
  const Setting* setting = find("controller.listener.names");
  if (setting == nullptr) return;
  config_.controller_names_unknown_ = !split(*setting, ',', blanks) || setting->conditional;
  if (setting->conditional) return;
  for (const Piece& piece : pieces_) {
    if (piece.unknown()) {
      config_.controller_names_unknown_ = true;
    } else if (!piece.text.empty()) {
      config_.controller_names_.push_back(piece.text);
    }
  }
}

// `name:protocol,…`, split at the last colon.
void BrokerBuilder::read_protocol_map() {
  const Setting* setting = find("listener.security.protocol.map");
  if (setting == nullptr) return;
  config_.protocol_map_unknown_ = !split(*setting, ',') || setting->conditional;
  if (setting->conditional) return;
  while (!pieces_.empty() && pieces_.back().text.empty()) pieces_.pop_back();  // as String.split does
  for (const Piece& piece : pieces_) {
    ProtocolMapping mapping;
    mapping.text = piece.text;
    mapping.span = span_of(*setting, piece.begin, static_cast<uint32_t>(piece.text.size()));
    mapping.unknown = piece.unknown();
    size_t colon = last_outside(piece.text, ':', piece.holes);
    bool split = colon != std::string_view::npos;
    if (split && !touched(piece.holes, 0, colon)) {
      mapping.name = upper_cased(java_trim(piece.text.substr(0, colon)), config_.owned_);
    } else if (piece.unknown()) {
      config_.protocol_map_unknown_ = true;
    }
    bool readable = split && !touched(piece.holes, colon, piece.text.size());
    auto protocol = readable ? parse_protocol(java_trim(piece.text.substr(colon + 1))) : std::nullopt;
    mapping.protocol = protocol.value_or(Protocol::kUnknown);
    mapping.refused = !piece.unknown() && !protocol;
    config_.protocol_map_.push_back(mapping);
  }
  order_protocol_map();
}

void BrokerBuilder::order_protocol_map() {
  auto& map = config_.protocol_map_;
  for (uint32_t index = 0; index < map.size(); ++index) map_order_.push_back(index);
  std::stable_sort(map_order_.begin(), map_order_.end(),
                   [&](uint32_t left, uint32_t right) { return map[left].name < map[right].name; });
  auto written = [](const ProtocolMapping& mapping) {
    return java_trim(mapping.text.substr(0, mapping.text.rfind(':')));
  };
  for (size_t at = 1; at < map_order_.size(); ++at) {
    ProtocolMapping& first = map[map_order_[at - 1]];
    ProtocolMapping& second = map[map_order_[at]];
    if (first.name != second.name || first.name.empty()) continue;
    second.ambiguous = first.ambiguous || (written(first) != written(second) && first.protocol != second.protocol);
  }
}

// The last entry of a name counts.
const ProtocolMapping* BrokerBuilder::mapping_of(std::string_view name) const {
  const auto& map = config_.protocol_map_;
  auto after = std::upper_bound(map_order_.begin(), map_order_.end(), name,
                                [&](std::string_view wanted, uint32_t index) { return wanted < map[index].name; });
  if (after == map_order_.begin()) return nullptr;
  const ProtocolMapping& found = map[*(after - 1)];
  return found.name == name ? &found : nullptr;
}

// Bound listeners in the order of `listeners`, then controllers' listeners that this node only names.
void BrokerBuilder::make_listeners() {
  const Setting* setting = find("listeners");
  if (setting != nullptr) {
    read_endpoints(*setting, config_.endpoints_, config_.listeners_unknown_);
  } else {
    default_endpoints();
  }
  auto& listeners = config_.listeners_;
  auto is_new = [&, seen = std::unordered_set<std::string_view>()](std::string_view name) mutable {
    return seen.insert(name).second;
  };
  listeners.reserve(config_.endpoints_.size() + config_.controller_names_.size());
  for (const Endpoint& endpoint : config_.endpoints_) {
    bool named = !endpoint.refused && !(endpoint.unknown && endpoint.name.empty());
    if (!named || !is_new(endpoint.name)) continue;
    Listener& listener = listeners.emplace_back();
    listener.name = endpoint.name;
    listener.bound = endpoint;
    listener.defaulted = setting == nullptr;
  }
  for (std::string_view written : config_.controller_names_) {
    std::string_view name = upper_cased(written, config_.owned_);
    if (is_new(name)) listeners.emplace_back().name = name;
  }
  auto& by_name = config_.by_name_;
  by_name.reserve(listeners.size());
  for (size_t index = 0; index < listeners.size(); ++index) by_name.push_back(static_cast<ListenerIndex>(index));
  std::sort(by_name.begin(), by_name.end(),
            [&](ListenerIndex left, ListenerIndex right) { return listeners[left].name < listeners[right].name; });
  for (std::string_view written : config_.controller_names_) {
    listeners[config_.find_listener(upper_cased(written, config_.owned_))].controller = true;
  }
}

// Without an explicit map a listener is what its name says, and a controllers' listener of another name is PLAINTEXT
// unless TLS or SASL is named anywhere.
void BrokerBuilder::map_protocols() {
  bool explicit_map = find("listener.security.protocol.map") != nullptr;
  const auto& names = config_.controller_names_;
  bool secured = std::any_of(names.begin(), names.end(), is_tls_or_sasl) ||
                 std::any_of(config_.endpoints_.begin(), config_.endpoints_.end(),
                             [](const Endpoint& endpoint) { return is_tls_or_sasl(endpoint.name); });
  bool unsure = config_.listeners_unknown_ || config_.controller_names_unknown_;
  for (Listener& listener : config_.listeners_) {
    if (explicit_map) {
      if (const ProtocolMapping* mapping = mapping_of(listener.name)) {
        if (!mapping->ambiguous) listener.protocol = mapping->protocol;
        listener.protocol_span = mapping->span;
        listener.protocol_node = find("listener.security.protocol.map")->node;
        listener.protocol_from = Origin::From::kFile;
      }
      continue;
    }
    if (auto named = parse_protocol(listener.name)) {
      listener.protocol = *named;
      listener.protocol_from = Origin::From::kDefault;
    } else if (config_.roles_.kraft && listener.controller && !secured && !unsure && exactly_named(listener.name)) {
      listener.protocol = Protocol::kPlaintext;
      listener.protocol_from = Origin::From::kImplied;
      listener.protocol_node = find("controller.listener.names")->node;
    }
  }
}

// The implicit mapping keeps the name as written, so that one in lower case maps nothing.
bool BrokerBuilder::exactly_named(std::string_view name) const {
  const auto& names = config_.controller_names_;
  return std::find(names.begin(), names.end(), name) != names.end();
}

// `advertised.listeners` where it says; else a broker's listener is known by what it binds, and a controller's too.
void BrokerBuilder::advertise() {
  const Setting* setting = find("advertised.listeners");
  if (setting != nullptr) read_endpoints(*setting, config_.advertised_endpoints_, config_.advertised_unknown_);
  for (const Endpoint& endpoint : config_.advertised_endpoints_) {
    ListenerIndex index = endpoint.refused ? kNoListener : config_.find_listener(endpoint.name);
    if (index != kNoListener && !config_.listeners_[index].advertised) config_.listeners_[index].advertised = endpoint;
  }
  for (Listener& listener : config_.listeners_) {
    bool bound_counts = setting == nullptr || (listener.controller && !config_.advertised_unknown_);
    if (!listener.advertised && bound_counts) listener.advertised = listener.bound;
  }
}

}  // namespace klamm
