// Stretches of literal text in a template, as pieces of the source that blanks can still be taken off.
#pragma once

#include <utility>
#include <vector>

#include "klamm/document.h"
#include "klamm/hcl.h"

namespace klamm {

// A stack: literals that belong to an inner template come and go above those of the outer one.
class HclLiterals {
 public:
  struct Literal {
    uint32_t first = 0;  // its parts
    uint32_t end = 0;
  };

  HclLiterals(HclFile& file, Budget& budget) : file_(file), budget_(budget) {}

  Literal begin() const { return {size(), size()}; }
  // Appends the text of a token to the newest literal.
  void add(Literal& literal, Span token, bool quoted);
  // What is wrong with escapes since the last call.
  std::vector<Diagnostic> take_wrong() { return std::exchange(wrong_, {}); }
  // Forgets it and all that are newer.
  void drop(const Literal& literal) { parts_.resize(literal.first); }

  // Unicode's blanks, decoded, off one end.
  void strip_left(Literal& literal);
  void strip_right(Literal& literal);
  // Blanks at its begin, CRLF counting as one; all: there is nothing else.
  uint32_t count_blanks(Literal literal, bool& all) const;
  void remove_blanks(Literal& literal, uint32_t count);
  bool ends_line(const Literal& literal) const;
  // Where its first byte stands.
  uint32_t place(const Literal& literal, uint32_t otherwise) const;

  // The decoded text of neighbouring literals as one; `place` is that of an empty one.
  Text text(const Literal& literal, uint32_t place) { return text(&literal, 1, place); }
  Text text(const Literal* literals, size_t count, uint32_t place);

 private:
  static constexpr char32_t kCopy = 0xffffffff;
  struct Part {
    Span origin;
    char32_t code = kCopy;  // of an escape; kCopy: the origin's own bytes
  };

  uint32_t size() const { return static_cast<uint32_t>(parts_.size()); }
  void escape(uint32_t& at, uint32_t end);
  // The first or last character of a part and its bytes in the source.
  struct Character {
    char32_t code;
    uint32_t length;
  };
  Character first_of(const Part& part) const;
  Character last_of(const Part& part) const;
  void drop_first(Literal& literal, uint32_t length);

  HclFile& file_;
  Budget& budget_;
  std::vector<Part> parts_;
  std::vector<Diagnostic> wrong_;
};

}  // namespace klamm
