#include <array>

#include "base/quote.h"
#include "model/cloudformation_evaluator.h"

namespace klamm {
namespace {

constexpr std::string_view kPrefix = "Fn::";
constexpr std::string_view kForEach = "Fn::ForEach";
constexpr uint64_t kStepsOfValue = 8;  // a value is as large as that many nodes

}  // namespace

CfnEvaluator::CfnEvaluator(const Document& document, NodeId root, const CfnParameters& given, Budget& budget)
    : document_(document),
      given_(given),
      budget_(budget),
      parameters_(document.find(root, "Parameters")),
      mappings_(document.find(root, "Mappings")),
      conditions_(document.find(root, "Conditions")),
      resources_(document.find(root, "Resources")),
      macros_(document.find(root, "Transform") != kNoNode || is_made_by_macro(root)) {
  sources_.keep(document.shared_source());
  for (const auto& [name, value] : given) sources_.keep(value.document->shared_source());
  for (NodeId section : {parameters_, mappings_, conditions_, resources_}) {
    macros_ = macros_ || (is_object(section) && is_made_by_macro(section));
  }
}

NodeId CfnEvaluator::find(NodeId object, std::string_view key) {
  if (!is_object(object)) return kNoNode;
  NodeId found = kNoNode;
  uint64_t looked = 0;
  for (NodeId at = document_.node(object).first_child; at != kNoNode; at = document_.node(at).next, ++looked) {
    if (document_.key(at) == key) found = at;
  }
  budget_.take_steps(1 + looked / 16);
  return found;
}

TfText CfnEvaluator::text(NodeId id) const {
  TfText out;
  out.bytes = document_.value(id);
  out.source = &document_.source();
  out.map = document_.map_of(document_.node(id).value);
  return out;
}

CfnEvaluator::Items CfnEvaluator::items(NodeId id) const {
  Items all;
  if (id == kNoNode || document_.node(id).kind != NodeKind::kArray) return all;
  for (NodeId at = document_.node(id).first_child; at != kNoNode; at = document_.node(at).next) all.push_back(at);
  return all;
}

TfRef CfnEvaluator::refuse(TfPlace at, std::string message) {
  if (!macros_ && complaints_.size() < Document::kMostDiagnostics) {
    complaints_.push_back({Diagnostic::Kind::kRefused, at.span, std::move(message)});
  }
  return tf_failed(at);
}

std::string_view CfnEvaluator::function(NodeId object) const {
  NodeId only = document_.node(object).first_child;
  if (only == kNoNode || document_.node(only).next != kNoNode) return {};
  std::string_view key = document_.key(only);
  if (key.starts_with('!')) return key.substr(1);
  if (key.starts_with(kPrefix)) return key.substr(kPrefix.size());
  return key == "Ref" ? key : std::string_view();
}

// Whether members of an object stand for others that nobody knows.
bool CfnEvaluator::is_made_by_macro(NodeId object) const {
  for (NodeId at = document_.node(object).first_child; at != kNoNode; at = document_.node(at).next) {
    std::string_view key = document_.key(at);
    if (key == "Fn::Transform" || key.starts_with(kForEach)) return true;
  }
  return false;
}

TfRef CfnEvaluator::evaluate(NodeId id) {
  const Node& node = document_.node(id);
  if (!budget_.take_steps(kStepsOfValue) || !budget_.fits_depth(++nesting_)) return tf_unknown(place(id));
  TfRef value;
  switch (node.kind) {
    case NodeKind::kObject:
      value = object(id);
      break;
    case NodeKind::kArray:
      value = array(id);
      break;
    case NodeKind::kString:
      value = settled(text(id), place(id));
      break;
    case NodeKind::kNumber:
      value = tf_number(document_.value(id), place(id));
      // YAML has more numbers than are known here: those are told by their text.
      if (!value->known()) value = tf_string(text(id), place(id));
      break;
    case NodeKind::kTrue:
    case NodeKind::kFalse:
      value = tf_bool(node.kind == NodeKind::kTrue, place(id));
      break;
    case NodeKind::kNull:
      value = tf_null(place(id));
      break;
    case NodeKind::kUnknown:
      value = tf_unknown(place(id));
      break;
  }
  --nesting_;
  return value;
}

TfRef CfnEvaluator::object(NodeId id) {
  std::string_view called = function(id);
  if (!called.empty()) return call(called, document_.node(id).first_child, place(id));
  if (is_made_by_macro(id)) return tf_unknown(place(id));
  std::vector<TfMember> members;
  for (NodeId at = document_.node(id).first_child; at != kNoNode && !budget_.spent(); at = document_.node(at).next) {
    TfRef value = evaluate(at);
    if (value == nullptr) continue;
    TfMember member;
    member.key.bytes = document_.key(at);
    member.key.source = &document_.source();
    member.key.map = document_.map_of(document_.node(at).key);
    member.value = std::move(value);
    member.at = place(at);
    members.push_back(std::move(member));
  }
  return tf_mapping(TfKind::kObject, std::move(members), place(id));
}

TfRef CfnEvaluator::array(NodeId id) {
  std::vector<TfRef> all;
  for (NodeId at = document_.node(id).first_child; at != kNoNode && !budget_.spent(); at = document_.node(at).next) {
    if (TfRef value = evaluate(at)) all.push_back(std::move(value));
  }
  return tf_sequence(TfKind::kTuple, std::move(all), place(id));
}

TfRef CfnEvaluator::call(std::string_view function, NodeId argument, TfPlace at) {
  struct Function {
    std::string_view name;
    TfRef (CfnEvaluator::*evaluate)(NodeId, TfPlace);
  };
  static constexpr std::array<Function, 10> kFunctions = {{{"Base64", &CfnEvaluator::base64},
                                                           {"FindInMap", &CfnEvaluator::find_in_map},
                                                           {"GetAtt", &CfnEvaluator::attribute_of},
                                                           {"If", &CfnEvaluator::choose},
                                                           {"Join", &CfnEvaluator::join},
                                                           {"Length", &CfnEvaluator::length},
                                                           {"Select", &CfnEvaluator::select},
                                                           {"Split", &CfnEvaluator::split},
                                                           {"Sub", &CfnEvaluator::substitute},
                                                           {"ToJsonString", &CfnEvaluator::json}}};
  if (function == "Ref") {
    if (!is_string(argument)) return refuse(at, "a Ref takes a name");
    return reference(document_.value(argument), at);
  }
  for (const Function& one : kFunctions) {
    if (one.name == function) return (this->*one.evaluate)(argument, at);
  }
  if (function == "Equals" || function == "And" || function == "Or" || function == "Not") {
    std::optional<bool> known = truth_of(function, argument);
    return known ? tf_bool(*known, at) : tf_unknown(at);
  }
  return tf_unknown(at);
}

TfRef CfnEvaluator::reference(std::string_view name, TfPlace at) {
  if (name == "AWS::NoValue") return nullptr;
  NodeId declared = find(parameters_, name);
  if (declared == kNoNode && name.starts_with("AWS::")) return parameter(name, declared, at);
  if (declared != kNoNode) {
    TfRef& known = known_values_[declared];
    if (known == nullptr) known = parameter(name, declared, at);
    return known;
  }
  bool resource = find(resources_, name) != kNoNode;
  if (!resource && !macros_) return refuse(at, "nothing is called " + in_backticks(name) + " in this template");
  return tf_unknown(at, std::string(name));
}

// `Name.Attribute`, or a list of the two.
TfRef CfnEvaluator::attribute_of(NodeId argument, TfPlace at) {
  if (is_string(argument)) {
    std::string_view whole = document_.value(argument);
    size_t dot = whole.find('.');
    if (dot == std::string_view::npos) return refuse(at, "a GetAtt takes a resource and an attribute");
    return attribute(whole.substr(0, dot), whole.substr(dot + 1), at);
  }
  Items both = items(argument);
  if (both.size() < 2 || !is_string(both[0])) return refuse(at, "a GetAtt takes a resource and an attribute");
  std::string name;
  for (size_t index = 1; index < both.size(); ++index) {
    TfRef part = evaluate(both[index]);
    if (part == nullptr || part->kind != TfKind::kString) return tf_unknown(at, std::string(document_.value(both[0])));
    name += (index > 1 ? "." : "") + part->text.bytes;
  }
  return attribute(document_.value(both[0]), name, at);
}

TfRef CfnEvaluator::attribute(std::string_view resource, std::string_view name, TfPlace at) {
  bool known = find(resources_, resource) != kNoNode;
  if (!known && !macros_) return refuse(at, "no resource is called " + in_backticks(resource) + " in this template");
  return tf_unknown(at, std::string(resource) + "." + std::string(name));
}

}  // namespace klamm
