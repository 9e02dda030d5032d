// What people and generators write in configs/catalog/ becomes a CatalogModel. Tables may stand in any file, in any
// order.
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "klamm/catalog_build.h"
#include "model/catalog_model.h"
#include "model/catalog_toml.h"

namespace klamm {
namespace {

constexpr std::array kTables = {"versions",  "broker",   "topic",        "client",        "client_note", "foreign",
                                "misplaced", "security", "per_listener", "per_mechanism", "note",        "msk"};

class Compiler {
 public:
  Result<std::string> compile(const std::vector<CatalogSource>& sources) {
    for (const CatalogSource& source : sources) parse(source);
    each("versions", [this](const toml::node& node) { versions(node); });
    each("broker", [this](const toml::node& node) { keys(node, model_.broker); });
    each("topic", [this](const toml::node& node) { keys(node, model_.topic); });
    each("client", [this](const toml::node& node) { clients(node); });
    each("foreign", [this](const toml::node& node) { foreign(node); });
    each("misplaced", [this](const toml::node& node) { misplaced(node); });
    each("security", [this](const toml::node& node) { mark(node, &KeyModel::security); });
    each("per_listener", [this](const toml::node& node) { mark(node, &KeyModel::per_listener); });
    each("per_mechanism", [this](const toml::node& node) { mark(node, &KeyModel::per_mechanism); });
    each("note", [this](const toml::node& node) { notes(node); });
    each("msk", [this](const toml::node& node) { msk(node); });
    each("client_note", [this](const toml::node& node) { client_notes(node); });
    if (toml_.error()) return *toml_.error();
    if (model_.versions.empty()) return Error{"the catalog names no versions"};
    return write_catalog_section(model_);
  }

 private:
  void parse(const CatalogSource& source) {
    toml::parse_result parsed = toml::parse(source.toml, source.name);
    if (!parsed) {
      const toml::parse_error& error = parsed.error();
      return toml_.complain(source.name, error.source(), std::string(error.description()));
    }
    tables_.push_back({source.name, std::move(parsed).table()});
    for (const auto& [key, value] : tables_.back().second) {
      if (std::find(kTables.begin(), kTables.end(), key.str()) == kTables.end()) {
        toml_.complain(source.name, value.source(), fmt::format("no table of a catalog: `{}`", key.str()));
      }
    }
  }

  template <class Visit>
  void each(std::string_view table, Visit visit) {
    for (const auto& [name, root] : tables_) {
      toml_.enter(name);
      if (const toml::node* node = root.get(table)) visit(*node);
    }
  }

  void versions(const toml::node& node) {
    for (const std::string& text : toml_.strings(node)) {
      auto version = parse_version(text);
      if (!version || (!model_.versions.empty() && *version <= model_.versions.back())) {
        return toml_.complain(node, "versions ascend, such as [\"3.9\", \"4.0\"]");
      }
      model_.versions.push_back(*version);
    }
  }

  void keys(const toml::node& node, std::map<std::string, KeyModel>& into) {
    UpdateMode usual = &into == &model_.topic ? UpdateMode::kTopic : UpdateMode::kReadOnly;
    toml_.each_table(node, [&](const std::string& name, const toml::table& table) {
      KeyModel key;
      std::vector<VersionRange> ranges = toml_.ranges(table);
      for (KafkaVersion version : model_.versions) {
        RunModel run;
        bool present =
            std::any_of(ranges.begin(), ranges.end(), [&](VersionRange range) { return range.holds(version); });
        if (present) run = read_run(toml_, table, version, usual);
        run.present = present;
        if (key.runs.empty() ? present : run != key.runs.back().second) key.runs.push_back({version, run});
      }
      if (const toml::node* synonym = table.get("synonym")) key.synonym = toml_.text(*toml_.latest(*synonym));
      if (key.runs.empty()) return toml_.complain(table, fmt::format("no version has `{}`", name));
      if (!into.emplace(name, std::move(key)).second) toml_.complain(table, fmt::format("`{}` is there twice", name));
    });
  }

  void clients(const toml::node& node) {
    toml_.each_entry(node, [&](const std::string& name, const toml::node& readers) {
      if (model_.broker.count(name)) return toml_.complain(readers, fmt::format("a broker reads `{}`", name));
      model_.clients[name].readers = client_readers(readers);
    });
  }

  // "consumer producer" …
  uint8_t client_readers(const toml::node& node) {
    static constexpr std::pair<std::string_view, uint8_t> kReaders[] = {{"producer", ClientKey::kProducer},
                                                                        {"consumer", ClientKey::kConsumer},
                                                                        {"admin", ClientKey::kAdmin},
                                                                        {"connect", ClientKey::kConnect},
                                                                        {"streams", ClientKey::kStreams}};
    std::string text = toml_.text(node);
    uint8_t readers = 0;
    for (auto [reader, bit] : kReaders) {
      if (text.find(reader) != std::string::npos) readers |= bit;
    }
    if (readers == 0) toml_.complain(node, "readers are producer, consumer, admin, connect, streams");
    return readers;
  }

