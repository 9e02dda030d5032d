#include "model/terraform_document.h"

#include <algorithm>
#include <functional>

namespace klamm {
namespace {

bool is_within(Span inner, Span outer) { return inner.begin >= outer.begin && inner.end <= outer.end; }

NodeKind kind_of(const TfValue& value) {
  switch (value.kind) {
    case TfKind::kUnknown:
      return NodeKind::kUnknown;
    case TfKind::kNull:
      return NodeKind::kNull;
    case TfKind::kBool:
      return value.truth ? NodeKind::kTrue : NodeKind::kFalse;
    case TfKind::kNumber:
      return NodeKind::kNumber;
    case TfKind::kString:
      return NodeKind::kString;
    case TfKind::kTuple:
    case TfKind::kList:
    case TfKind::kSet:
      return NodeKind::kArray;
    case TfKind::kObject:
    case TfKind::kMap:
      return NodeKind::kObject;
  }
  return NodeKind::kUnknown;
}

}  // namespace

TfDocument::TfDocument(std::shared_ptr<const Source> source, const TfSources& sources, Budget& budget,
                       std::vector<TextOrigin>& origins)
    : sources_(sources), budget_(budget), origins_(origins), document_(std::make_shared<Document>(std::move(source))) {
  budget_.take_nodes();
  Node root;
  root.kind = NodeKind::kArray;
  root.value_span = {0, static_cast<uint32_t>(document_->source().bytes().size())};
  document_->add(root, kNoNode, kNoNode);
}

NodeId TfDocument::add(const TfValue& body) {
  if (!budget_.take_nodes()) return kNoNode;
  Node node;
  node.kind = NodeKind::kObject;
  node.value_span = place_of(body.place, document_->node(document_->root()).value_span);
  last_ = document_->add(node, document_->root(), last_);
  return write_all(last_, body, node.value_span);
}

// Where the value stands, if that is within what brought it; else what brought it.
Span TfDocument::place_of(const TfPlace& place, Span within) const {
  bool here = place.source == &document_->source() && !place.span.empty() && is_within(place.span, within);
  return here ? place.span : within;
}

Text TfDocument::word(std::string_view bytes, Span span) {
  if (document_->source().bytes().substr(span.begin, span.size()) == bytes) return view(span);
  uint32_t begin = document_->arena_size();
  if (bytes.empty() || span.empty() || !budget_.take_pieces()) return view({span.begin, span.begin});
  document_->write(bytes, span, SpanMap::Kind::kBlock);
  return document_->arena_text(begin);
}

// A text whose bytes stand within the span, in their order, keeps their places; another's place is the whole span.
Text TfDocument::copied(const TfText& text, Span within, bool& elsewhere) {
  const auto& pieces = text.map.pieces();
  elsewhere = text.source != &document_->source();
  uint32_t last = within.begin;
  for (const SpanMap::Piece& piece : pieces) {
    elsewhere = elsewhere || !is_within(piece.origin, within) || piece.origin.begin < last || piece.origin.empty();
    last = piece.origin.begin;
  }
  if (elsewhere || text.bytes.empty()) return word(text.bytes, within);
  if (pieces.size() == 1 && pieces[0].kind == SpanMap::Kind::kCopy) return view(pieces[0].origin);
  if (!budget_.take_pieces(static_cast<uint32_t>(pieces.size()))) return {};
  uint32_t begin = document_->arena_size();
  for (auto piece = pieces.begin(); piece != pieces.end(); ++piece) {
    size_t end = piece + 1 == pieces.end() ? text.bytes.size() : (piece + 1)->begin;
    std::string_view bytes = std::string_view(text.bytes).substr(piece->begin, end - piece->begin);
    document_->write(bytes, piece->origin, piece->kind);
  }
  return document_->arena_text(begin);
}

NodeId TfDocument::write(const TfRef& value, const TfText* key, Span within, At at) {
  if (!budget_.take_nodes() || !budget_.fits_depth(depth_)) return kNoNode;
  Node node;
  node.kind = kind_of(*value);
  if (key != nullptr) {
    node.has_key = true;
    Span place =
        key->map.to_origin({0, static_cast<uint32_t>(key->bytes.size())}, static_cast<uint32_t>(key->bytes.size()));
    bool here = key->source == &document_->source() && !place.empty();
    std::string_view bytes = document_->source().bytes();
    node.key_span = here ? place : within;
    bool quoted = here && place.begin > 0 && bytes[place.begin - 1] == '"' && bytes.substr(place.end).starts_with('"');
    if (quoted) node.key_span = {place.begin - 1, place.end + 1};
    bool elsewhere = false;
    node.key = copied(*key, node.key_span, elsewhere);
  }
  node.value_span = place_of(value->place, within);
  bool elsewhere = false;
  bool text = node.kind == NodeKind::kString || value->holes;
  if (node.kind == NodeKind::kString) {
    node.value = copied(value->text, node.value_span, elsewhere);
  } else if (node.kind == NodeKind::kTrue || node.kind == NodeKind::kFalse) {
    node.value = word(value->truth ? "true" : "false", node.value_span);
  } else if (node.kind == NodeKind::kNull) {
    node.value = word("null", node.value_span);
  } else if (node.kind == NodeKind::kNumber || node.kind == NodeKind::kUnknown) {
    node.value = word(value->holes ? std::string_view() : value->text.bytes, node.value_span);
  }
  NodeId id = document_->add(node, at.parent, at.previous);
  if (text && (elsewhere || value->holes)) {
    if (auto home = sources_.find(value->text.source)) {
      auto source = std::make_shared<Source>(home, value->text.bytes, value->text.map);
      origins_.push_back({document_.get(), id, std::move(source)});
    }
  }
  ++depth_;
  id = write_all(id, *value, node.value_span);
  --depth_;
  return id;
}

// What is in a value, in the order of the text where it stands in this one.
NodeId TfDocument::write_all(NodeId id, const TfValue& value, Span within) {
  NodeId previous = kNoNode;
  for (const TfRef& item : value.items) {
    previous = write(item, nullptr, within, {id, previous});
    if (previous == kNoNode) return kNoNode;
  }
  std::vector<const TfMember*> members;
  for (const TfMember& member : value.members) members.push_back(&member);
  auto place = [&](const TfMember* member) {
    const auto& pieces = member->key.map.pieces();
    bool here = member->key.source == &document_->source() && !pieces.empty();
    return here ? pieces[0].origin.begin : within.end;
  };
  std::stable_sort(members.begin(), members.end(),
                   [&](const TfMember* one, const TfMember* other) { return place(one) < place(other); });
  for (const TfMember* member : members) {
    Span at = place_of(member->at, within);
    previous = write(member->value, &member->key, at, {id, previous});
    if (previous == kNoNode) return kNoNode;
  }
  return id;
}

void sort_origins(std::vector<TextOrigin>& origins) {
  std::sort(origins.begin(), origins.end(), [](const TextOrigin& one, const TextOrigin& other) {
    if (one.document != other.document) return std::less<>()(one.document, other.document);
    return one.node < other.node;
  });
}

}  // namespace klamm
