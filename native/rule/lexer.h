// Words of the rule language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rule/expression.h"

namespace klamm {

enum class TokenKind : uint8_t { kEnd, kWord, kFact, kText, kNumber, kSymbol };

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string_view text;  // kText: between the quotes; kFact: behind the @; else as written
  Unit unit = Unit::kNone;
  bool whole = true;
  int64_t integer = 0;
  double number = 0;
  size_t begin = 0;
  size_t end = 0;

  bool is(std::string_view symbol_or_word) const {
    return (kind == TokenKind::kSymbol || kind == TokenKind::kWord) && text == symbol_or_word;
  }
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}
  // The next token; false with a complaint at a character that begins none.
  bool next(Token& token, Complaint& complaint);

 private:
  bool number(Token& token, Complaint& complaint);

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace klamm
