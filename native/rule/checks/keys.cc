// Names of keys: which somebody reads, and what was meant by the others.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "fix/property_edits.h"
#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"
#include "rule/checks/strays.h"

namespace klamm {
namespace {

// Calls visit(stray) for each key of that kind.
template <typename Visit>
void each_stray(CheckRun& run, Stray kind, Visit&& visit) {
  for (const StrayKey& stray : run.strays()) {
    if (stray.kind == kind) visit(stray);
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
  each_stray(run, Stray::kClient, [&](const StrayKey& stray) {
    const Setting& setting = *stray.setting;
    auto client = catalog.client(setting.key);
    if (client->security != run.params().flag("security")) return;
    std::string mend = "Delete the line; it belongs in the file of the client.";
    if (client->equivalent != kNoKey) {
      mend = fmt::format("Delete the line; if a setting of the broker is meant, write `{}`.",
                         catalog.name(client->equivalent));
    }
    if (!client->note.empty()) mend += fmt::format(" {}", client->note);
    Hit hit = hit_key(run.broker(), setting, {{"readers", readers_of(*client)}, {"mend", std::move(mend)}});
    hit.edits = {delete_setting(run.broker().document(), setting.node)};
    run.fail(std::move(hit));
  });
}

void check_topic_key(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Catalog& catalog = broker.catalog();
  each_stray(run, Stray::kTopic, [&](const StrayKey& stray) {
    const Setting& setting = *stray.setting;
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
  each_stray(run, Stray::kMisplaced, [&](const StrayKey& stray) {
    const Setting& setting = *stray.setting;
    std::string_view where = run.broker().catalog().misplaced(setting.key);
    bool gone = where.starts_with("nothing:");
    Hit hit = hit_key(run.broker(), setting,
                      {{"what", gone ? std::string("a key of brokers long before 2.8; no other reads it")
                                     : fmt::format("no key of the broker: it belongs in {}", where)},
                       {"mend", gone ? std::string("Delete the line.") : fmt::format("Move the line to {}.", where)}});
    hit.edits = {delete_setting(run.broker().document(), setting.node)};
    run.fail(std::move(hit));
  });
}

void check_key_case(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  each_stray(run, Stray::kCase, [&](const StrayKey& stray) {
    Hit hit = hit_key(broker, *stray.setting, {{"meant", std::string(stray.meant)}});
    hit.edits = {rename_setting(broker.document(), stray.setting->node, stray.meant)};
    run.fail(std::move(hit));
  });
}

void check_misspelt_key(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Document& document = broker.document();
  auto judge = [&](const Setting& setting, std::string_view prefix, const std::optional<NearMiss>& near) {
    if (!near || near->security != run.params().flag("security")) return;
    if (!prefix.empty() && (near->key == kNoKey || !broker.catalog().per_listener(near->key))) return;
    std::string meant = std::string(prefix) + std::string(near->name);
    Hit hit = hit_key(broker, setting, {{"meant", meant}});
    hit.span = document.span_of(document.node(setting.node).key, static_cast<uint32_t>(prefix.size()),
                                static_cast<uint32_t>(setting.key.size()));
    hit.edits = {rename_setting(document, setting.node, meant)};
    run.fail(std::move(hit));
  };
  each_stray(run, Stray::kNearMiss, [&](const StrayKey& stray) { judge(*stray.setting, {}, stray.near); });
  for (const Setting& setting : broker.settings()) {
    bool candidate = setting.id == kNoKey && setting.last && setting.listener != kNoListener && !setting.base.empty();
    if (!candidate) continue;
    std::string_view prefix = setting.key.substr(0, setting.key.size() - setting.base.size());
    judge(setting, prefix, broker.catalog().nearest(setting.base, broker.target().version));
  }
}

void check_unknown_key(CheckRun& run) {
  each_stray(run, Stray::kUnknown, [&](const StrayKey& stray) {
    if (run.full()) return run.fail({});
    Hit hit = hit_key(run.broker(), *stray.setting);
    hit.edits = {delete_setting(run.broker().document(), stray.setting->node)};
    run.fail(std::move(hit));
  });
}

// params: keys; value: only where it is that; changed: only where it is not the default; deleted: that is its fix.
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
    Hit hit = hit_key(broker, *setting);
    if (run.params().flag("deleted")) hit.edits = {delete_setting(broker.document(), setting->node)};
    run.fail(std::move(hit));
  }
}

}  // namespace klamm
