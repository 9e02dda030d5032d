#include "model/catalog_toml.h"

#include <algorithm>

#include "base/quote.h"

namespace klamm {

void CatalogToml::complain(const std::string& file, const toml::source_region& place, const std::string& message) {
  if (error_) return;
  error_ =
      Error{file + ":" + std::to_string(place.begin.line) + ":" + std::to_string(place.begin.column) + ": " + message};
}

std::string CatalogToml::text(const toml::node& node) {
  if (const auto* value = node.as_string()) return value->get();
  if (node.is_boolean() && !node.as_boolean()->get()) return {};
  complain(node, "a string is expected");
  return {};
}

std::string CatalogToml::text(const toml::table& table, std::string_view key) {
  if (const toml::node* node = table.get(key)) return text(*node);
  complain(table, in_backticks(key) + " is missing");
  return {};
}

std::string CatalogToml::text(const toml::table& table, std::string_view key, std::string_view otherwise) {
  const toml::node* node = table.get(key);
  return node != nullptr ? text(*node) : std::string(otherwise);
}

bool CatalogToml::flag(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return false;
  if (const auto* value = node->as_boolean()) return value->get();
  complain(*node, "true or false is expected");
  return false;
}

std::optional<double> CatalogToml::number(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  if (auto value = node->value<double>()) return value;
  complain(*node, "a number is expected");
  return std::nullopt;
}

std::vector<std::string> CatalogToml::strings(const toml::node& node) {
  std::vector<std::string> out;
  const toml::array* array = node.as_array();
  if (array == nullptr) {
    complain(node, "a list of strings is expected");
    return out;
  }
  for (const toml::node& item : *array) out.push_back(text(item));
  return out;
}

std::vector<std::string> CatalogToml::strings(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  return node != nullptr ? strings(*node) : std::vector<std::string>();
}

std::vector<VersionRange> CatalogToml::ranges(const toml::table& table) {
  std::vector<VersionRange> out;
  std::string all = text(table, "kafka", "");
  for (size_t begin = 0; begin <= all.size();) {
    size_t end = std::min(all.find(", ", begin), all.size());
    if (auto range = parse_version_range(std::string_view(all).substr(begin, end - begin))) {
      out.push_back(*range);
    } else {
      complain(table, "`kafka` is ranges of versions, such as \"2.8-3.2, 3.5-\"");
    }
    begin = end + 2;
  }
  return out;
}

namespace {

const toml::node* pick(CatalogToml& toml, const toml::node& node, KafkaVersion version) {
  const toml::table* history = node.as_table();
  if (history == nullptr || history->empty() || !parse_version(history->begin()->first.str())) return &node;
  const toml::node* found = nullptr;
  KafkaVersion found_at{0, 0};
  for (const auto& [key, value] : *history) {
    auto from = parse_version(key.str());
    if (!from) {
      toml.complain(value, "a history names versions only");
      return nullptr;
    }
    if (*from <= version && found_at <= *from) {
      found = &value;
      found_at = *from;
    }
  }
  return found;
}

}  // namespace

const toml::node* CatalogToml::at(const toml::table& table, std::string_view key, KafkaVersion version) {
  const toml::node* node = table.get(key);
  return node != nullptr ? pick(*this, *node, version) : nullptr;
}

const toml::node* CatalogToml::latest(const toml::node& node) {
  const toml::node* found = pick(*this, node, {KafkaVersion::kAnyPatch, KafkaVersion::kAnyPatch});
  return found != nullptr ? found : &node;
}

void CatalogToml::only(const toml::table& table, std::initializer_list<std::string_view> keys) {
  for (const auto& [key, value] : table) {
    if (std::find(keys.begin(), keys.end(), key.str()) == keys.end())
      complain(value, "unknown here: `" + std::string(key.str()) + "`");
  }
}

}  // namespace klamm
