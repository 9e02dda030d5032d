// Keys and values of other versions.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "fix/property_edits.h"
#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

// Calls visit(setting) for each plain key of the catalog that is in force.
template <typename Visit>
void each_known(const BrokerConfig& broker, Visit&& visit) {
  for (const Setting& setting : broker.settings()) {
    if (setting.last && setting.id != kNoKey && setting.base == setting.key && !setting.conditional) visit(setting);
  }
}

// Addresses and quotas of old, and the key that makes them harmless; empty for other keys.
struct Gone {
  std::string_view key;
  std::string_view instead;
};
constexpr std::array<Gone, 6> kGone = {{{"host.name", "listeners"},
                                        {"port", "listeners"},
                                        {"advertised.host.name", "advertised.listeners"},
                                        {"advertised.port", "advertised.listeners"},
                                        {"quota.producer.default", ""},
                                        {"quota.consumer.default", ""}}};

const Gone* gone(std::string_view key) {
  auto found = std::find_if(kGone.begin(), kGone.end(), [&](const Gone& one) { return one.key == key; });
  return found == kGone.end() ? nullptr : &*found;
}

// Nothing stands in for it: what it did is the default's now.
bool leaves_a_gap(const BrokerConfig& broker, const Gone& one) {
  return one.instead.empty() || broker.setting(one.instead) == nullptr;
}

// `2.8`, `2.8-IV1`, `0.10.2-IV0`; nullopt for other texts.
std::optional<KafkaVersion> protocol_version(std::string_view text) {
  text = text.substr(0, text.find('-'));
  if (text.starts_with("0.")) return KafkaVersion{0, 1};
  size_t second = text.find('.', text.find('.') == std::string_view::npos ? 0 : text.find('.') + 1);
  return parse_version(text.substr(0, second));
}

}  // namespace

void check_removed_keys(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Catalog& catalog = broker.catalog();
  KafkaVersion version = broker.target().version;
  each_known(broker, [&](const Setting& setting) {
    auto removed = catalog.removed(setting.id);
    if (!removed || version < *removed || catalog.exists(setting.id, version)) return;
    const Gone* one = gone(setting.key);
    if (one != nullptr && leaves_a_gap(broker, *one)) return;
    if ((one == nullptr && catalog.security(setting.id)) != run.params().flag("security")) return;
    std::string_view instead = catalog.replacement(setting.id);
    Hit hit =
        hit_key(broker, setting,
                {{"removed", removed->text()}, {"mend", std::string(instead.empty() ? "Delete the line." : instead)}});
    hit.edits = {delete_setting(broker.document(), setting.node)};
    run.fail(std::move(hit));
  });
}

void check_gone_keys(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const Gone& one : kGone) {
    const Setting* setting = broker.setting(one.key);
    if (setting == nullptr || !leaves_a_gap(broker, one)) continue;
    if (setting->conditional) {
      run.unknown(setting->node, "whether the template writes this line");
      continue;
    }
    Hit hit = hit_key(
        broker, *setting,
        {{"instead", std::string(one.instead.empty()          ? "there is no quota"
                                 : one.instead == "listeners" ? "the default of `listeners` is in force"
                                                              : "clients are told the address that is bound")}});
    hit.edits = {delete_setting(broker.document(), setting->node)};
    run.fail(std::move(hit));
  }
}

void check_deprecated_keys(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  each_known(broker, [&](const Setting& setting) {
    auto deprecation = broker.catalog().deprecated(setting.id, broker.target().version);
    if (!deprecation) return;
    std::string mend(deprecation->instead.empty() ? std::string_view("Delete the line.") : deprecation->instead);
    Hit hit = hit_key(broker, setting, {{"since", deprecation->since.text()}, {"mend", std::move(mend)}});
    KeyId successor = broker.catalog().successor(setting.id);
    if (successor != kNoKey && broker.setting(broker.catalog().name(successor)) == nullptr) {
      std::string name(broker.catalog().name(successor));
      hit.edits = {rename_setting(broker.document(), setting.node, name)};
      hit.holes.emplace_back("successor", std::move(name));
    }
    run.fail(std::move(hit));
  });
}

void check_newer_keys(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Catalog& catalog = broker.catalog();
  each_known(broker, [&](const Setting& setting) {
    KafkaVersion first = catalog.first(setting.id);
    // Of some keys somebody else took notice before ConfigDef did (config.providers).
    if (first <= broker.target().version || catalog.foreign(setting.key)) return;
    run.fail(hit_key(broker, setting, {{"first", first.text()}}));
  });
}

// A protocol or message format from before 3.0 on a broker that could do better.
void check_old_protocol(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  constexpr KafkaVersion kThree{3, 0};
  if (broker.target().version < kThree) return;
  for (std::string_view key : {"inter.broker.protocol.version", "log.message.format.version"}) {
    const Setting* setting = broker.setting(key);
    if (setting == nullptr) continue;
    if (setting->unknown) {
      run.unknown(setting->node, "the version that it is rendered with");
      continue;
    }
    auto pinned = protocol_version(java_trim(setting->value));
    if (!pinned || *pinned >= kThree) continue;
    Hit hit = hit_value(*setting);
    hit.edits = {delete_setting(broker.document(), setting->node)};
    run.fail(std::move(hit));
  }
}

}  // namespace klamm