  void foreign(const toml::node& node) {
    toml_.each_item(node, [&](const toml::table& table) {
      toml_.only(table, {"reader", "keys", "prefixes", "security", "secret", "booleans"});
      ForeignModel model;
      model.reader = toml_.text(table, "reader");
      model.security = toml_.flag(table, "security");
      std::vector<std::string> secret = toml_.strings(table, "secret");
      std::vector<std::string> booleans = toml_.strings(table, "booleans");
      auto add = [&](const std::string& name, bool prefix) {
        ForeignModel one = model;
        one.prefix = prefix;
        one.secret = std::erase(secret, name) > 0;
        if (std::erase(booleans, name) > 0) one.type = KeyType::kBoolean;
        if (!model_.foreign.emplace(name, one).second) toml_.complain(table, fmt::format("`{}` is there twice", name));
      };
      for (const std::string& name : toml_.strings(table, "keys")) add(name, false);
      for (const std::string& name : toml_.strings(table, "prefixes")) add(name, true);
      if (!secret.empty() || !booleans.empty())
        toml_.complain(table, "`secret` and `booleans` name keys of the same table");
    });
  }

  void misplaced(const toml::node& node) {
    toml_.each_item(node, [&](const toml::table& table) {
      toml_.only(table, {"where", "keys", "prefixes"});
      std::string where = toml_.text(table, "where");
      for (const std::string& name : toml_.strings(table, "keys")) model_.misplaced[name] = {where, false};
      for (const std::string& name : toml_.strings(table, "prefixes")) model_.misplaced[name] = {where, true};
    });
  }

  // Names of broker keys, `ssl.*` for all that begin so, `!x` to take out again. A pattern without a key is a slip.
  void mark(const toml::node& node, bool KeyModel::* flag) {
    for (const std::string& pattern : toml_.strings(node)) {
      std::string_view stem = pattern;
      bool out = stem.starts_with('!');
      if (out) stem.remove_prefix(1);
      bool prefix = stem.ends_with('*');
      if (prefix) stem.remove_suffix(1);
      bool found = false;
      for (auto& [name, key] : model_.broker) {
        if (prefix ? !name.starts_with(stem) : name != stem) continue;
        key.*flag = !out;
        found = true;
      }
      if (!found) toml_.complain(node, fmt::format("no key is `{}`", pattern));
    }
  }

  void notes(const toml::node& node) {
    toml_.each_table(node, [&](const std::string& name, const toml::table& table) {
      toml_.only(table, {"deprecated", "successor", "instead"});
      auto broker = model_.broker.find(name);
      auto topic = model_.topic.find(name);
      if (broker == model_.broker.end() && topic == model_.topic.end())
        return toml_.complain(table, fmt::format("no key is `{}`", name));
      for (auto* keys : {&model_.broker, &model_.topic}) {
        auto found = keys->find(name);
        if (found == keys->end()) continue;
        found->second.replacement = toml_.text(table, "instead");
        found->second.successor = toml_.text(table, "successor", "");
        if (!found->second.successor.empty() && !keys->count(found->second.successor))
          toml_.complain(table, "no such successor");
        std::string since = toml_.text(table, "deprecated", "");
        if (since.empty()) continue;
        found->second.deprecated = parse_version(since);
        if (!found->second.deprecated) toml_.complain(table, "`deprecated` is a version");
      }
    });
  }

  void client_notes(const toml::node& node) {
    toml_.each_table(node, [&](const std::string& name, const toml::table& table) {
      toml_.only(table, {"readers", "equivalent", "note", "security"});
      if (const toml::node* readers = table.get("readers")) model_.clients[name].readers = client_readers(*readers);
      auto found = model_.clients.find(name);
      if (found == model_.clients.end()) return toml_.complain(table, fmt::format("no client reads `{}`", name));
      found->second.equivalent = toml_.text(table, "equivalent", "");
      found->second.note = toml_.text(table, "note", "");
      auto equivalent = model_.broker.find(found->second.equivalent);
      found->second.security =
          toml_.flag(table, "security") || (equivalent != model_.broker.end() && equivalent->second.security);
      if (!found->second.equivalent.empty() && equivalent == model_.broker.end())
        toml_.complain(table, "no broker key is its equivalent");
    });
  }

  void msk(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return toml_.complain(node, "a table is expected");
    toml_.only(*table, {"standard", "express", "express_dynamic", "express_fixed", "standard_default",
                        "express_default", "varies"});
    auto each_name = [&](std::string_view list, auto change) {
      for (const std::string& name : toml_.strings(*table, list)) change(model_.msk[name]);
    };
    each_name("standard", [](MskModel& key) { key.standard = true; });
    // What a configuration may say counts before what may be changed at run time too.
    each_name("express_dynamic", [](MskModel& key) { key.express = MskKey::Express::kDynamic; });
    each_name("express", [](MskModel& key) { key.express = MskKey::Express::kStatic; });
    each_name("express_fixed", [](MskModel& key) { key.express = MskKey::Express::kFixed; });
    each_name("varies", [](MskModel& key) { key.varies = true; });
    auto each_default = [&](std::string_view field, std::optional<std::string> MskModel::* into) {
      if (const toml::node* defaults = table->get(field)) {
        toml_.each_entry(*defaults, [&](const std::string& name, const toml::node& value) {
          model_.msk[name].*into = toml_.text(value);
        });
      }
    };
    each_default("standard_default", &MskModel::standard_default);
    each_default("express_default", &MskModel::express_default);
  }

  CatalogToml toml_;
  std::vector<std::pair<std::string, toml::table>> tables_;
  CatalogModel model_;
};

}  // namespace

Result<std::string> compile_catalog(const std::vector<CatalogSource>& sources) { return Compiler().compile(sources); }

}  // namespace klamm
