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

template <class Enum, class Name>
Enum word(CatalogToml& toml, const toml::node& node, Enum last, Name name) {
  std::string text = toml.text(node);
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (name(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
  }
  toml.complain(node, "no such word: `" + text + "`");
  return {};
}

std::string number_text(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : ", ") + value;
  return out;
}

// What a person would want to read.
std::string describe(const ValidatorModel& model) {
  switch (model.kind) {
    case ValidatorKind::kRange: {
      std::string out = !model.high  ? "at least " + number_text(*model.low)
                        : !model.low ? "at most " + number_text(*model.high)
                                     : number_text(*model.low) + " to " + number_text(*model.high);
      return model.other ? out + ", or " + number_text(*model.other) : out;
    }
    case ValidatorKind::kOneOf:
      return "one of " + joined(model.values);
    case ValidatorKind::kOneOfIgnoringCase:
      return "one of " + joined(model.values) + ", in any case";
    case ValidatorKind::kNonEmpty:
      return "not empty";
    case ValidatorKind::kListRules:
      return (model.values.empty() ? "a list without empty items" : "a list of " + joined(model.values)) +
             (model.empty_allowed ? "" : ", at least one");
    default:
      return model.text;
  }
}

ValidatorModel read_validator(CatalogToml& toml, const toml::node& node) {
  ValidatorModel model;
  const toml::table* table = node.as_table();
  if (table == nullptr) return model;  // false: none
  toml.only(*table, {"min", "max", "or", "one_of", "ignore_case", "items", "empty", "non_empty", "non_null", "other"});
  if (table->contains("min") || table->contains("max")) {
    model.kind = ValidatorKind::kRange;
    model.low = toml.number(*table, "min");
    model.high = toml.number(*table, "max");
    model.other = toml.number(*table, "or");
  } else if (table->contains("one_of")) {
    model.kind = toml.flag(*table, "ignore_case") ? ValidatorKind::kOneOfIgnoringCase : ValidatorKind::kOneOf;
    model.values = toml.strings(*table, "one_of");
  } else if (table->contains("items")) {
    model.kind = ValidatorKind::kListRules;
    model.values = toml.strings(*table, "items");
    model.empty_allowed = toml.flag(*table, "empty");
  } else if (toml.flag(*table, "non_empty")) {
    model.kind = ValidatorKind::kNonEmpty;
  } else if (toml.flag(*table, "non_null")) {
    model.kind = ValidatorKind::kNonNull;
  } else {
    model.kind = ValidatorKind::kOther;
    model.text = toml.text(*table, "other");
  }
  model.text = describe(model);
  return model;
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

RunModel read_run(CatalogToml& toml, const toml::table& table, KafkaVersion version) {
  toml.only(table, {"kafka", "type", "default", "valid", "importance", "mode", "internal", "synonym"});
  RunModel run;
  if (const toml::node* type = toml.at(table, "type", version)) {
    run.type = word(toml, *type, KeyType::kPassword, key_type_name);
  } else {
    toml.complain(table, "`type` is missing");
  }
  if (const toml::node* value = toml.at(table, "default", version)) {
    if (const auto* none = value->as_boolean()) {
      run.required = none->get();
    } else {
      run.default_value = toml.text(*value);
    }
  }
  if (const toml::node* valid = toml.at(table, "valid", version)) run.validator = read_validator(toml, *valid);
  if (const toml::node* importance = toml.at(table, "importance", version)) {
    run.importance = word(toml, *importance, Importance::kLow, importance_name);
  }
  if (const toml::node* mode = toml.at(table, "mode", version))
    run.mode = word(toml, *mode, UpdateMode::kTopic, update_mode_name);
  if (const toml::node* internal = toml.at(table, "internal", version)) {
    const auto* value = internal->as_boolean();
    run.internal = value != nullptr && value->get();
  }
  return run;
}

}  // namespace klamm
