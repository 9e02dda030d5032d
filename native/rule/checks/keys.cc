// Names of keys: which somebody reads, and what was meant by the others.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "fix/property_edits.h"
#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

// What nobody reads under its own name, told apart in this order.
enum class Stray : uint8_t { kNone, kTopic, kClient, kMisplaced, kCase, kNearMiss, kUnknown };

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

// What the catalog's tables alone tell; kUnknown: nothing.
Stray listed(const BrokerConfig& broker, const Setting& setting) {
  bool read = setting.id != kNoKey || setting.key.empty() || setting.key_unknown || !setting.prefix_listener.empty() ||
              setting.key.starts_with("listener.name.") || !setting.last || setting.conditional;
  const Catalog& catalog = broker.catalog();
  if (read || catalog.foreign(setting.key)) return Stray::kNone;
  if (catalog.find(setting.key, KeyScope::kTopic) != kNoKey) return Stray::kTopic;
  if (catalog.client(setting.key)) return Stray::kClient;
  if (!catalog.misplaced(setting.key).empty()) return Stray::kMisplaced;
  return Stray::kUnknown;
}

// What comparing an unknown key with every name tells.
Stray compared(const BrokerConfig& broker, const Setting& setting) {
  if (!other_case(broker, setting.key).empty()) return Stray::kCase;
  // Where the key that was meant is set too, nothing is missing.
  auto near = broker.catalog().nearest(setting.key, broker.target().version);
  if (near && broker.setting(near->name) == nullptr) return Stray::kNearMiss;
  return Stray::kUnknown;
}

// Whether the one table that a kind rests on has the key; true where it rests on none.
bool in_table_of(const Catalog& catalog, Stray kind, std::string_view key) {
  switch (kind) {
    case Stray::kTopic:
      return catalog.find(key, KeyScope::kTopic) != kNoKey;
    case Stray::kClient:
      return catalog.client(key).has_value();
    case Stray::kMisplaced:
      return !catalog.misplaced(key).empty();
    default:
      return true;
  }
}

// Calls visit(setting) for each setting of that kind.
template <typename Visit>
void each_stray(CheckRun& run, Stray kind, Visit&& visit) {
  const BrokerConfig& broker = run.broker();
  size_t count = 0;
  for (const Setting& setting : broker.settings()) {
    if (setting.id != kNoKey || !in_table_of(broker.catalog(), kind, setting.key)) continue;
    Stray found = listed(broker, setting);
    if (found == Stray::kUnknown && kind >= Stray::kCase) {
      if (++count <= kCompared) {
        found = compared(broker, setting);
      } else if (kind != Stray::kUnknown) {
        return;
      }
    }
    if (found == kind) visit(setting);
  }
}

bool decides_security(const Catalog& catalog, const Setting& setting) {
  if (setting.id != kNoKey) return catalog.security(setting.id);
  auto foreign = catalog.foreign(setting.base);
  return foreign && foreign->security;
}

std::string readers_of(const ClientKey& client) {
  struct Reader {
    uint8_t bits;
    std::string_view name;
  };
  constexpr uint8_t kClients = ClientKey::kProducer | ClientKey::kConsumer | ClientKey::kAdmin;
  constexpr std::array<Reader, 6> kReaders = {{{kClients, "clients"},
                                               {ClientKey::kProducer, "producers"},
                                               {ClientKey::kConsumer, "consumers"},
                                               {ClientKey::kAdmin, "admin clients"},
                                               {ClientKey::kConnect, "Kafka Connect"},
                                               {ClientKey::kStreams, "Kafka Streams"}}};
  std::vector<std::string_view> names;
  uint8_t rest = client.readers;
  for (const Reader& reader : kReaders) {
    if (reader.bits == 0 || (rest & reader.bits) != reader.bits) continue;
    names.push_back(reader.name);
    rest = static_cast<uint8_t>(rest & ~reader.bits);
  }
  std::string out;
  for (size_t index = 0; index < names.size(); ++index) {
    if (index > 0) out += index + 1 == names.size() ? " and " : ", ";
    out += names[index];
  }
  return out;
}

// Lines of one key that another replaces, with that other one.
struct Repeat {
  const Setting* winner;
  const Setting* loser;
};

}  // namespace

void check_duplicate_keys(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  std::vector<Repeat> repeats;
  for (const Setting& setting : broker.settings()) {
    if (setting.last || setting.key_unknown || setting.conditional) continue;
    const Setting* winner = broker.setting(setting.key);
    if (winner != nullptr && !winner->conditional) repeats.push_back({winner, &setting});
  }
  std::stable_sort(repeats.begin(), repeats.end(),
                   [](const Repeat& a, const Repeat& b) { return a.winner < b.winner; });
  for (auto first = repeats.begin(); first != repeats.end();) {
    auto last = std::find_if(first, repeats.end(), [&](const Repeat& one) { return one.winner != first->winner; });
    const Setting& winner = *first->winner;
    bool differ = std::any_of(
        first, last, [&](const Repeat& one) { return java_trim(one.loser->value) != java_trim(winner.value); });
    if ((differ && decides_security(broker.catalog(), winner)) == run.params().flag("security")) {
      Hit hit = hit_value(winner, {{"count", std::to_string(last - first + 1)}});
      for (auto one = first; one != last; ++one) {
        hit.related.emplace_back(one->loser->node, "replaced by the later line");
        hit.edits.push_back(delete_setting(broker.document(), one->loser->node));
      }
      run.fail(std::move(hit));
    }
    first = last;
  }
}

