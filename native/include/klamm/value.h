// Values as Kafka's ConfigDef types them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "klamm/catalog.h"
#include "klamm/result.h"

namespace klamm {

// String.trim(): strips every character up to U+0020 on both sides.
std::string_view java_trim(std::string_view text);

using ListItems = std::vector<std::string_view>;
// boolean | int, short, long | double | string, class, password | list
using TypedValue = std::variant<bool, int64_t, double, std::string_view, ListItems>;

// ConfigDef.parseType, the same in every version. `text` is WTF-8, as a Document holds it; views lead into it. The
// error is what a person would read ("not a number of type INT"), never the value itself.
Result<TypedValue> parse_typed(KeyType type, std::string_view text);

// The validator's verdict on a typed value. A kOther validator accepts.
Result<void> validate(const Validator& validator, const TypedValue& value);

// ConfigDef.parseValue: typed, duplicates dropped where kListRules says so, validated.
Result<TypedValue> parse_value(KeyType type, const Validator& validator, std::string_view text);

// LIST: trimmed, "" is the empty list, else split on `\s*,\s*`, empty items kept.
// `offsets` (optional) receives each item's byte offset in `text`.
ListItems split_list(std::string_view text, std::vector<uint32_t>* offsets = nullptr);

// A template's placeholder that was never filled in, or one of Kafka's own `${provider:…}` indirections. What a value
// holding either means cannot be told from the file.
enum class Placeholder : uint8_t { kNone, kTemplate, kProvider };
struct PlaceholderAt {
  Placeholder kind = Placeholder::kNone;
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string_view provider;  // kProvider: the name before the colon
};
// The first in the text. {{ }}, <% %>, @X@, $(X), __X__, {name}, {0}, ${VAR}, ${VAR:-x} are a template's; ${name:…} a
// provider's (ConfigTransformer's pattern, but for `:-`, `:=`, `:?`, `:+`).
PlaceholderAt find_placeholder(std::string_view text);
// All of them, in order; linear in the text.
std::vector<PlaceholderAt> find_placeholders(std::string_view text);

}  // namespace klamm
