// TLS: whose certificates are asked for and checked, and by which protocols.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

// Over which this node connects to others, by TLS.
bool connects_over(const BrokerConfig& broker, const Listener& listener) {
  bool peer = (listener.inter_broker && broker.roles().broker) || (listener.controller && broker.roles().kraft);
  return peer && listener.encrypted();
}

// The listener for which a setting of `key` is the effective one; nullptr without any among those that `wanted` names.
template <typename Wanted>
const Listener* in_force_at(const BrokerConfig& broker, const Setting& setting, Wanted&& wanted) {
  if (setting.base != setting.key) {
    const Listener* own = setting.listener == kNoListener ? nullptr : &broker.listeners()[setting.listener];
    return own != nullptr && wanted(*own) ? own : nullptr;
  }
  for (const Listener& listener : broker.listeners()) {
    if (wanted(listener) && broker.get(setting.id, index_of(broker, listener)).origin.node == setting.node)
      return &listener;
  }
  return nullptr;
}

}  // namespace

void check_client_auth_ignored(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* setting = broker.setting("ssl.client.auth");
  if (setting == nullptr) return;
  const Listener* ignoring = nullptr;
  for (const Listener& listener : broker.listeners()) {
    if (!listener.bound) continue;
    if (listener.protocol == Protocol::kUnknown) {
      run.unknown(listener.bound->node, "the protocol that the listener is mapped to");
      return;
    }
    if (listener.protocol == Protocol::kSsl) return;
    bool own = listener.client_auth.is_explicit() || listener.client_auth.unknown();
    if (listener.protocol == Protocol::kSaslSsl && !own && ignoring == nullptr) ignoring = &listener;
  }
  if (ignoring == nullptr) return;
  if (setting->unknown) {
    run.unknown(setting->node, "the value that it is rendered with");
    return;
  }
  if (java_trim(setting->value) == "none") return;
  run.fail(hit_value(*setting, {{"lower", lower_letters(ignoring->name)}}));
}

void check_hostname_verification_off(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  KeyId key = broker.catalog().find("ssl.endpoint.identification.algorithm");
  for (const Setting& setting : broker.settings()) {
    if (setting.id != key || !setting.last || setting.key_unknown) continue;
    const Listener* over =
        in_force_at(broker, setting, [&](const Listener& one) { return connects_over(broker, one); });
    if (over == nullptr) continue;
    if (setting.unknown) {
      run.unknown(setting.node, "the value that it is rendered with");
      continue;
    }
    if (!java_trim(setting.value).empty()) continue;
    run.fail(hit_value(setting, {{"listener", std::string(over->name)}}));
  }
}

void check_legacy_tls(CheckRun& run) {
  constexpr std::array<std::string_view, 4> kLegacy = {"SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.1"};
  const BrokerConfig& broker = run.broker();
  KeyId key = broker.catalog().find("ssl.enabled.protocols");
  for (const Setting& setting : broker.settings()) {
    if (setting.id != key || !setting.last || setting.key_unknown) continue;
    if (in_force_at(broker, setting, [](const Listener& one) { return one.encrypted(); }) == nullptr) continue;
    if (setting.unknown) {
      run.unknown(setting.node, "the value that it is rendered with");
      continue;
    }
    std::vector<uint32_t> offsets;
    ListItems items = split_list(setting.value, &offsets);
    for (size_t index = 0; index < items.size(); ++index) {
      if (std::find(kLegacy.begin(), kLegacy.end(), items[index]) == kLegacy.end()) continue;
      run.fail(hit_part(broker, setting, offsets[index], offsets[index] + items[index].size(),
                        {{"protocol", std::string(items[index])}}));
    }
  }
}

void check_key_store_shared(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  KeyId key = broker.catalog().find("ssl.keystore.location");
  ListenerIndex index = broker.inter_broker().listener;
  if (index == kNoListener) return;
  const Listener& between = broker.listeners()[index];
  Value own = broker.get(key, index);
  if (!between.bound || !between.encrypted() || !for_brokers_alone(broker, between) || !own.known()) return;
  for (const Listener& other : broker.listeners()) {
    if (&other == &between || !other.bound || other.controller || !other.encrypted()) continue;
    Value store = broker.get(key, index_of(broker, other));
    if (!store.known() || store.text != own.text || store.text.empty() || !own.is_explicit()) continue;
    Hit hit;
    hit.node = own.origin.node;
    hit.holes = {{"listener", std::string(between.name)},
                 {"other", std::string(other.name)},
                 {"store", std::string(store.text)},
                 {"lower", lower_letters(between.name)}};
    run.fail(std::move(hit));
    return;
  }
}

}  // namespace klamm
