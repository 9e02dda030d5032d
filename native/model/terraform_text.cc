#include "model/terraform_text.h"

#include <algorithm>
#include <cctype>

namespace klamm {
namespace {

// Bytes built cost steps, so that a text cannot double for ever.
constexpr uint64_t kBytesForStep = 16;

bool only_marks(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char byte) { return std::isalnum(static_cast<unsigned char>(byte)); });
}

// How a value that nobody knows stands in a text: as its expression, or where that has marks of its own, as a word.
std::string hole(const TfValue& value, TfPlace at) {
  std::string shown = value.text.bytes;
  // A pseudo parameter of CloudFormation's, `AWS::Region`: colons have a meaning in ARNs.
  if (shown.starts_with("AWS::")) shown.replace(3, 2, ".");
  if (shown.empty()) shown = std::string(at.source->bytes().substr(at.span.begin, at.span.size()));
  if (shown.find_first_of(":{}\n\r\"") != std::string::npos) shown = "unknown";
  return "${" + shown + "}";
}

}  // namespace

void TfTextBuilder::literal(std::string_view bytes, SpanMap map) {
  if (bytes.empty()) return;
  Segment segment;
  segment.text.bytes = bytes;
  segment.text.source = whole_.source;
  segment.text.map = std::move(map);
  segment.at = whole_;
  segment.literal = true;
  budget_.take_steps(1 + bytes.size() / kBytesForStep);
  budget_.take_pieces(static_cast<uint32_t>(segment.text.map.pieces().size()));
  segments_.push_back(std::move(segment));
}

void TfTextBuilder::value(const TfText& text, TfPlace at, bool iterates) {
  if (text.bytes.empty()) return;
  if (!budget_.take_steps(1 + text.bytes.size() / kBytesForStep)) return;
  if (!budget_.take_pieces(static_cast<uint32_t>(text.map.pieces().size()))) return;
  segments_.push_back({text, at, false, iterates});
}

void TfTextBuilder::mark(std::string_view bytes) {
  if (bytes.empty() || !budget_.take_steps(1 + bytes.size() / kBytesForStep)) return;
  Segment segment;
  segment.text.bytes = bytes;
  segment.at = whole_;
  segment.mark = true;
  segments_.push_back(std::move(segment));
}

bool TfTextBuilder::add(const TfRef& given, TfPlace at, bool iterates) {
  TfRef text = tf_to_string(given);
  if (text->kind == TfKind::kString) {
    value(text->text, at, iterates);
    return true;
  }
  if (text->failed || text->kind != TfKind::kUnknown) return false;
  holes_ = true;
  text->holes ? value(text->text, at, iterates) : value(TfText(hole(*text, at), at), at, false);
  return true;
}

// The source that places lead to: that of the expression, or that of the list or map which it only puts marks between.
const Source* TfTextBuilder::home() const {
  const Source* other = nullptr;
  for (const Segment& segment : segments_) {
    if (segment.mark) continue;
    if (segment.iterates && segment.text.source != nullptr && segment.text.source != whole_.source) {
      if (other != nullptr && other != segment.text.source) return whole_.source;
      other = segment.text.source;
    } else if (!only_marks(segment.text.bytes)) {
      return whole_.source;
    }
  }
  return other != nullptr ? other : whole_.source;
}

bool TfTextBuilder::keeps_places(const Segment& segment, const Source* home) const {
  if (segment.mark || segment.text.source != home) return false;
  if (segment.literal || segment.iterates) return true;
  const auto& pieces = segment.text.map.pieces();
  return std::all_of(pieces.begin(), pieces.end(), [&](const SpanMap::Piece& piece) {
    return piece.origin.begin >= segment.at.span.begin && piece.origin.end <= segment.at.span.end;
  });
}

TfText tf_slice(const TfText& text, size_t begin, size_t end) {
  TfText out;
  out.source = text.source;
  out.bytes = text.bytes.substr(begin, end - begin);
  const auto& pieces = text.map.pieces();
  auto from = static_cast<uint32_t>(begin);
  auto to = static_cast<uint32_t>(end);
  auto piece = std::upper_bound(pieces.begin(), pieces.end(), from,
                                [](uint32_t offset, const SpanMap::Piece& one) { return offset < one.begin; });
  if (piece != pieces.begin()) --piece;
  for (; piece != pieces.end() && (piece->begin < to || out.map.empty()); ++piece) {
    uint32_t first = std::max(from, piece->begin);
    uint32_t last = piece + 1 == pieces.end() ? to : std::min(to, (piece + 1)->begin);
    Span origin = text.map.to_origin({first, std::max(first, last)}, static_cast<uint32_t>(text.bytes.size()));
    out.map.add(first - from, origin, piece->kind);
  }
  return out;
}

TfRef TfTextBuilder::finish() {
  TfText out;
  out.source = home();
  Span last{};
  bool first = true;
  Span begin = out.source == whole_.source ? Span{whole_.span.begin, whole_.span.begin} : Span{};
  for (const Segment& segment : segments_) {
    auto base = static_cast<uint32_t>(out.bytes.size());
    if (keeps_places(segment, out.source)) {
      for (const SpanMap::Piece& piece : segment.text.map.pieces()) {
        out.map.add(base + piece.begin, piece.origin, piece.kind);
        last = piece.origin;
        first = false;
      }
    } else if (!segment.mark && segment.at.source == out.source) {
      out.map.add(base, segment.at.span, SpanMap::Kind::kBlock);
    } else {
      // A mark in a text that stands elsewhere: behind what was last.
      out.map.add(base, first ? begin : Span{last.end, last.end}, SpanMap::Kind::kBlock);
    }
    out.bytes += segment.text.bytes;
    if (!budget_.fits_bytes(out.bytes.size())) break;
  }
  if (segments_.empty()) out.map.add(0, whole_.span, SpanMap::Kind::kBlock);
  return holes_ ? tf_holed(std::move(out), whole_) : tf_string(std::move(out), whole_);
}

}  // namespace klamm
