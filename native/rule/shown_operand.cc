#include "rule/shown_operand.h"

#include <fmt/format.h>

#include "rule/secrets.h"

namespace klamm {

std::string shown_operand(const Operand& operand) {
  if (operand.state == Value::State::kUnknown) return "unknown";
  if (operand.state == Value::State::kAbsent) return "nothing";
  switch (operand.type) {
    case LogicType::kBool:
      return operand.truth ? "true" : "false";
    case LogicType::kNumber:
      return operand.whole ? std::to_string(operand.integer) : fmt::format("{}", operand.number);
    case LogicType::kText:
      return printable(operand.text);
    case LogicType::kVersion:
      return operand.version.text();
    case LogicType::kList:
      break;
  }
  std::string out;
  for (std::string_view item : operand.list == nullptr ? ListItems() : *operand.list) {
    out += (out.empty() ? "" : ", ") + (item.data() == nullptr ? std::string("unknown") : printable(item));
  }
  return out;
}

}  // namespace klamm
