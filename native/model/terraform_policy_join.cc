#include "model/terraform_policy_join.h"

#include <algorithm>
#include <utility>

#include "klamm/document.h"

namespace klamm {

void TfPolicyJoin::add(const TfRef& text) {
  if (text->is_sequence()) {
    for (const TfRef& item : text->items) add(item);
    return;
  }
  if (text->kind == TfKind::kNull) return;
  const bool told = text->kind == TfKind::kString || text->holes;
  if (!told) {
    open_ = true;
    return;
  }
  auto json = read_json(std::make_shared<const Source>("", text->text.bytes), budget_);
  const NodeId root = 0;
  const bool object = json.ok() && !json.value().refused() && json.value().node(root).kind == NodeKind::kObject;
  const NodeId list = object ? json.value().find(root, "Statement") : kNoNode;
  if (list == kNoNode) {
    // An empty object is an empty document.
    open_ = open_ || !object || json.value().node(root).first_child != kNoNode;
    return;
  }
  const Document& document = json.value();
  const bool array = document.node(list).kind == NodeKind::kArray;
  for (NodeId at = array ? document.node(list).first_child : list; at != kNoNode;
       at = array ? document.node(at).next : kNoNode) {
    if (!budget_.take_steps(1 + statements_.size())) return;
    const NodeId sid = document.node(at).kind == NodeKind::kObject ? document.find(at, "Sid") : kNoNode;
    const Span span = document.node(at).value_span;
    TfText slice = tf_slice(text->text, span.begin, span.end);
    Statement statement;
    if (sid != kNoNode) statement.sid = document.value(sid);
    statement.text = text->holes ? tf_holed(std::move(slice), text->place) : tf_string(std::move(slice), text->place);
    auto same = std::find_if(statements_.begin(), statements_.end(), [&](const Statement& other) {
      return !statement.sid.empty() && other.sid == statement.sid;
    });
    if (same != statements_.end()) {
      *same = std::move(statement);
    } else {
      statements_.push_back(std::move(statement));
    }
  }
}

TfRef TfPolicyJoin::finish(const TfRef& version, TfPlace place) {
  TfTextBuilder out(budget_, place);
  out.mark("{\"Statement\":[");
  bool first = true;
  for (const Statement& statement : statements_) {
    if (!std::exchange(first, false)) out.mark(",");
    out.add(statement.text, statement.text->place.source != nullptr ? statement.text->place : place, true);
  }
  if (open_) {
    out.mark(first ? "\"" : ",\"");
    out.add(tf_unknown(place, "unknown"), place, false);
    out.mark("\"");
  }
  out.mark("],\"Version\":");
  out.add(tf_json_encode(version, place, budget_), place, true);
  out.mark("}");
  return out.finish();
}

}  // namespace klamm
