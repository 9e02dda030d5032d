#include <algorithm>

#include "base/quote.h"
#include "model/iam_reading.h"

namespace klamm {

void IamJson::refuse(Span span, std::string message) const {
  diagnostics_.push_back({document_.shared_source(), {Diagnostic::Kind::kRefused, span, std::move(message)}});
}

void IamJson::suspect(Span span, std::string message) const {
  diagnostics_.push_back({document_.shared_source(), {Diagnostic::Kind::kSuspect, span, std::move(message)}});
}

bool IamJson::is_object(NodeId id, std::string_view what) const {
  if (!is(id, NodeKind::kObject)) {
    refuse(node(id).value_span, std::string(what) + " must be an object");
    return false;
  }
  std::vector<NodeId> members;
  for (NodeId member = node(id).first_child; member != kNoNode; member = node(member).next) members.push_back(member);
  std::stable_sort(members.begin(), members.end(),
                   [this](NodeId left, NodeId right) { return document_.key(left) < document_.key(right); });
  for (size_t at = 1; at < members.size(); ++at) {
    if (document_.key(members[at - 1]) != document_.key(members[at])) continue;
    refuse(node(members[at]).key_span, "duplicate member " + in_backticks(document_.key(members[at])));
  }
  return true;
}

std::vector<IamText> IamJson::texts(NodeId id, std::string_view what, bool scalars) const {
  std::vector<IamText> texts;
  const auto add = [&](NodeId one) {
    const NodeKind kind = node(one).kind;
    const bool scalar = kind == NodeKind::kNumber || kind == NodeKind::kTrue || kind == NodeKind::kFalse;
    if (kind == NodeKind::kString || (scalars && scalar)) {
      texts.push_back({value(one), node(one).value_span});
    } else {
      refuse(node(one).value_span, std::string(what) + " must be a string or a list of strings");
    }
  };
  if (!is(id, NodeKind::kArray)) {
    add(id);
    return texts;
  }
  for (NodeId one = node(id).first_child; one != kNoNode; one = node(one).next) add(one);
  return texts;
}

}  // namespace klamm
