#include "klamm/document.h"

#include <algorithm>

namespace klamm {

std::string_view Document::text(Text text) const {
  std::string_view from = text.arena ? std::string_view(arena_) : source_->bytes();
  return from.substr(text.begin, text.size);
}

Span Document::span_of(Text text, uint32_t begin, uint32_t end) const {
  if (!text.arena) return {text.begin + begin, text.begin + end};
  return arena_map_.to_origin({text.begin + begin, text.begin + end}, arena_size());
}

NodeId Document::find(NodeId object, std::string_view wanted) const {
  NodeId found = kNoNode;
  for (NodeId child = nodes_[object].first_child; child != kNoNode; child = nodes_[child].next) {
    if (key(child) == wanted) found = child;
  }
  return found;
}

bool Document::refused() const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.kind == Diagnostic::Kind::kRefused; });
}

std::shared_ptr<const Source> Document::embed(NodeId id) const {
  Text value = nodes_[id].value;
  SpanMap map;
  if (!value.arena) {
    map.add(0, {value.begin, value.begin + value.size});
  } else {
    // The pieces of the arena that hold this text, moved to begin at 0.
    for (uint32_t at = 0; at < value.size;) {
      const auto& pieces = arena_map_.pieces();
      auto after = std::upper_bound(pieces.begin(), pieces.end(), value.begin + at,
                                    [](uint32_t offset, const SpanMap::Piece& piece) { return offset < piece.begin; });
      uint32_t end = after == pieces.end() ? arena_size() : after->begin;
      end = std::min(end, value.begin + value.size);
      const SpanMap::Piece& piece = *(after - 1);
      map.add(at, span_of(value, at, end - value.begin), piece.kind);
      at = end - value.begin;
    }
  }
  return std::make_shared<Source>(source_, std::string(text(value)), std::move(map));
}

NodeId Document::add(Node node, NodeId parent, NodeId previous) {
  auto id = static_cast<NodeId>(nodes_.size());
  node.parent = parent;
  nodes_.push_back(node);
  if (previous != kNoNode) {
    nodes_[previous].next = id;
  } else if (parent != kNoNode) {
    nodes_[parent].first_child = id;
  }
  return id;
}

void Document::write(std::string_view decoded, Span origin, SpanMap::Kind kind) {
  arena_map_.add(arena_size(), origin, kind);
  arena_.append(decoded);
}

Text Document::arena_text(uint32_t begin) const {
  Text text;
  text.begin = begin;
  text.size = (arena_size() - begin) & 0x7fffffff;
  text.arena = 1;
  return text;
}

}  // namespace klamm
