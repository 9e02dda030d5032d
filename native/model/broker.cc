#include <algorithm>

#include "klamm/value.h"
#include "model/broker_builder.h"
#include "model/java_text.h"
#include "model/text.h"

namespace klamm {
namespace {

constexpr std::string_view kProtocolNames[] = {"", "PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"};

}  // namespace

std::string_view protocol_name(Protocol protocol) { return kProtocolNames[static_cast<size_t>(protocol)]; }

std::optional<Protocol> parse_protocol(std::string_view name) {
  std::string upper = java_upper(name);
  for (size_t index = 1; index < std::size(kProtocolNames); ++index) {
    if (upper == kProtocolNames[index]) return static_cast<Protocol>(index);
  }
  return std::nullopt;
}

std::optional<bool> anonymous(const Listener& listener) {
  switch (listener.protocol) {
    case Protocol::kUnknown:
      return std::nullopt;
    case Protocol::kPlaintext:
      return true;
    case Protocol::kSaslPlaintext:
    case Protocol::kSaslSsl:
      return false;
    case Protocol::kSsl:
      break;
  }
  if (!listener.client_auth.known()) return std::nullopt;
  std::string_view text = listener.client_auth.text;
  if (text == "required") return false;
  // Anything else keeps the broker from starting.
  return text == "requested" || text == "none" ? std::optional(true) : std::nullopt;
}

BrokerConfig BrokerConfig::build(std::shared_ptr<const Document> document, const Catalog& catalog,
                                 const BrokerOptions& options) {
  return BrokerBuilder(std::move(document), catalog, options).build();
}

Value BrokerConfig::of(uint32_t index) const {
  const Setting& setting = settings_[index];
  Value value;
  value.origin = {Origin::From::kFile, setting.node};
  value.state = setting.unknown ? Value::State::kUnknown : Value::State::kKnown;
  value.text = setting.unknown ? setting.value : java_trim(setting.value);
  return value;
}

// Of a key that no line sets.
Value BrokerConfig::unset(KeyId key) const {
  std::string_view name = catalog_->name(key);
  for (const Templated& line : templated_) {
    if (may_set(line.key, name)) return of(line.setting);
  }
  for (const auto& [implied, value] : implied_) {
    if (implied == key) return value;
  }
  if (options_.delta) return {Value::State::kUnknown, {}, {}};
  if (auto own = options_.msk ? msk_default(name) : std::nullopt) return *own;
  auto definition = catalog_->define(key, target_.version);
  if (!definition || !definition->default_value) return {};
  return {Value::State::kKnown, *definition->default_value, {Origin::From::kDefault, kNoNode}};
}

// What MSK says instead of Kafka; nullopt: nothing.
std::optional<Value> BrokerConfig::msk_default(std::string_view name) const {
  auto key = catalog_->msk(name);
  if (!key) return std::nullopt;
  Value unknown;
  unknown.state = Value::State::kUnknown;
  auto known = [](std::string_view text) {
    return Value{Value::State::kKnown, text, {Origin::From::kDefault, kNoNode}};
  };
  auto either = [&](const std::optional<std::string_view>& text) {
    return text ? std::optional(known(*text)) : std::nullopt;
  };
  switch (*options_.msk) {
    case MskKind::kStandard:
      return key->varies ? unknown : either(key->standard_default);
    case MskKind::kExpress:
      if (key->express == MskKey::Express::kFixed && !key->express_default) return unknown;
      return either(key->express_default);
    case MskKind::kUnknown:
      if (!key->varies && key->standard_default == key->express_default) return either(key->standard_default);
      return unknown;
    case MskKind::kServerless:
      break;
  }
  return unknown;
}

Value BrokerConfig::get(KeyId key) const {
  if (key >= by_key_.size()) return {};
  return by_key_[key] != kNone ? of(by_key_[key]) : unset(key);
}

// Whether the node's value counts where a mechanism has none of its own: Kafka reads these four behind the mechanism
// only.
bool BrokerConfig::falls_back(KeyId key) const {
  constexpr std::string_view kMechanismOnly[] = {"sasl.jaas.config", "sasl.login.class",
                                                 "sasl.login.callback.handler.class",
                                                 "sasl.server.callback.handler.class"};
  std::string_view name = catalog_->name(key);
  return std::find(std::begin(kMechanismOnly), std::end(kMechanismOnly), name) == std::end(kMechanismOnly);
}

// The setting written for that listener (and mechanism), kNone without one.
uint32_t BrokerConfig::own(KeyId key, ListenerIndex listener, std::string_view mechanism) const {
  auto at = std::lower_bound(
      overrides_.begin(), overrides_.end(), std::pair(listener, key),
      [](const Override& entry, const auto& wanted) { return std::pair(entry.listener, entry.key) < wanted; });
  for (; at != overrides_.end() && at->listener == listener && at->key == key; ++at) {
    if (java_equals_ignoring_case(mechanism, settings_[at->setting].mechanism)) return at->setting;
  }
  return kNone;
}

Value BrokerConfig::get(KeyId key, ListenerIndex listener, std::string_view mechanism) const {
  if (key >= by_key_.size()) return {};
  uint32_t setting = own(key, listener, mechanism);
  if (setting != kNone) return of(setting);
  if (listener < listeners_.size() && !templated_.empty()) {
    if (auto wild = wildcard(key, listeners_[listener].name, mechanism)) return of(*wild);
  }
  if (mechanism.empty()) return get(key);
  return falls_back(key) ? get(key, listener) : Value();
}

// A templated line that may set the key at that listener.
std::optional<uint32_t> BrokerConfig::wildcard(KeyId key, std::string_view listener, std::string_view mechanism) const {
  std::string name = std::string(kListenerPrefix) + std::string(listener) + ".";
  if (!mechanism.empty()) name.append(mechanism) += '.';
  std::string lower;
  if (lower_case(name, lower)) name = std::move(lower);
  name.append(catalog_->name(key));
  for (const Templated& line : templated_) {
    // What is written counts as known, even though a line that may set just anything might override it.
    if (line.key.starts_with(kListenerPrefix) && may_set(line.key, name)) return line.setting;
  }
  return std::nullopt;
}

Value BrokerConfig::raw(std::string_view key) const {
  const Setting* found = setting(key);
  if (found == nullptr) return {};
  Value value = of(static_cast<uint32_t>(found - settings_.data()));
  value.text = found->value;
  return value;
}

ListenerIndex BrokerConfig::find_listener(std::string_view upper_name) const {
  auto at =
      std::lower_bound(by_name_.begin(), by_name_.end(), upper_name,
                       [this](ListenerIndex index, std::string_view name) { return listeners_[index].name < name; });
  return at != by_name_.end() && listeners_[*at].name == upper_name ? *at : kNoListener;
}

}  // namespace klamm
