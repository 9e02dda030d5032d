#include "rule/typed_operand.h"

#include "klamm/value.h"
#include "rule/key_name.h"

namespace klamm {
Operand typed_operand(const Value& value, KeyType type, std::deque<ListItems>& lists) {
  Operand out;
  out.state = value.state;
  out.origin = value.origin;
  out.type = logic_of(type);
  if (out.state != Value::State::kKnown) return out;
  Result<TypedValue> parsed = parse_typed(type, value.text);
  if (!parsed) {
    out.state = Value::State::kUnknown;
    return out;
  }
  TypedValue& held = parsed.value();
  if (const auto* flag = std::get_if<bool>(&held)) out.truth = *flag;
  if (const auto* integer = std::get_if<int64_t>(&held)) out.integer = *integer;
  if (const auto* number = std::get_if<double>(&held)) {
    out.number = *number;
    out.whole = false;
  }
  if (const auto* plain = std::get_if<std::string_view>(&held)) out.text = *plain;
  if (auto* items = std::get_if<ListItems>(&held)) {
    lists.push_back(std::move(*items));
    out.list = &lists.back();
  }
  return out;
}

}  // namespace klamm
