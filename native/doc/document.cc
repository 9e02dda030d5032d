#include "klamm/document.h"

#include <algorithm>

namespace klamm {

std::string_view Document::text(Text text) const {
  std::string_view from = text.arena ? std::string_view(arena_) : source_->bytes();
  return from.substr(text.begin, text.size);
}

Span Document::span_of(Text text, uint32_t begin, uint32_t end) const {
  if (!text.arena) return {text.begin + begin, text.begin + end};
  if (begin == end && begin == text.size && begin != 0) {
    // Behind the last byte of this text, not at the first of the next one in the arena.
    uint32_t place = span_of(text, begin - 1, begin).end;
    return {place, place};
  }
  return arena_map_.to_origin({text.begin + begin, text.begin + end}, arena_size());
}

NodeId Document::find(NodeId object, std::string_view wanted) const {
  NodeId found = kNoNode;
  for (NodeId child = node(object).first_child; child != kNoNode; child = node(child).next) {
    if (key(child) == wanted) found = child;
  }
  return found;
}

SpanMap Document::map_of(Text text) const {
  SpanMap map;
  if (!text.arena) {
    map.add(0, {text.begin, text.begin + text.size});
    return map;
  }
  // The pieces of the arena that hold this text, moved to begin at 0.
  uint32_t end = text.begin + text.size;
  const auto& pieces = arena_map_.pieces();
  auto behind = std::upper_bound(pieces.begin(), pieces.end(), text.begin,
                                 [](uint32_t offset, const SpanMap::Piece& piece) { return offset < piece.begin; });
  for (auto piece = behind - 1; piece != pieces.end() && piece->begin < end; ++piece) {
    uint32_t piece_end = std::min(end, piece + 1 == pieces.end() ? arena_size() : (piece + 1)->begin);
    uint32_t begin = std::max(text.begin, piece->begin);
    map.add(begin - text.begin, arena_map_.to_origin({begin, piece_end}, arena_size()), piece->kind);
  }
  return map;
}

std::shared_ptr<const Source> Document::embed(NodeId id) const {
  Text value = node(id).value;
  return std::make_shared<Source>(source_, std::string(text(value)), map_of(value));
}

NodeId Document::add(Node node, NodeId parent, NodeId previous) {
  NodeId id = size_++;
  if (id % kChunk == 0) chunks_.emplace_back().reserve(kChunk);
  node.parent = parent;
  chunks_.back().push_back(node);
  if (previous != kNoNode) {
    edit(previous).next = id;
  } else if (parent != kNoNode) {
    edit(parent).first_child = id;
  }
  return id;
}

void Document::complain(Diagnostic diagnostic) {
  refused_ = refused_ || diagnostic.kind == Diagnostic::Kind::kRefused;
  if (diagnostics_.size() < kMostDiagnostics) diagnostics_.push_back(std::move(diagnostic));
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
