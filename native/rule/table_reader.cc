#include "rule/table_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "rule/near_miss.h"

namespace klamm {

void TableReader::refuse(uint32_t offset, std::string_view message) {
  if (!error_) error_ = file_.error(offset, message);
}

const toml::node* TableReader::find(std::string_view field) {
  asked_.push_back(field);
  return table_.get(field);
}

RuleText TableReader::take(const toml::node& node, std::string_view field, size_t most) {
  RuleText out;
  out.quote = file_.offset(node.source());
  const auto* value = node.as_string();
  if (value == nullptr) {
    refuse(out.quote, fmt::format("`{}` takes a text", field));
  } else if (value->get().size() > most) {
    refuse(out.quote, fmt::format("`{}` has at most {} bytes", field, most));
  } else {
    out.text = value->get();
  }
  return out;
}

RuleText TableReader::text(std::string_view field, size_t most) {
  const toml::node* node = find(field);
  return node == nullptr ? RuleText() : take(*node, field, most);
}

RuleText TableReader::required(std::string_view field, size_t most) {
  RuleText out = text(field, most);
  if (out.empty()) refuse(out.quote == 0 ? offset() : out.quote, fmt::format("`{}` is missing", field));
  return out;
}

std::vector<RuleText> TableReader::texts(std::string_view field) {
  std::vector<RuleText> out;
  const toml::node* node = find(field);
  if (node == nullptr) return out;
  const toml::array* array = node->as_array();
  if (array == nullptr || array->size() > kMaxTexts) {
    refuse(file_.offset(node->source()), fmt::format("`{}` takes a list of at most {} texts", field, kMaxTexts));
    return out;
  }
  for (const toml::node& item : *array) out.push_back(take(item, field, 1024));
  return out;
}

std::vector<RuleText> TableReader::text_or_texts(std::string_view field) {
  const toml::node* node = table_.get(field);
  if (node == nullptr || node->as_string() == nullptr) return texts(field);
  return {text(field)};
}

bool TableReader::flag(std::string_view field) {
  const toml::node* node = find(field);
  if (node == nullptr) return false;
  const auto* value = node->as_boolean();
  if (value == nullptr) refuse(file_.offset(node->source()), fmt::format("`{}` takes true or false", field));
  return value != nullptr && value->get();
}

const toml::table* TableReader::table(std::string_view field) {
  const toml::node* node = find(field);
  if (node == nullptr) return nullptr;
  if (node->as_table() == nullptr) refuse(file_.offset(node->source()), fmt::format("`{}` takes a table", field));
  return node->as_table();
}

std::vector<const toml::table*> TableReader::tables(std::string_view field, size_t most) {
  std::vector<const toml::table*> out;
  const toml::node* node = find(field);
  if (node == nullptr) return out;
  const toml::array* array = node->as_array();
  if (array != nullptr && array->size() <= most) {
    for (const toml::node& item : *array) {
      if (item.as_table() != nullptr) out.push_back(item.as_table());
    }
  }
  if (array == nullptr || out.size() != array->size()) {
    refuse(file_.offset(node->source()), fmt::format("`[[{}]]` is a list of at most {} tables", field, most));
  }
  return out;
}

size_t TableReader::word(std::string_view field, std::initializer_list<std::string_view> words, size_t otherwise) {
  RuleText value = text(field);
  if (value.empty()) return otherwise;
  const auto* found = std::find(words.begin(), words.end(), value.text);
  if (found == words.end()) {
    refuse(value, fmt::format("`{}` is one of: {}", field, fmt::join(words, " ")));
    return otherwise;
  }
  return static_cast<size_t>(found - words.begin());
}

void TableReader::finish() {
  for (auto&& [key, node] : table_) {
    if (std::find(asked_.begin(), asked_.end(), key.str()) != asked_.end()) continue;
    refuse(file_.offset(key.source()), fmt::format("no field `{}`{}", key.str(), did_you_mean(key.str(), asked_)));
  }
}

}  // namespace klamm
