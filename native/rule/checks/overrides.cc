// Keys behind `listener.name.<listener>.`
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "fix/property_edits.h"
#include "model/text.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"
#include "rule/near_miss.h"

namespace klamm {
namespace {

// The listener that a prefix means, however it is written.
ListenerIndex meant_listener(const BrokerConfig& broker, std::string_view prefix) {
  std::string upper;
  return broker.find_listener(upper_case(prefix, upper) ? std::string_view(upper) : prefix);
}

}  // namespace

// params: security: keys that decide it, instead of all others.
void check_override_in_capitals(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const Setting& setting : broker.settings()) {
    std::string_view prefix = setting.prefix_listener;
    if (!setting.last || setting.key_unknown || prefix.empty() || is_lower_case(prefix)) continue;
    if (meant_listener(broker, prefix) == kNoListener) continue;
    bool security = setting.id != kNoKey && broker.catalog().security(setting.id);
    if (security != run.params().flag("security")) continue;
    std::string small;
    lower_case(prefix, small);
    size_t at = setting.key.find(prefix);
    std::string key =
        std::string(setting.key.substr(0, at)) + small + std::string(setting.key.substr(at + prefix.size()));
    Hit hit = hit_key(broker, setting, {{"lower", key}});
    hit.edits = {rename_setting(broker.document(), setting.node, key)};
    run.fail(std::move(hit));
  }
}

// Once for each name.
void check_override_of_no_listener(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!broker.roles().broker) return;  // controllers may share a file with brokers
  struct Dead {
    const Setting* first;
    size_t count;
  };
  std::unordered_map<std::string_view, Dead> dead;
  for (const Setting& setting : broker.settings()) {
    if (setting.prefix_listener.empty() || setting.key_unknown) continue;
    if (meant_listener(broker, setting.prefix_listener) != kNoListener) continue;
    if (broker.listeners_unknown() || broker.controller_names_unknown()) {
      run.unknown(setting.node, "the names that `listeners` is rendered with");
      return;
    }
    ++dead.try_emplace(setting.prefix_listener, Dead{&setting, 0}).first->second.count;
  }
  std::vector<std::string_view> names;
  for (const auto& [name, found] : dead) {
    if (names.empty()) {
      for (const Listener& listener : broker.listeners()) names.push_back(listener.name);
    }
    std::string upper;
    std::string meant = did_you_mean(upper_case(name, upper) ? std::string_view(upper) : name, names);
    run.fail(hit_key(broker, *found.first,
                     {{"name", std::string(name)},
                      {"meant", std::move(meant)},
                      {"count", found.count == 1 ? std::string("1 key") : fmt::format("{} keys", found.count)}}));
  }
}

void check_override_without_effect(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Catalog& catalog = broker.catalog();
  for (const Setting& setting : broker.settings()) {
    if (!setting.last || setting.listener == kNoListener || setting.key_unknown) continue;
    bool known = setting.id != kNoKey && !catalog.per_listener(setting.id);
    auto client = setting.id == kNoKey ? catalog.client(setting.base) : std::nullopt;
    if (!known && !client) continue;
    std::string mend = fmt::format("Set `{}` for the whole broker, without the prefix.", setting.base);
    if (client) {
      mend = setting.base == "security.protocol"
                 ? "Delete the line; `listener.security.protocol.map` says what a listener speaks."
                 : "Delete the line; it is a setting of clients.";
    }
    Hit hit = hit_key(broker, setting, {{"base", std::string(setting.base)}, {"mend", std::move(mend)}});
    hit.edits = {delete_setting(broker.document(), setting.node)};
    run.fail(std::move(hit));
  }
}

}  // namespace klamm
