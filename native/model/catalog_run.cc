// One key as one version has it, read from the attributes that configs/catalog/ writes of it.
#include <fmt/format.h>

#include "model/catalog_toml.h"

namespace klamm {
namespace {

template <class Enum, class Name>
Enum word(CatalogToml& toml, const toml::node& node, Enum last, Name name) {
  std::string text = toml.text(node);
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (name(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
  }
  toml.complain(node, fmt::format("no such word: `{}`", text));
  return {};
}

// What a person would want to read.
std::string describe(const ValidatorModel& model) {
  switch (model.kind) {
    case ValidatorKind::kRange: {
      std::string out = !model.high  ? fmt::format("at least {}", *model.low)
                        : !model.low ? fmt::format("at most {}", *model.high)
                                     : fmt::format("{} to {}", *model.low, *model.high);
      return model.other ? fmt::format("{}, or {}", out, *model.other) : out;
    }
    case ValidatorKind::kOneOf:
      return fmt::format("one of {}", fmt::join(model.values, ", "));
    case ValidatorKind::kOneOfIgnoringCase:
      return fmt::format("one of {}, in any case", fmt::join(model.values, ", "));
    case ValidatorKind::kNonEmpty:
      return "not empty";
    case ValidatorKind::kListRules:
      return fmt::format("{}{}",
                         model.values.empty() ? "a list without empty items"
                                              : fmt::format("a list of {}", fmt::join(model.values, ", ")),
                         model.empty_allowed ? "" : ", at least one");
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

RunModel read_run(CatalogToml& toml, const toml::table& table, KafkaVersion version, UpdateMode usual) {
  toml.only(table, {"kafka", "type", "default", "valid", "importance", "mode", "internal", "synonym"});
  RunModel run;
  run.mode = usual;
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
