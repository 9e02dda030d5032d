#include "model/template_values.h"

namespace klamm {

NodeId TemplateBody::find(NodeId object, std::string_view name) const {
  if (object == kNoNode || node(object).kind != NodeKind::kObject) return kNoNode;
  const NodeId found = document().find(object, name);
  return found != kNoNode && node(found).kind == NodeKind::kNull ? kNoNode : found;
}

TemplateText TemplateBody::text(NodeId id) const {
  TemplateText out;
  if (id == kNoNode) return out;
  const Node& written = node(id);
  out.span = written.value_span;
  if (written.kind == NodeKind::kUnknown) {
    out.address = document().value(id);
    const auto known = source(id);
    out.text = known != nullptr      ? std::string(known->bytes())
               : out.address.empty() ? "${unknown}"
                                     : "${" + out.address + "}";
  } else if (written.kind != NodeKind::kObject && written.kind != NodeKind::kArray) {
    out.text = document().value(id);
    out.known = true;
  }
  return out;
}

std::vector<NodeId> TemplateBody::elements(NodeId id, bool& open) const {
  std::vector<NodeId> out;
  if (id == kNoNode) return out;
  if (node(id).kind != NodeKind::kArray) {
    open = open || node(id).kind == NodeKind::kUnknown;
    return {id};
  }
  for (NodeId at = node(id).first_child; at != kNoNode; at = node(at).next) {
    open = open || (node(at).kind == NodeKind::kUnknown && document().value(at).empty() && source(at) == nullptr);
    out.push_back(at);
  }
  return out;
}

bool refers_to(const TemplateText& value, const Resource& resource, const TemplateText& name) {
  if (!value.address.empty()) {
    std::string_view address = value.address;
    if (!address.starts_with(resource.address)) return false;
    address.remove_prefix(resource.address.size());
    return address.empty() || address.front() == '.';
  }
  return !name.text.empty() && value.text == name.text && value.text != "${unknown}";
}

}  // namespace klamm
