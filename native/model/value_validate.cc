#include <fmt/format.h>

#include <algorithm>

#include "klamm/value.h"
#include "model/java_text.h"

namespace klamm {
namespace {

bool one_of(const std::vector<std::string_view>& values, std::string_view text) {
  return std::find(values.begin(), values.end(), text) != values.end();
}

Error must_be(const Validator& validator) { return Error{fmt::format("must be {}", validator.text)}; }

// Kafka compares as double, whatever the type. NaN is within every range.
Result<void> in_range(const Validator& validator, const TypedValue& value) {
  double number;
  if (const auto* integer = std::get_if<int64_t>(&value)) {
    number = static_cast<double>(*integer);
  } else if (const auto* real = std::get_if<double>(&value)) {
    number = *real;
  } else {
    return {};
  }
  if (validator.other && number == *validator.other) return {};
  if ((validator.low && number < *validator.low) || (validator.high && number > *validator.high))
    return must_be(validator);
  return {};
}

Result<void> one_of_values(const Validator& validator, const TypedValue& value) {
  if (const auto* items = std::get_if<ListItems>(&value)) {
    bool all = std::all_of(items->begin(), items->end(),
                           [&](std::string_view item) { return one_of(validator.values, item); });
    if (!all) return must_be(validator);
  } else if (const auto* text = std::get_if<std::string_view>(&value)) {
    if (!one_of(validator.values, *text)) return must_be(validator);
  }
  return {};
}

Result<void> one_of_ignoring_case(const Validator& validator, const TypedValue& value) {
  const auto* text = std::get_if<std::string_view>(&value);
  if (text == nullptr) return {};
  std::string upper = java_upper(*text);
  for (std::string_view allowed : validator.values) {
    if (java_upper(allowed) == upper) return {};
  }
  return must_be(validator);
}

Result<void> list_rules(const Validator& validator, const TypedValue& value) {
  const auto* items = std::get_if<ListItems>(&value);
  if (items == nullptr) return {};
  if (items->empty()) return validator.empty_allowed ? Result<void>() : Error{"must not be empty"};
  for (std::string_view item : *items) {
    if (item.empty()) return Error{"must not hold an empty item"};
    if (!validator.values.empty() && !one_of(validator.values, item)) return must_be(validator);
  }
  return {};
}

}  // namespace

Result<void> validate(const Validator& validator, const TypedValue& value) {
  switch (validator.kind) {
    case ValidatorKind::kRange:
      return in_range(validator, value);
    case ValidatorKind::kOneOf:
      return one_of_values(validator, value);
    case ValidatorKind::kOneOfIgnoringCase:
      return one_of_ignoring_case(validator, value);
    case ValidatorKind::kNonEmpty: {
      const auto* text = std::get_if<std::string_view>(&value);
      return text != nullptr && text->empty() ? Error{"must not be empty"} : Result<void>();
    }
    case ValidatorKind::kListRules:
      return list_rules(validator, value);
    case ValidatorKind::kNone:
    case ValidatorKind::kNonNull:
    case ValidatorKind::kOther:
      break;
  }
  return {};
}

}  // namespace klamm
