#include <algorithm>

#include "base/iam_hole.h"
#include "base/quote.h"
#include "model/iam_reading.h"

namespace klamm {

std::string IamJson::value(NodeId id) const {
  std::string text(document_.value(id));
  if (holes_ == nullptr) return text;
  if (node(id).kind == NodeKind::kUnknown) {
    auto known = holes_->text ? holes_->text(id) : nullptr;
    text = known != nullptr ? std::string(known->bytes()) : "${" + (text.empty() ? "unknown" : text) + "}";
  }
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t behind = iam_hole_end(text, at);
    if (behind == std::string::npos) {
      out += text[at++];
      continue;
    }
    std::string_view hole = std::string_view(text).substr(at, behind - at);
    const std::string meaning = holes_->meaning ? holes_->meaning(hole.substr(2, hole.size() - 3)) : std::string();
    out += meaning.empty() ? hole : meaning;
    at = behind;
  }
  // In addresses of CloudFormation: an ARN is split at its colons.
  for (size_t at = out.find("::"); at != std::string::npos; at = out.find("::", at + 1)) {
    const size_t open = out.rfind("${", at);
    if (open != std::string::npos && iam_hole_end(out, open) > at) out.replace(at, 2, ".");
  }
  return out;
}

bool IamJson::open(NodeId id) const {
  if (holes_ == nullptr || id == kNoNode) return false;
  if (node(id).kind == NodeKind::kUnknown) return holes_->text == nullptr || holes_->text(id) == nullptr;
  return node(id).kind == NodeKind::kString && is_iam_hole(document_.value(id));
}

Span IamJson::place(Span span) const {
  std::string_view bytes = document_.source().bytes();
  const bool quoted = holes_ != nullptr && !holes_->text && span.size() > 2 && bytes[span.begin] == '"';
  return quoted ? Span{span.begin + 1, span.end - 1} : span;
}

Span IamJson::head(NodeId object) const {
  const Span whole = node(object).value_span;
  if (holes_ == nullptr || holes_->text || node(object).first_child == kNoNode) return whole;
  const Source& source = document_.source();
  const Source& root = source.root();
  const Span home = source.to_root({whole.begin, whole.begin + 1});
  if (home.begin < root.bytes().size() && root.bytes()[home.begin] == '{') return whole;
  Span first = place(node(node(object).first_child).key_span);
  for (NodeId member = node(object).first_child; member != kNoNode; member = node(member).next) {
    const Span key = place(node(member).key_span);
    if (source.to_root(key).begin < source.to_root(first).begin) first = key;
  }
  return first;
}

bool IamJson::holed(std::string_view text) const { return holes_ != nullptr && has_iam_hole(text); }

void IamJson::refuse(Span span, std::string message) const {
  diagnostics_.push_back({document_.shared_source(), {Diagnostic::Kind::kRefused, place(span), std::move(message)}});
}

void IamJson::suspect(Span span, std::string message) const {
  diagnostics_.push_back({document_.shared_source(), {Diagnostic::Kind::kSuspect, place(span), std::move(message)}});
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
    const NodeKind kind = is(one, NodeKind::kString) ? NodeKind::kString : node(one).kind;
    const bool scalar = kind == NodeKind::kNumber || kind == NodeKind::kTrue || kind == NodeKind::kFalse;
    if (kind == NodeKind::kString || (scalars && scalar)) {
      texts.push_back({value(one), place(node(one).value_span)});
      texts.back().holes = holed(texts.back().text);
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
