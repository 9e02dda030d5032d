#include "klamm/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "model/java_text.h"

namespace klamm {
namespace {

// `\s` of java.util.regex.
bool regex_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view strip_spaces(std::string_view text) {
  while (!text.empty() && regex_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && regex_space(text.back())) text.remove_suffix(1);
  return text;
}

template <class Int>
Result<TypedValue> parse_integer(KeyType type, std::string_view text) {
  if (auto value = java_integer(text, std::numeric_limits<Int>::min(), std::numeric_limits<Int>::max()))
    return TypedValue(*value);
  return Error{fmt::format("not a number of type {}", key_type_name(type))};
}

ListItems without_duplicates(const ListItems& items) {
  ListItems sorted = items;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end()) return items;
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::vector<bool> seen(sorted.size());
  ListItems out;
  for (std::string_view item : items) {
    auto index = static_cast<size_t>(std::lower_bound(sorted.begin(), sorted.end(), item) - sorted.begin());
    if (!seen[index]) out.push_back(item);
    seen[index] = true;
  }
  return out;
}

}  // namespace

std::string_view java_trim(std::string_view text) {
  auto blank = [](char c) { return static_cast<uint8_t>(c) <= ' '; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

ListItems split_list(std::string_view text, std::vector<uint32_t>* offsets) {
  ListItems items;
  std::string_view trimmed = java_trim(text);
  if (trimmed.empty()) return items;
  for (size_t begin = 0; begin <= trimmed.size();) {
    size_t end = std::min(trimmed.find(',', begin), trimmed.size());
    // Blanks at the ends of the whole are not next to a comma: trimming took what Kafka takes of them.
    std::string_view item = trimmed.substr(begin, end - begin);
    std::string_view stripped = strip_spaces(item);
    if (stripped.empty()) stripped = item.substr(0, 0);
    items.push_back(stripped);
    if (offsets != nullptr) offsets->push_back(static_cast<uint32_t>(stripped.data() - text.data()));
    begin = end + 1;
  }
  return items;
}

Result<TypedValue> parse_typed(KeyType type, std::string_view text) {
  std::string_view trimmed = java_trim(text);
  switch (type) {
    case KeyType::kBoolean:
      if (java_equals_ignoring_case(trimmed, "true")) return TypedValue(true);
      if (java_equals_ignoring_case(trimmed, "false")) return TypedValue(false);
      return Error{"neither true nor false"};
    case KeyType::kInt:
      return parse_integer<int32_t>(type, trimmed);
    case KeyType::kShort:
      return parse_integer<int16_t>(type, trimmed);
    case KeyType::kLong:
      return parse_integer<int64_t>(type, trimmed);
    case KeyType::kDouble:
      if (auto value = java_double(trimmed)) return TypedValue(*value);
      return Error{"not a number of type DOUBLE"};
    case KeyType::kList:
      return TypedValue(split_list(trimmed));
    case KeyType::kClass:
      if (trimmed.empty()) return Error{"not the name of a class"};
      return TypedValue(trimmed);
    case KeyType::kString:
    case KeyType::kPassword:
      break;
  }
  return TypedValue(trimmed);
}

Result<TypedValue> parse_value(KeyType type, const Validator& validator, std::string_view text) {
  auto parsed = parse_typed(type, text);
  if (!parsed) return parsed;
  if (auto* items = std::get_if<ListItems>(&parsed.value());
      items != nullptr && validator.kind == ValidatorKind::kListRules) {
    *items = without_duplicates(*items);
  }
  if (auto valid = validate(validator, parsed.value()); !valid) return valid.error();
  return parsed;
}

}  // namespace klamm
