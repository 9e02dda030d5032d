#include "klamm/deployment.h"

namespace klamm {

std::shared_ptr<const Document> document_of_settings(const std::vector<std::pair<std::string, std::string>>& settings) {
  // The text is what places are counted in; nobody parses it.
  std::string text;
  for (const auto& [key, value] : settings) text.append(key).append("=").append(value).append("\n");
  const auto size = static_cast<uint32_t>(text.size());
  auto document = std::make_shared<Document>(std::make_shared<Source>("configuration", std::move(text)));
  Node root;
  root.kind = NodeKind::kObject;
  root.value_span = {0, size};
  document->add(root, kNoNode, kNoNode);
  NodeId last = kNoNode;
  uint32_t at = 0;
  for (const auto& [key, value] : settings) {
    Node node;
    node.kind = NodeKind::kString;
    node.has_key = true;
    node.separated = true;
    node.key_span = {at, at + static_cast<uint32_t>(key.size())};
    node.value_span = {node.key_span.end + 1, node.key_span.end + 1 + static_cast<uint32_t>(value.size())};
    node.key = view(node.key_span);
    node.value = view(node.value_span);
    last = document->add(node, document->root(), last);
    at = node.value_span.end + 1;
  }
  return document;
}

}  // namespace klamm