void check_client_keys(CheckRun& run) {
  const Catalog& catalog = run.broker().catalog();
  each_stray(run, Stray::kClient, [&](const Setting& setting) {
    auto client = catalog.client(setting.key);
    if (client->security != run.params().flag("security")) return;
    std::string mend = "Delete the line; it belongs in the file of the client.";
    if (client->equivalent != kNoKey) {
      mend = fmt::format("Delete the line; if a setting of the broker is meant, write `{}`.",
                         catalog.name(client->equivalent));
    }
    if (!client->note.empty()) mend += fmt::format(" {}", client->note);
    run.fail(hit_key(run.broker(), setting, {{"readers", readers_of(*client)}, {"mend", std::move(mend)}}));
  });
}

void check_topic_key(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Catalog& catalog = broker.catalog();
  each_stray(run, Stray::kTopic, [&](const Setting& setting) {
    KeyId meant = catalog.synonym(catalog.find(setting.key, KeyScope::kTopic));
    bool has = meant != kNoKey && catalog.exists(meant, broker.target().version);
    std::string name(has ? catalog.name(meant) : std::string_view());
    Hit hit = hit_key(broker, setting);
    hit.holes = {{"broker", has ? fmt::format("the broker's default for it is `{}`", name)
                                : std::string("brokers have no default for it")},
                 {"mend", has ? fmt::format("Write `{}`.", name)
                              : std::string("Delete the line, and set it on the topics themselves (kafka-configs).")},
                 {"meant", name}};
    if (has) hit.edits = {rename_setting(broker.document(), setting.node, name)};
    run.fail(std::move(hit));
  });
}

void check_misplaced_key(CheckRun& run) {
  each_stray(run, Stray::kMisplaced, [&](const Setting& setting) {
    std::string_view where = run.broker().catalog().misplaced(setting.key);
    bool gone = where.starts_with("nothing:");
    run.fail(hit_key(run.broker(), setting,
                     {{"what", gone ? std::string("a key of brokers long before 2.8; no other reads it")
                                    : fmt::format("no key of the broker: it belongs in {}", where)},
                      {"mend", gone ? std::string("Delete the line.") : fmt::format("Move the line to {}.", where)}}));
  });
}

void check_key_case(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  each_stray(run, Stray::kCase, [&](const Setting& setting) {
    std::string meant(other_case(broker, setting.key));
    Hit hit = hit_key(broker, setting, {{"meant", meant}});
    hit.edits = {rename_setting(broker.document(), setting.node, meant)};
    run.fail(std::move(hit));
  });
}

void check_misspelt_key(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Document& document = broker.document();
  auto judge = [&](const Setting& setting, std::string_view prefix) {
    auto near = broker.catalog().nearest(setting.key.substr(prefix.size()), broker.target().version);
    if (!near || near->security != run.params().flag("security")) return;
    if (!prefix.empty() && (near->key == kNoKey || !broker.catalog().per_listener(near->key))) return;
    std::string meant = std::string(prefix) + std::string(near->name);
    Hit hit = hit_key(broker, setting, {{"meant", meant}});
    hit.span = document.span_of(document.node(setting.node).key, static_cast<uint32_t>(prefix.size()),
                                static_cast<uint32_t>(setting.key.size()));
    hit.edits = {rename_setting(document, setting.node, meant)};
    run.fail(std::move(hit));
  };
  each_stray(run, Stray::kNearMiss, [&](const Setting& setting) { judge(setting, {}); });
  for (const Setting& setting : broker.settings()) {
    bool candidate = setting.id == kNoKey && setting.last && setting.listener != kNoListener && !setting.base.empty();
    if (candidate) judge(setting, setting.key.substr(0, setting.key.size() - setting.base.size()));
  }
}

void check_unknown_key(CheckRun& run) {
  each_stray(run, Stray::kUnknown, [&](const Setting& setting) { run.fail(hit_key(run.broker(), setting)); });
}

// params: keys; value: only where it is that; changed: only where it is not the default.
void check_keys_present(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Catalog& catalog = broker.catalog();
  std::string_view value = run.params().text("value");
  bool changed = run.params().flag("changed");
  for (std::string_view key : run.params().list("keys")) {
    const Setting* setting = broker.setting(key);
    if (setting == nullptr) continue;
    if (!value.empty() || changed) {
      auto definition = setting->id == kNoKey ? std::nullopt : catalog.define(setting->id, broker.target().version);
      if (!definition) continue;
      if (setting->unknown) {
        run.unknown(setting->node, "the value that it is rendered with");
        continue;
      }
      std::string_view written = java_trim(setting->value);
      if (!value.empty() && !same_letters(written, value)) continue;
      if (changed && definition->default_value && written == *definition->default_value) continue;
    } else if (setting->conditional) {
      run.unknown(setting->node, "whether the template writes this line");
      continue;
    }
    run.fail(hit_key(broker, *setting));
  }
}

}  // namespace klamm
