#include "authz/iam_pattern.h"

#include <algorithm>

#include "base/iam_hole.h"

namespace klamm::authz {
namespace {

using Piece = IamPattern::Piece;
using Kind = IamPattern::Piece::Kind;
constexpr size_t kNone = std::string_view::npos;

std::string_view trimmed(std::string_view text) {
  const size_t begin = std::min(text.find_first_not_of(' '), text.size());
  const size_t end = text.find_last_not_of(' ');
  return end == kNone ? std::string_view() : text.substr(begin, end + 1 - begin);
}

// What stands between `${` and `}`.
struct Variable {
  std::string_view name;
  std::string_view fallback;
  bool has_default = false;
};

Variable read_variable(std::string_view inside) {
  const size_t comma = inside.find(',');
  if (comma == kNone) return {trimmed(inside), {}, false};
  std::string_view quoted = trimmed(inside.substr(comma + 1));
  const bool well = quoted.size() >= 2 && quoted.front() == '\'' && quoted.back() == '\'';
  if (!well) return {trimmed(inside.substr(0, comma)), {}, false};
  return {trimmed(inside.substr(0, comma)), quoted.substr(1, quoted.size() - 2), true};
}

// Whether a wildcard at `at` of an ARN pattern, in segment `segment` (0 to 5), stays left of the next colon.
bool is_bounded(std::string_view text, size_t at, size_t segment, PatternUse use) {
  if (segment >= 5) return false;
  if (use == PatternUse::kArn) return true;
  if (use != PatternUse::kResource) return false;
  return text[at] == '?' || (at + 1 < text.size() && text[at + 1] != ':');
}

}  // namespace

size_t code_point_bytes(std::string_view text, size_t at) {
  const auto byte = [text](size_t index) { return static_cast<uint8_t>(index < text.size() ? text[index] : 0); };
  const uint8_t lead = byte(at);
  size_t size = 1;
  if (lead >= 0xF0) {
    size = 4;
  } else if (lead >= 0xE0) {
    const bool pair =
        lead == 0xED && byte(at + 1) >= 0xA0 && byte(at + 1) < 0xB0 && byte(at + 3) == 0xED && byte(at + 4) >= 0xB0;
    size = pair ? 6 : 3;
  } else if (lead >= 0xC0) {
    size = 2;
  }
  return std::min(size, text.size() - at);
}

void IamPattern::append(std::string_view literal) {
  if (literal.empty()) return;
  const auto begin = static_cast<uint32_t>(text_.size());
  text_ += literal;
  if (!pieces_.empty() && pieces_.back().kind == Kind::kLiteral) {
    pieces_.back().size += static_cast<uint32_t>(literal.size());
    return;
  }
  Piece piece;
  piece.begin = begin;
  piece.size = static_cast<uint32_t>(literal.size());
  pieces_.push_back(piece);
}

IamPattern IamPattern::read(std::string_view text, PatternUse use, bool variables, bool holes) {
  IamPattern pattern;
  const bool wild = use != PatternUse::kPlain;
  const bool segmented = use == PatternUse::kResource || use == PatternUse::kArn;
  size_t segment = 0;
  for (size_t at = 0; at < text.size();) {
    const char byte = text[at];
    if (wild && (byte == '*' || byte == '?')) {
      Piece piece;
      piece.kind = byte == '*' ? Kind::kStar : Kind::kAnyCharacter;
      piece.bounded = segmented && is_bounded(text, at, segment, use);
      pattern.pieces_.push_back(piece);
      ++at;
      continue;
    }
    if (const size_t behind = holes ? iam_hole_end(text, at) : kNone; behind != kNone) {
      Piece piece;
      piece.kind = Kind::kForbidden;
      pattern.pieces_.push_back(piece);
      pattern.variables_ = true;
      at = behind;
      // It may hold colons.
      segment = 5;
      continue;
    }
    const size_t close = variables && text.substr(at).starts_with("${") ? text.find('}', at) : kNone;
    if (close == kNone) {
      if (byte == ':' && segment < 5) ++segment;
      pattern.append(text.substr(at, 1));
      ++at;
      continue;
    }
    std::string_view inside = text.substr(at + 2, close - at - 2);
    at = close + 1;
    if (inside == "*" || inside == "?" || inside == "$") {
      pattern.append(inside);
      continue;
    }
    const Variable variable = read_variable(inside);
    Piece piece;
    piece.kind = use == PatternUse::kResource && segment < 5 ? Kind::kForbidden : Kind::kVariable;
    piece.has_default = variable.has_default;
    piece.begin = static_cast<uint32_t>(pattern.text_.size());
    piece.size = static_cast<uint32_t>(variable.name.size());
    pattern.text_ += variable.name;
    piece.default_begin = static_cast<uint32_t>(pattern.text_.size());
    piece.default_size = static_cast<uint32_t>(variable.fallback.size());
    pattern.text_ += variable.fallback;
    pattern.pieces_.push_back(piece);
    pattern.variables_ = true;
  }
  return pattern;
}

std::string_view IamPattern::literal_prefix() const {
  return !pieces_.empty() && pieces_[0].kind == Kind::kLiteral ? text(pieces_[0]) : std::string_view();
}

bool IamPattern::has_wildcards() const {
  return std::any_of(pieces_.begin(), pieces_.end(),
                     [](const Piece& piece) { return piece.kind == Kind::kStar || piece.kind == Kind::kAnyCharacter; });
}

// Of the stars passed so far only the last of each kind can still help: a bounded one within its segment, then the last
// unbounded one, which moves on by one character and lets all behind it begin anew.
bool IamPattern::matches(std::string_view subject) const {
  if (!pieces_.empty() && pieces_.back().kind == Kind::kLiteral && !subject.ends_with(text(pieces_.back())))
    return false;
  size_t piece_at = 0;
  size_t at = 0;
  size_t free_piece = kNone;
  size_t free_at = 0;
  size_t bounded_piece = kNone;
  size_t bounded_at = 0;
  for (;;) {
    bool went_on = false;
    if (piece_at == pieces_.size()) {
      if (at == subject.size()) return true;
    } else {
      const Piece& piece = pieces_[piece_at];
      if (piece.kind == Kind::kLiteral) {
        std::string_view literal = text(piece);
        went_on = subject.substr(at).starts_with(literal);
        if (went_on) at += literal.size();
      } else if (piece.kind == Kind::kAnyCharacter) {
        went_on = at < subject.size() && !(piece.bounded && subject[at] == ':');
        if (went_on) at += code_point_bytes(subject, at);
      } else if (piece.kind == Kind::kStar) {
        went_on = true;
        if (piece.bounded) {
          bounded_piece = piece_at;
          bounded_at = at;
        } else {
          if (piece_at + 1 == pieces_.size()) return true;
          free_piece = piece_at;
          free_at = at;
          bounded_piece = kNone;
        }
      }
      if (went_on) {
        ++piece_at;
        continue;
      }
    }
    if (bounded_piece != kNone && bounded_at < subject.size() && subject[bounded_at] != ':') {
      bounded_at += code_point_bytes(subject, bounded_at);
      at = bounded_at;
      piece_at = bounded_piece + 1;
      continue;
    }
    if (free_piece == kNone || free_at >= subject.size()) return false;
    free_at += code_point_bytes(subject, free_at);
    const Piece& next = pieces_[free_piece + 1];
    if (next.kind == Kind::kLiteral) {
      free_at = subject.find(text(next), free_at);
      if (free_at == kNone) return false;
    }
    at = free_at;
    piece_at = free_piece + 1;
    bounded_piece = kNone;
  }
}

}  // namespace klamm::authz
