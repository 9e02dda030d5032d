// Splits HCL into tokens, one at a time. What is inside of `${…}` is again HCL, so the lexer keeps a stack of what it
// is in.
#pragma once

#include <string_view>
#include <vector>

#include "klamm/budget.h"
#include "klamm/document.h"

namespace klamm {

enum class HclTokenType : uint8_t {
  kEnd,
  kNewline,  // also a comment to the end of its line, which that ends
  kIdentifier,
  kNumber,
  kOpenQuote,
  kCloseQuote,
  kOpenHeredoc,   // the marker and its line end
  kCloseHeredoc,  // the line of the marker without its line end
  kText,          // of a template: at most one line, or the escapes `$${` and `%%{`, or a `$` or `%` that is none
  kOpenInterpolation,
  kOpenDirective,
  kCloseSequence,
  kOpenBrace,
  kCloseBrace,
  kOpenBracket,
  kCloseBracket,
  kOpenParenthesis,
  kCloseParenthesis,
  kStar,
  kSlash,
  kPercent,
  kPlus,
  kMinus,
  kAssign,
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kAnd,
  kOr,
  kNot,
  kDot,
  kEllipsis,
  kComma,
  kColon,
  kDoubleColon,
  kQuestion,
  kArrow,
  kInvalid,  // a complaint about it was made
};

struct HclToken {
  HclTokenType type = HclTokenType::kEnd;
  Span span;
};

class HclLexer {
 public:
  enum class Mode : uint8_t { kMain, kTemplate };

  // All must outlive the lexer. In the mode kTemplate the whole text is one template.
  HclLexer(std::string_view text, Mode mode, Budget& budget, std::vector<Diagnostic>& complaints);

  // The next token, comments and blanks passed over; kEnd for ever at the end.
  HclToken next();

 private:
  enum class In : uint8_t { kMain, kQuotes, kHeredoc, kBare };
  struct Level {
    In in = In::kMain;
    int braces = 0;  // kMain: how many were open when `${` opened this
    Span marker{};   // kHeredoc
    bool at_line_begin = false;
  };

  HclToken in_main();
  HclToken in_quotes();
  HclToken in_lines();
  HclToken text_mark(char mark);
  HclToken symbol();
  HclToken number();
  HclToken identifier(uint32_t length);
  HclToken heredoc(uint32_t marker, uint32_t end);
  HclToken close_sequence(uint32_t length);
  bool skip_blanks_and_comments(HclToken& newline);
  bool closes_heredoc(std::string_view line) const;

  HclToken take(HclTokenType type, uint32_t length);
  HclToken invalid(uint32_t length, std::string_view why);
  HclToken malformed();
  HclToken open(HclTokenType type, uint32_t length, Level level);
  char at(uint32_t ahead) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }
  bool at_line_end(uint32_t place) const;
  // Bytes of the identifier's letter there, 0 if there is none.
  uint32_t letter(uint32_t place, bool first) const;

  std::string_view text_;
  uint32_t end_;
  uint32_t at_ = 0;
  int braces_ = 0;
  bool no_more_comment_ends_ = false;  // no `*/` follows
  bool told_malformed_ = false;
  std::vector<Level> levels_;
  Budget& budget_;
  std::vector<Diagnostic>& complaints_;
};

}  // namespace klamm
