#include <algorithm>

#include "model/cloudformation_evaluator.h"
#include "model/terraform_text.h"

namespace klamm {
namespace {

void read_map(const Document& document, NodeId object, CfnParameters& into) {
  for (NodeId at = document.node(object).first_child; at != kNoNode; at = document.node(at).next) {
    into[std::string(document.key(at))] = {&document, at};
  }
}

// One of the command line's list.
void read_entry(const Document& document, NodeId entry, CfnParameters& into) {
  if (document.node(entry).kind == NodeKind::kString) {
    std::string_view text = document.value(entry);
    size_t equals = text.find('=');
    if (equals == std::string_view::npos) return;
    into[std::string(text.substr(0, equals))] = {&document, entry, static_cast<uint32_t>(equals + 1)};
    return;
  }
  NodeId key = document.find(entry, "ParameterKey");
  if (key == kNoNode || document.node(key).kind != NodeKind::kString) return;
  NodeId previous = document.find(entry, "UsePreviousValue");
  bool past = previous != kNoNode && document.value(previous) == "true";
  NodeId value = document.find(entry, "ParameterValue");
  if (!past && value == kNoNode) return;
  into[std::string(document.value(key))] = {&document, value, 0, !past};
}

void read_file(const Document& document, NodeId root, CfnParameters& into) {
  if (document.node(root).kind == NodeKind::kObject) {
    NodeId inner = document.find(root, "Parameters");
    bool wrapped = inner != kNoNode && document.node(inner).kind == NodeKind::kObject;
    return read_map(document, wrapped ? inner : root, into);
  }
  if (document.node(root).kind != NodeKind::kArray) return;
  for (NodeId at = document.node(root).first_child; at != kNoNode; at = document.node(at).next) {
    read_entry(document, at, into);
  }
}

bool is_scalar(NodeKind kind) {
  return kind == NodeKind::kString || kind == NodeKind::kNumber || kind == NodeKind::kTrue || kind == NodeKind::kFalse;
}

TfText text_of(const Document& document, NodeId id, uint32_t begin) {
  TfText out;
  out.bytes = document.value(id);
  out.source = &document.source();
  out.map = document.map_of(document.node(id).value);
  return begin == 0 ? out : tf_slice(out, begin, out.bytes.size());
}

}  // namespace

// YAML has its documents in an array: one that is no list of the command line.
void cfn_read_parameters(const Document& document, CfnParameters& into) {
  NodeId root = document.root();
  NodeId first = document.node(root).first_child;
  bool in_documents =
      document.node(root).kind == NodeKind::kArray && first != kNoNode &&
      (document.node(first).kind == NodeKind::kArray ||
       (document.node(first).kind == NodeKind::kObject && document.find(first, "ParameterKey") == kNoNode));
  read_file(document, in_documents ? first : root, into);
}

// `declared`: kNoNode for one of AWS's own.
TfRef CfnEvaluator::parameter(std::string_view name, NodeId declared, TfPlace at) {
  TfRef unknown = tf_unknown(at, std::string(name));
  std::string_view type = "String";
  NodeId fallback = kNoNode;
  if (is_object(declared)) {
    NodeId secret = document_.find(declared, "NoEcho");
    if (secret != kNoNode && document_.value(secret) != "false") return unknown;
    NodeId typed_as = document_.find(declared, "Type");
    if (typed_as != kNoNode && is_string(typed_as)) type = document_.value(typed_as);
    fallback = document_.find(declared, "Default");
  }
  // The value names a parameter of Systems Manager, whose value it is.
  if (type.starts_with("AWS::SSM::Parameter::Value")) return unknown;
  if (auto given = given_.find(name); given != given_.end()) {
    const CfnGiven& value = given->second;
    bool scalar = value.known && is_scalar(value.document->node(value.node).kind);
    return scalar ? typed(type, text_of(*value.document, value.node, value.begin), at) : unknown;
  }
  if (fallback == kNoNode || !is_scalar(document_.node(fallback).kind)) return unknown;
  return typed(type, text(fallback), at);
}

TfRef CfnEvaluator::typed(std::string_view type, TfText text, TfPlace at) const {
  if (type == "CommaDelimitedList" || type.starts_with("List<")) {
    std::vector<TfRef> all;
    const std::string& bytes = text.bytes;
    for (size_t begin = 0; begin < bytes.size() && budget_.take_steps();) {
      size_t end = std::min(bytes.find(',', begin), bytes.size());
      size_t from = std::min(bytes.find_first_not_of(' ', begin), end);
      size_t to = end;
      while (to > from && bytes[to - 1] == ' ') --to;
      all.push_back(tf_string(tf_slice(text, from, to), at));
      begin = end + 1;
    }
    return tf_sequence(TfKind::kTuple, std::move(all), at);
  }
  if (type == "Number") {
    TfRef number = tf_number(text.bytes, at);
    if (number->known()) return number;
  }
  return tf_string(std::move(text), at);
}

}  // namespace klamm
