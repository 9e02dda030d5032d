#include "rule/checks/strays.h"

#include "rule/checks/hits.h"

namespace klamm {
namespace {

// The key of this version, or foreign key, that differs in case alone; empty without one.
std::string_view other_case(const BrokerConfig& broker, std::string_view key) {
  const Catalog& catalog = broker.catalog();
  for (size_t index = 0; index < catalog.size(); ++index) {
    auto id = static_cast<KeyId>(index);
    std::string_view name = catalog.name(id);
    if (name.size() != key.size() || catalog.scope(id) != KeyScope::kBroker || !same_letters(name, key)) continue;
    if (catalog.exists(id, broker.target().version)) return name;
  }
  std::string lower = lower_letters(key);
  auto foreign = lower == key ? std::nullopt : catalog.foreign(lower);
  return foreign && !foreign->prefix ? foreign->name : std::string_view();
}

// A file with more unknown keys than this is none of slips of the pen: what lies beyond is not compared with every
// name.
constexpr size_t kCompared = 1000;

bool is_read(const BrokerConfig& broker, const Setting& setting) {
  const Catalog& catalog = broker.catalog();
  if (setting.id != kNoKey || setting.key.empty() || setting.key_unknown || !setting.prefix_listener.empty())
    return true;
  if (setting.last && broker.options().msk && catalog.msk(setting.key)) return true;
  if (!setting.last || setting.conditional || setting.key.starts_with("listener.name.")) return true;
  return catalog.foreign(setting.key).has_value();
}

}  // namespace

std::vector<StrayKey> find_strays(const BrokerConfig& broker) {
  const Catalog& catalog = broker.catalog();
  std::vector<StrayKey> out;
  size_t compared = 0;
  for (const Setting& setting : broker.settings()) {
    if (is_read(broker, setting)) continue;
    StrayKey stray{&setting, Stray::kUnknown, {}, {}};
    if (catalog.find(setting.key, KeyScope::kTopic) != kNoKey) {
      stray.kind = Stray::kTopic;
    } else if (catalog.client(setting.key)) {
      stray.kind = Stray::kClient;
    } else if (!catalog.misplaced(setting.key).empty()) {
      stray.kind = Stray::kMisplaced;
    } else if (++compared <= kCompared) {
      stray.meant = other_case(broker, setting.key);
      if (!stray.meant.empty()) stray.kind = Stray::kCase;
      if (stray.meant.empty()) stray.near = catalog.nearest(setting.key, broker.target().version);
      // Where the key that was meant is set too, nothing is missing.
      if (stray.near && broker.setting(stray.near->name) == nullptr) stray.kind = Stray::kNearMiss;
    }
    out.push_back(stray);
  }
  return out;
}

}  // namespace klamm
