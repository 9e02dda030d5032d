// What another version of Kafka makes of the same file: asked for by --upgrade-to, silent without it.
#include <fmt/format.h>

#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

struct Upgrade {
  KafkaVersion from;
  KafkaVersion to;
};

std::optional<Upgrade> upgrade_of(const BrokerConfig& broker) {
  if (!broker.options().upgrade_to) return std::nullopt;
  return Upgrade{broker.target().version, *broker.options().upgrade_to};
}

// Calls visit(setting) for each line that decides a key of the catalog.
template <typename Visit>
void each_catalogued(const BrokerConfig& broker, Visit&& visit) {
  for (const Setting& setting : broker.settings()) {
    bool own = setting.base == setting.key || setting.listener != kNoListener;
    if (setting.last && setting.id != kNoKey && own && !setting.conditional) visit(setting);
  }
}

std::string default_text(const KeyDef& definition) {
  if (!definition.default_value) return "none";
  return definition.default_value->empty() ? "empty" : fmt::format("`{}`", *definition.default_value);
}

}  // namespace

// params: security: keys that decide security, instead of all others.
void check_upgrade_removes(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Catalog& catalog = broker.catalog();
  auto upgrade = upgrade_of(broker);
  if (!upgrade) return;
  each_catalogued(broker, [&](const Setting& setting) {
    if (!catalog.exists(setting.id, upgrade->from) || catalog.exists(setting.id, upgrade->to)) return;
    if (catalog.security(setting.id) != run.params().flag("security")) return;
    auto removed = catalog.removed(setting.id);
    std::string_view instead = catalog.replacement(setting.id);
    run.fail(hit_key(broker, setting,
                     {{"to", upgrade->to.text()},
                      {"removed", removed ? removed->text() : upgrade->to.text()},
                      {"mend", std::string(instead.empty() ? std::string_view("Delete the line.") : instead)}}));
  });
}

// Bounds that became narrower, types that changed.
void check_upgrade_refuses(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Catalog& catalog = broker.catalog();
  auto upgrade = upgrade_of(broker);
  if (!upgrade) return;
  each_catalogued(broker, [&](const Setting& setting) {
    auto now = catalog.define(setting.id, upgrade->from);
    auto then = catalog.define(setting.id, upgrade->to);
    if (!now || !then || setting.unknown) return;
    if (!parse_value(now->type, catalog.validator(setting.id, upgrade->from), setting.value).ok()) return;
    auto parsed = parse_value(then->type, catalog.validator(setting.id, upgrade->to), setting.value);
    if (parsed.ok()) return;
    std::string accepted = then->validator.empty() ? fmt::format("a value of type {}", key_type_name(then->type))
                                                   : std::string(then->validator);
    run.fail(hit_value(setting, {{"to", upgrade->to.text()}, {"accepted", std::move(accepted)}}));
  });
}

// What the file leaves to Kafka, and Kafka decides otherwise then.
void check_upgrade_changes_default(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Catalog& catalog = broker.catalog();
  auto upgrade = upgrade_of(broker);
  if (!upgrade) return;
  for (size_t index = 0; index < catalog.size(); ++index) {
    auto key = static_cast<KeyId>(index);
    if (catalog.scope(key) != KeyScope::kBroker) continue;
    auto now = catalog.define(key, upgrade->from);
    auto then = catalog.define(key, upgrade->to);
    if (!now || !then || now->internal || then->internal || now->required || then->required) continue;
    if (now->default_value == then->default_value) continue;
    // Kafka's null and an empty list are the same to whoever reads the key.
    if (now->default_value.value_or("").empty() && then->default_value.value_or("").empty()) continue;
    if (broker.get(key).is_explicit() || broker.get(key).unknown()) continue;
    Hit hit = hit_absent(broker, catalog.name(key));
    hit.holes.emplace_back("to", upgrade->to.text());
    hit.holes.emplace_back("before", default_text(*now));
    hit.holes.emplace_back("after", default_text(*then));
    run.fail(std::move(hit));
  }
}

void check_upgrade_deprecates(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Catalog& catalog = broker.catalog();
  auto upgrade = upgrade_of(broker);
  if (!upgrade) return;
  each_catalogued(broker, [&](const Setting& setting) {
    if (!catalog.exists(setting.id, upgrade->to) || catalog.deprecated(setting.id, upgrade->from)) return;
    auto deprecation = catalog.deprecated(setting.id, upgrade->to);
    if (!deprecation) return;
    run.fail(hit_key(broker, setting,
                     {{"to", upgrade->to.text()},
                      {"since", deprecation->since.text()},
                      {"mend", std::string(deprecation->instead.empty() ? std::string_view("Delete the line.")
                                                                        : deprecation->instead)}}));
  });
}

void check_upgrade_without_zookeeper(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  auto upgrade = upgrade_of(broker);
  const Setting* connect = broker.setting("zookeeper.connect");
  if (!upgrade || connect == nullptr || broker.roles().kraft || upgrade->to <= kLastZooKeeperKafka) return;
  run.fail(hit_key(broker, *connect, {{"to", upgrade->to.text()}}));
}

}  // namespace klamm
