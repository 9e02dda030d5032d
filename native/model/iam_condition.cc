#include <algorithm>

#include "base/quote.h"
#include "model/iam_reading.h"

namespace klamm {
namespace {

constexpr std::string_view kForAllValues = "ForAllValues:";
constexpr std::string_view kForAnyValue = "ForAnyValue:";
constexpr std::string_view kIfExists = "IfExists";

// False: there is no such operator.
bool read_operator(std::string_view name, IamCondition& condition) {
  if (name.starts_with(kForAllValues)) {
    condition.quantifier = IamQuantifier::kForAllValues;
    name.remove_prefix(kForAllValues.size());
  } else if (name.starts_with(kForAnyValue)) {
    condition.quantifier = IamQuantifier::kForAnyValue;
    name.remove_prefix(kForAnyValue.size());
  }
  if (name.ends_with(kIfExists)) {
    condition.if_exists = true;
    name.remove_suffix(kIfExists.size());
  }
  for (size_t code = 0; code < kIamOperators; ++code) {
    condition.op = static_cast<IamOperator>(code);
    if (iam_operator_name(condition.op) != name) continue;
    const bool plain = condition.quantifier == IamQuantifier::kNone && !condition.if_exists;
    return condition.op != IamOperator::kNull || plain;
  }
  return false;
}

bool has_vendor(std::string_view key) {
  const size_t colon = key.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < key.size();
}

}  // namespace

std::vector<IamCondition> read_iam_conditions(const IamJson& json, NodeId id) {
  std::vector<IamCondition> conditions;
  const auto untold = [&](NodeId node) {
    IamCondition condition;
    condition.key = {"${unknown}", json.place(json.node(node).value_span), true};
    conditions.push_back(std::move(condition));
  };
  if (json.open(id)) {
    untold(id);
    return conditions;
  }
  if (!json.is_object(id, "`Condition`")) return conditions;
  for (NodeId op = json.node(id).first_child; op != kNoNode; op = json.node(op).next) {
    IamCondition written;
    if (json.open(op) || json.holed(json.key(op))) {
      untold(op);
      continue;
    }
    if (!read_operator(json.key(op), written)) {
      json.refuse(json.node(op).key_span, "no condition operator " + in_backticks(json.key(op)));
      continue;
    }
    if (!json.is_object(op, "a condition operator")) continue;
    for (NodeId key = json.node(op).first_child; key != kNoNode; key = json.node(key).next) {
      IamCondition condition = written;
      condition.key = {json.key(key), json.place(json.node(key).key_span), json.holed(json.key(key))};
      if (!condition.key.holes && !has_vendor(condition.key.text)) {
        json.refuse(condition.key.span,
                    "condition key " + in_backticks(condition.key.text) + " has no prefix, as `aws:`");
      }
      condition.values = json.texts(key, "the value of a condition", true);
      conditions.push_back(std::move(condition));
    }
  }
  return conditions;
}

}  // namespace klamm
