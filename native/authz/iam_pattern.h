// Texts of policies with wildcards and policy variables, and their match with what a request says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace klamm::authz {

// How a text of a policy is read.
enum class PatternUse : uint8_t {
  kResource,  // wildcards; behind the fifth colon and at the end of a segment they cross colons; variables behind it
  kArn,       // wildcards that never leave their segment but in the sixth; variables
  kLike,      // wildcards; variables
  kPlain,     // variables only
  kAction,    // wildcards only
};

// Immutable once read. Matching is iterative, in the worst case the product of both lengths.
class IamPattern {
 public:
  struct Piece {
    enum class Kind : uint8_t { kLiteral, kAnyCharacter, kStar, kVariable, kForbidden } kind = Kind::kLiteral;
    bool bounded = false;  // a wildcard that matches no colon
    bool has_default = false;
    uint32_t begin = 0;  // of text_: the literal, or the variable's name
    uint32_t size = 0;
    uint32_t default_begin = 0;
    uint32_t default_size = 0;
  };

  // `variables`: `${…}` is a variable or an escape, else plain text. `holes`: what a template leaves open may be
  // anything, as a forbidden variable.
  static IamPattern read(std::string_view text, PatternUse use, bool variables, bool holes = false);

  bool matches(std::string_view text) const;
  // Of the text before the first wildcard or variable.
  std::string_view literal_prefix() const;
  bool literal() const { return pieces_.size() <= 1 && (pieces_.empty() || pieces_[0].kind == Piece::Kind::kLiteral); }
  bool has_variables() const {
    return variables_;
  }  // or a forbidden one; matches() is then for expand()'s results only
  bool has_wildcards() const;
  const std::vector<Piece>& pieces() const { return pieces_; }
  std::string_view text(const Piece& piece) const { return std::string_view(text_).substr(piece.begin, piece.size); }
  std::string_view fallback(const Piece& piece) const {
    return std::string_view(text_).substr(piece.default_begin, piece.default_size);
  }

  // With the text that `value(piece)` gives for each variable, taken literally; a variable of which it knows none
  // (nullopt), and every forbidden one, may be anything.
  template <class Value>
  IamPattern expand(Value value) const {
    IamPattern expanded;
    for (const Piece& piece : pieces_) {
      std::optional<std::string_view> known = text(piece);
      if (piece.kind == Piece::Kind::kVariable) known = value(piece);
      if (piece.kind == Piece::Kind::kForbidden) known.reset();
      if (piece.kind == Piece::Kind::kStar || piece.kind == Piece::Kind::kAnyCharacter) {
        expanded.pieces_.push_back(piece);
      } else if (known) {
        expanded.append(*known);
      } else {
        expanded.pieces_.push_back({Piece::Kind::kStar});
      }
    }
    return expanded;
  }

 private:
  void append(std::string_view literal);

  std::string text_;
  std::vector<Piece> pieces_;
  bool variables_ = false;
};

// Bytes of the code point at `at`; a surrogate pair of three bytes each is one.
size_t code_point_bytes(std::string_view text, size_t at);

}  // namespace klamm::authz
