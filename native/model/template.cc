#include "klamm/template.h"

#include <algorithm>
#include <functional>

namespace klamm {

const Resource* Template::find(std::string_view address) const {
  auto found = std::find_if(resources.begin(), resources.end(),
                            [&](const Resource& resource) { return resource.address == address; });
  return found == resources.end() ? nullptr : &*found;
}

std::shared_ptr<const Source> Template::text(const Resource& resource, NodeId node) const {
  auto key = std::make_pair(resource.document.get(), node);
  auto found = std::lower_bound(origins.begin(), origins.end(), key, [](const TextOrigin& origin, const auto& wanted) {
    if (origin.document != wanted.first) return std::less<>()(origin.document, wanted.first);
    return origin.node < wanted.second;
  });
  bool elsewhere = found != origins.end() && found->document == key.first && found->node == node;
  if (elsewhere) return found->source;
  return resource.document->node(node).kind == NodeKind::kString ? resource.document->embed(node) : nullptr;
}

}  // namespace klamm
