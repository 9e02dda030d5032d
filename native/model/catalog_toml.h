// Reads TOML with places: remembers the first complaint and goes on with empty values, so that readers stay straight.
#pragma once

#include <toml++/toml.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/result.h"
#include "model/catalog_model.h"

namespace klamm {

class CatalogToml {
 public:
  void enter(const std::string& file) { file_ = file; }
  void complain(const toml::node& node, const std::string& message) { complain(file_, node.source(), message); }
  void complain(const std::string& file, const toml::source_region& place, const std::string& message);
  const std::optional<Error>& error() const { return error_; }

  // Of a node, or of an entry that must be there (or, with `otherwise`, may be absent).
  std::string text(const toml::node& node);
  std::string text(const toml::table& table, std::string_view key);
  std::string text(const toml::table& table, std::string_view key, std::string_view otherwise);
  bool flag(const toml::table& table, std::string_view key);  // false if absent
  std::optional<double> number(const toml::table& table, std::string_view key);
  std::vector<std::string> strings(const toml::node& node);
  std::vector<std::string> strings(const toml::table& table, std::string_view key);  // empty if absent
  // `kafka = "2.8-3.2, 3.5-"`; all versions if absent.
  std::vector<VersionRange> ranges(const toml::table& table);

  // An attribute as it stands at `version`: itself, or the entry of its history `{ "2.8" = …, "4.0" = … }`. nullptr if
  // there is none yet.
  const toml::node* at(const toml::table& table, std::string_view key, KafkaVersion version);
  const toml::node* latest(const toml::node& node);
  // Complains about every other key.
  void only(const toml::table& table, std::initializer_list<std::string_view> keys);

  template <class Visit>
  void each_entry(const toml::node& node, Visit visit) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return complain(node, "a table is expected");
    for (const auto& [key, value] : *table) visit(std::string(key.str()), value);
  }
  template <class Visit>
  void each_table(const toml::node& node, Visit visit) {
    each_entry(node, [&](const std::string& name, const toml::node& value) {
      if (const toml::table* table = value.as_table()) return visit(name, *table);
      complain(value, "a table is expected");
    });
  }
  template <class Visit>
  void each_item(const toml::node& node, Visit visit) {
    const toml::array* array = node.as_array();
    if (array == nullptr) return complain(node, "a list of tables is expected");
    for (const toml::node& item : *array) {
      if (const toml::table* table = item.as_table()) visit(*table);
    }
  }

 private:
  std::string file_;
  std::optional<Error> error_;
};

// A key's definition as it stands at `version`; `usual` is its mode unless one is written.
RunModel read_run(CatalogToml& toml, const toml::table& table, KafkaVersion version, UpdateMode usual);

}  // namespace klamm
