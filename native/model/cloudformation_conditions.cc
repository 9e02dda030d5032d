#include "base/quote.h"
#include "model/cloudformation_evaluator.h"

namespace klamm {

std::optional<bool> CfnEvaluator::condition(NodeId name) {
  if (!is_string(name)) return std::nullopt;
  std::string called(document_.value(name));
  if (auto known = known_conditions_.find(called); known != known_conditions_.end()) return known->second;
  NodeId declared = find(conditions_, called);
  if (declared == kNoNode) {
    refuse(place(name), "no condition is called " + in_backticks(called));
    return std::nullopt;
  }
  if (!busy_.insert(called).second) {
    refuse(place(name), in_backticks(called) + " depends on itself");
    return std::nullopt;
  }
  std::optional<bool> value = truth(declared);
  busy_.erase(called);
  known_conditions_[called] = value;
  return value;
}

std::optional<bool> CfnEvaluator::truth(NodeId id) {
  const Node& node = document_.node(id);
  if (!budget_.take_steps()) return std::nullopt;
  if (node.kind == NodeKind::kTrue || node.kind == NodeKind::kFalse) return node.kind == NodeKind::kTrue;
  if (node.kind != NodeKind::kObject || node.first_child == kNoNode) return std::nullopt;
  if (!budget_.fits_depth(++nesting_)) return std::nullopt;
  NodeId argument = node.first_child;
  bool by_name = document_.key(argument) == "Condition" || document_.key(argument) == "!Condition";
  std::optional<bool> value = by_name ? condition(argument) : truth_of(function(id), argument);
  --nesting_;
  return value;
}

// What is decided by some of its parts is known, whatever the others are.
std::optional<bool> CfnEvaluator::truth_of(std::string_view function, NodeId argument) {
  if (function == "Equals") return equal(argument);
  Items parts = items(argument);
  if (function == "Not") {
    if (parts.size() != 1) return std::nullopt;
    std::optional<bool> value = truth(parts[0]);
    return value ? std::optional<bool>(!*value) : std::nullopt;
  }
  if ((function != "And" && function != "Or") || parts.empty()) return std::nullopt;
  const bool decisive = function == "Or";
  bool all = true;
  for (NodeId part : parts) {
    std::optional<bool> value = truth(part);
    if (value && *value == decisive) return decisive;
    all = all && value.has_value();
  }
  return all ? std::optional<bool>(!decisive) : std::nullopt;
}

// Numbers and truths are compared as the texts that they are.
std::optional<bool> CfnEvaluator::equal(NodeId argument) {
  Items both = items(argument);
  if (both.size() != 2) return std::nullopt;
  TfRef one = evaluate(both[0]);
  TfRef other = evaluate(both[1]);
  if (one == nullptr || other == nullptr) return std::nullopt;
  bool texts = !one->is_sequence() && !one->is_mapping() && !other->is_sequence() && !other->is_mapping();
  return texts ? tf_equal(*tf_to_string(one), *tf_to_string(other)) : tf_equal(*one, *other);
}

}  // namespace klamm
