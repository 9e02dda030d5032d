// TLS: whose certificates are asked for and checked, and by which protocols.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "fix/property_edits.h"
#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"
#include "rule/checks/in_force.h"
#include "rule/evaluator.h"

namespace klamm {
namespace {

using Words = std::vector<std::string_view>;

// The suites of TLS 1.3 name neither key exchange nor certificate.
bool is_of_13(std::string_view suite) { return suite.starts_with("TLS_") && suite.find("_WITH_") == suite.npos; }

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
  Hit hit = hit_value(*setting, {{"lower", lower_letters(ignoring->name)}});
  std::string own = fmt::format("listener.name.{}.ssl.client.auth", lower_letters(ignoring->name));
  hit.edits = {rename_setting(broker.document(), setting->node, own)};
  run.fail(std::move(hit));
}

void check_hostname_verification_off(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  KeyId key = broker.catalog().find("ssl.endpoint.identification.algorithm");
  for (const Setting& setting : broker.settings()) {
    if (setting.id != key || !setting.last || setting.key_unknown) continue;
    const Listener* over = in_force_at(broker, setting, "peer");
    if (over == nullptr) continue;
    if (setting.unknown) {
      run.unknown(setting.node, "the value that it is rendered with");
      continue;
    }
    if (!java_trim(setting.value).empty()) continue;
    Hit hit = hit_value(setting, {{"listener", std::string(over->name)}});
    hit.edits = {delete_setting(broker.document(), setting.node)};
    run.fail(std::move(hit));
  }
}

void check_legacy_tls(CheckRun& run) {
  constexpr std::array<std::string_view, 4> kLegacy = {"SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.1"};
  const BrokerConfig& broker = run.broker();
  KeyId key = broker.catalog().find("ssl.enabled.protocols");
  for (const Setting& setting : broker.settings()) {
    if (setting.id != key || !setting.last || setting.key_unknown) continue;
    if (in_force_at(broker, setting, "tls") == nullptr) continue;
    if (setting.unknown) {
      run.unknown(setting.node, "the value that it is rendered with");
      continue;
    }
    std::vector<uint32_t> offsets;
    ListItems items = split_list(setting.value, &offsets);
    for (size_t index = 0; index < items.size(); ++index) {
      if (std::find(kLegacy.begin(), kLegacy.end(), items[index]) == kLegacy.end()) continue;
      Hit hit = hit_part(broker, setting, offsets[index], offsets[index] + items[index].size(),
                         {{"protocol", std::string(items[index])}});
      std::string rest;
      for (std::string_view item : items) {
        if (std::find(kLegacy.begin(), kLegacy.end(), item) != kLegacy.end()) continue;
        rest += rest.empty() ? std::string(item) : fmt::format(",{}", item);
      }
      // With nothing left the default is better than any list.
      hit.edits = {rest.empty() ? delete_setting(broker.document(), setting.node)
                                : replace_value(broker.document(), setting.node, rest)};
      run.fail(std::move(hit));
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

// A list of suites of which none fits a protocol that is enabled.
void check_suites_of_another_protocol(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  KeyId key = broker.catalog().find("ssl.cipher.suites");
  KeyId protocols = broker.catalog().find("ssl.enabled.protocols");
  for (const Setting& setting : broker.settings()) {
    if (setting.id != key || !setting.last || setting.key_unknown || setting.unknown) continue;
    const Listener* at = in_force_at(broker, setting, "tls");
    if (at == nullptr) continue;
    Value enabled = broker.get(protocols, index_of(broker, *at));
    Words suites = split_list(setting.value);
    if (!enabled.known() || suites.empty()) continue;
    for (std::string_view protocol : split_list(enabled.text)) {
      bool modern = protocol == "TLSv1.3";
      if (!modern && protocol != "TLSv1.2") continue;
      bool fits = std::any_of(suites.begin(), suites.end(), [&](auto suite) { return is_of_13(suite) == modern; });
      if (!fits) run.fail(hit_value(setting, {{"protocol", std::string(protocol)}}));
    }
  }
}

// Settings of SASL on a node whose listeners all speak TLS without it. params: keys, as globs over the key behind its
// prefix.
void check_sasl_unused(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (broker.listeners_unknown() || broker.protocol_map_unknown() || broker.controller_names_unknown()) return;
  bool all = std::all_of(broker.listeners().begin(), broker.listeners().end(),
                         [](const Listener& one) { return one.protocol == Protocol::kSsl; });
  if (!all || broker.listeners().empty() || !stands_alone(broker)) return;
  Words keys = run.params().list("keys");
  for (const Setting& setting : broker.settings()) {
    bool found = setting.last && !setting.conditional &&
                 std::any_of(keys.begin(), keys.end(), [&](auto glob) { return glob_match(glob, setting.base); });
    if (!found || java_trim(setting.value).empty()) continue;
    run.fail(hit_key(broker, setting));
    return;
  }
}

// A store of one format under a name of another. params: kinds, `TYPE=glob` of names that are surely of another.
void check_store_of_another_type(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (std::string_view which : {"keystore", "truststore"}) {
    KeyId location = broker.catalog().find(fmt::format("ssl.{}.location", which));
    KeyId type = broker.catalog().find(fmt::format("ssl.{}.type", which));
    for (const Setting& setting : broker.settings()) {
      if (setting.id != location || !setting.last || setting.key_unknown || setting.unknown) continue;
      const Listener* at = in_force_at(broker, setting, "tls");
      if (at == nullptr) continue;
      Value kind = broker.get(type, index_of(broker, *at));
      if (!kind.known() || !kind.is_explicit()) continue;
      std::string pair = lower_letters(fmt::format("{}={}", java_trim(kind.text), java_trim(setting.value)));
      for (std::string_view wrong : run.params().list("kinds")) {
        if (!glob_match(wrong, pair)) continue;
        run.fail(hit_value(setting, {{"type", std::string(java_trim(kind.text))}}));
        break;
      }
    }
  }
}

}  // namespace klamm
