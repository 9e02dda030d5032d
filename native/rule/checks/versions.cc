// Keys and values of other versions.
#include <fmt/format.h>

#include <algorithm>

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
  std::vector<std::string_view> except;
  each_known(broker, [&](const Setting& setting) {
    auto removed = catalog.removed(setting.id);
    if (!removed || version < *removed || catalog.exists(setting.id, version)) return;
    if (catalog.security(setting.id) != run.params().flag("security")) return;
    if (except.empty()) except = run.params().list("except");
    if (std::find(except.begin(), except.end(), setting.key) != except.end()) return;
    std::string_view instead = catalog.replacement(setting.id);
    Hit hit = hit_key(broker, setting, {{"removed", removed->text()},
                                        {"mend", std::string(instead.empty() ? "Delete the line." : instead)}});
    hit.edits = {delete_setting(broker.document(), setting.node)};
    run.fail(std::move(hit));
  });
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
    if (pinned && *pinned < kThree) run.fail(hit_value(*setting));
  }
}

}  // namespace klamm
