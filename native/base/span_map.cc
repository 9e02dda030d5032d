#include <algorithm>

#include "klamm/source.h"

namespace klamm {
namespace {

constexpr uint32_t kBase64Letters = 4;
constexpr uint32_t kBase64Bytes = 3;

// Where a piece's decoded bytes [begin, end), counted from its start, stand in its origin.
Span place(const SpanMap::Piece& piece, uint32_t begin, uint32_t end) {
  switch (piece.kind) {
    case SpanMap::Kind::kCopy:
      return {piece.origin.begin + begin, piece.origin.begin + end};
    case SpanMap::Kind::kBlock:
      return piece.origin;
    case SpanMap::Kind::kBase64: {
      uint32_t first = begin / kBase64Bytes * kBase64Letters;
      uint32_t last = (end + kBase64Bytes - 1) / kBase64Bytes * kBase64Letters;
      return {piece.origin.begin + first, std::min(piece.origin.begin + last, piece.origin.end)};
    }
  }
  return piece.origin;
}

}  // namespace

void SpanMap::add(uint32_t begin, Span origin, Kind kind) {
  if (kind == Kind::kCopy && !pieces_.empty()) {
    Piece& last = pieces_.back();
    if (last.kind == Kind::kCopy && last.origin.end == origin.begin && begin - last.begin == last.origin.size()) {
      last.origin.end = origin.end;
      return;
    }
  }
  pieces_.push_back({begin, origin, kind});
}

Span SpanMap::to_origin(Span decoded, uint32_t size) const {
  if (pieces_.empty()) return {};
  auto piece_at = [this](uint32_t offset) {
    auto after = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                  [](uint32_t at, const Piece& piece) { return at < piece.begin; });
    return after == pieces_.begin() ? after : after - 1;
  };
  auto first = piece_at(decoded.begin);
  auto last = decoded.empty() ? first : piece_at(decoded.end - 1);
  Span begin = place(*first, decoded.begin - first->begin, decoded.begin - first->begin);
  if (decoded.empty()) {
    // The end of the text is a place behind its last piece.
    bool at_end = decoded.begin >= size && first->kind != Kind::kCopy;
    return at_end ? Span{first->origin.end, first->origin.end} : Span{begin.begin, begin.begin};
  }
  Span end = place(*last, decoded.end - 1 - last->begin, decoded.end - last->begin);
  // Pieces that were put together in another order than they were written in: the first one's place.
  return end.end < begin.begin ? begin : Span{begin.begin, end.end};
}

}  // namespace klamm
