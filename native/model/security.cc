#include <algorithm>

#include "klamm/value.h"
#include "model/broker_builder.h"
#include "model/text.h"

namespace klamm {
namespace {

// More mechanisms than this at a listener are not read, since every listener of a node may repeat them.
constexpr auto kMaxMechanisms = 64;

// nullopt for too many.
std::optional<ListItems> mechanisms_of(std::string_view text) {
  if (std::count(text.begin(), text.end(), ',') >= kMaxMechanisms) return std::nullopt;
  ListItems items;
  for (std::string_view item : split_list(text)) {
    if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
  }
  return items;
}

}  // namespace

// A node that is a controller only has no part in it.
void BrokerBuilder::find_inter_broker() {
  if (!config_.roles_.broker) return;
  InterBroker& inter = config_.inter_broker_;
  const Setting* named = find("inter.broker.listener.name");
  const Setting* setting = named != nullptr ? named : find("security.inter.broker.protocol");
  if (setting != nullptr) inter.origin = {Origin::From::kFile, setting->node};
  if (setting != nullptr && setting->unknown) {
    inter.unknown = true;
    return;
  }
  if (named != nullptr) {
    inter.name = upper_cased(java_trim(named->value), config_.owned_);
  } else {
    if (setting == nullptr) inter.origin.from = Origin::From::kDefault;
    inter.name = upper_cased(text_of("security.inter.broker.protocol"), config_.owned_);
    inter.protocol = parse_protocol(inter.name).value_or(Protocol::kUnknown);
  }
  inter.listener = config_.find_listener(inter.name);
  if (inter.listener != kNoListener) config_.listeners_[inter.listener].inter_broker = true;
  if (named == nullptr) return;  // brokers speak that protocol even where the listener of its name is mapped to another
  if (inter.listener != kNoListener) {
    inter.protocol = config_.listeners_[inter.listener].protocol;
  } else if (const ProtocolMapping* mapping = mapping_of(inter.name)) {
    if (!mapping->ambiguous) inter.protocol = mapping->protocol;
  } else if (find("listener.security.protocol.map") == nullptr) {
    inter.protocol = parse_protocol(inter.name).value_or(Protocol::kUnknown);
  }
}

// What each listener asks of its clients.
void BrokerBuilder::describe_listeners() {
  const Catalog& catalog = *config_.catalog_;
  KeyId client_auth = catalog.find("ssl.client.auth");
  KeyId mechanisms = catalog.find("sasl.enabled.mechanisms");
  if (const Setting* control = config_.roles_.kraft ? nullptr : find("control.plane.listener.name")) {
    auto index = config_.find_listener(upper_cased(java_trim(control->value), config_.owned_));
    if (index != kNoListener && !control->unknown) config_.listeners_[index].control_plane = true;
  }
  for (size_t at = 0; at < config_.listeners_.size(); ++at) {
    Listener& listener = config_.listeners_[at];
    auto index = static_cast<ListenerIndex>(at);
    if (listener.protocol == Protocol::kUnknown) {
      listener.client_auth.state = Value::State::kUnknown;
      listener.mechanisms_unknown = true;
      continue;
    }
    if (listener.encrypted()) listener.client_auth = effective_client_auth(client_auth, index, listener.protocol);
    if (!listener.sasl()) continue;
    Value value = config_.get(mechanisms, index);
    auto items = value.known() ? mechanisms_of(value.text) : std::nullopt;
    listener.mechanisms_unknown = !items;
    if (items) listener.mechanisms = std::move(*items);
  }
}

// Beside SASL, ssl.client.auth counts only when it is written for the listener itself.
Value BrokerBuilder::effective_client_auth(KeyId key, ListenerIndex listener, Protocol protocol) const {
  Value value = config_.get(key, listener);
  if (protocol != Protocol::kSaslSsl) return value;
  if (config_.own(key, listener) != kNone || config_.wildcard(key, config_.listeners_[listener].name, {})) return value;
  Value forced;
  forced.state = Value::State::kKnown;
  forced.text = "none";
  forced.origin = {Origin::From::kImplied, value.origin.node};
  return forced;
}

}  // namespace klamm
