#include "doc_hcl/hcl_lexer.h"

#include <utility>

#include "base/scan.h"
#include "base/utf8.h"
#include "doc_hcl/code_points.h"
#include "doc_hcl/hcl_letters.h"

namespace klamm {
namespace {

using Type = HclTokenType;

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_ascii_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_'; }

}  // namespace

HclLexer::HclLexer(std::string_view text, Mode mode, Budget& budget, std::vector<Diagnostic>& complaints)
    : text_(text), end_(static_cast<uint32_t>(text.size())), budget_(budget), complaints_(complaints) {
  if (text.starts_with(kByteOrderMark)) at_ = static_cast<uint32_t>(kByteOrderMark.size());
  levels_.push_back({mode == Mode::kMain ? In::kMain : In::kBare});
}

HclToken HclLexer::next() {
  if (at_ == end_ || budget_.spent()) return {Type::kEnd, {end_, end_}};
  switch (levels_.back().in) {
    case In::kMain:
      return in_main();
    case In::kQuotes:
      return in_quotes();
    case In::kHeredoc:
    case In::kBare:
      return in_lines();
  }
  return {};
}

HclToken HclLexer::take(Type type, uint32_t length) {
  HclToken token{type, {at_, at_ + length}};
  at_ += length;
  return token;
}

HclToken HclLexer::malformed() {
  std::string_view why = "malformed UTF-8";
  // In another encoding it would be every line.
  return std::exchange(told_malformed_, true) ? take(Type::kInvalid, 1) : invalid(1, why);
}

HclToken HclLexer::invalid(uint32_t length, std::string_view why) {
  HclToken token = take(Type::kInvalid, length);
  if (complaints_.size() < Document::kMostDiagnostics) {
    complaints_.push_back({Diagnostic::Kind::kRefused, token.span, std::string(why)});
  }
  return token;
}

HclToken HclLexer::open(Type type, uint32_t length, Level level) {
  // Beyond the bound the budget is spent, and next() ends the text.
  if (budget_.fits_depth(static_cast<uint32_t>(levels_.size()))) levels_.push_back(level);
  return take(type, length);
}

bool HclLexer::at_line_end(uint32_t place) const {
  return place < end_ && (text_[place] == '\n' || text_.substr(place).starts_with("\r\n"));
}

uint32_t HclLexer::letter(uint32_t place, bool first) const {
  if (place >= end_) return 0;
  char byte = text_[place];
  if (is_ascii_letter(byte)) return 1;
  if (static_cast<uint8_t>(byte) < 0x80) return !first && (byte == '-' || is_digit(byte)) ? 1 : 0;
  auto [code, length] = hcl_letter_at(text_, place);
  if (length == 0) return 0;
  return (first ? begins_identifier(code) : continues_identifier(code)) ? length : 0;
}

// True with `newline` set if a comment took its line end with it.
bool HclLexer::skip_blanks_and_comments(HclToken& newline) {
  for (;;) {
    while (at_ < end_ && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    if (at_ == end_) return false;
    if (text_[at_] == '#' || (text_[at_] == '/' && at(1) == '/')) {
      uint32_t begin = at_;
      size_t line_feed = text_.find('\n', at_);
      at_ = line_feed == std::string_view::npos ? end_ : static_cast<uint32_t>(line_feed) + 1;
      newline = {Type::kNewline, {begin, at_}};
      if (line_feed != std::string_view::npos) return true;
    } else if (text_[at_] == '/' && at(1) == '*' && !no_more_comment_ends_) {
      size_t close = text_.find("*/", at_ + 2);
      no_more_comment_ends_ = close == std::string_view::npos;
      if (no_more_comment_ends_) return false;
      at_ = static_cast<uint32_t>(close) + 2;
    } else {
      return false;
    }
  }
}

HclToken HclLexer::in_main() {
  HclToken newline;
  if (skip_blanks_and_comments(newline)) return newline;
  if (at_ == end_) return {Type::kEnd, {end_, end_}};
  char byte = text_[at_];
  if (at_line_end(at_)) return take(Type::kNewline, byte == '\r' ? 2 : 1);
  if (is_digit(byte)) return number();
  if (uint32_t length = letter(at_, true)) return identifier(length);
  switch (byte) {
    case '"':
      return open(Type::kOpenQuote, 1, {In::kQuotes});
    case '{':
      ++braces_;
      return take(Type::kOpenBrace, 1);
    case '}':
      return close_sequence(1);
    case '~':
      return at(1) == '}' ? close_sequence(2) : invalid(1, "`~` is no operator of HCL");
    case '<':
      if (at(1) == '<') {
        uint32_t marker = at_ + (at(2) == '-' ? 3 : 2);
        uint32_t end = marker;
        for (uint32_t length = letter(end, true); length != 0; length = letter(end, false)) end += length;
        if (end > marker && at_line_end(end)) return heredoc(marker, end);
      }
      return take(at(1) == '=' ? Type::kLessOrEqual : Type::kLess, at(1) == '=' ? 2 : 1);
    default:
      return symbol();
  }
}

// `}`, which ends what `${` opened if no brace within is open; `~}` always says that it does.
HclToken HclLexer::close_sequence(uint32_t length) {
  bool ends = levels_.size() > 1 && levels_.back().braces == braces_;
  --braces_;
  if (ends) levels_.pop_back();
  return take(ends || length == 2 ? Type::kCloseSequence : Type::kCloseBrace, length);
}

HclToken HclLexer::heredoc(uint32_t marker, uint32_t end) {
  uint32_t line_end = end + (text_[end] == '\r' ? 2 : 1);
  Level level{In::kHeredoc};
  level.marker = {marker, end};
  level.at_line_begin = true;
  return open(Type::kOpenHeredoc, line_end - at_, level);
}

HclToken HclLexer::identifier(uint32_t length) {
  uint32_t end = at_;
  for (; length != 0; length = letter(end, false)) end += length;
  return take(Type::kIdentifier, end - at_);
}

// Digits, dots and exponents as far as they reach, but no dot at the end. Whether it is a number is asked later.
HclToken HclLexer::number() {
  uint32_t end = at_ + 1;
  for (uint32_t place = end; place < end_;) {
    char byte = text_[place];
    uint32_t length = is_digit(byte) || byte == '.' ? 1 : 0;
    if (byte == 'e' || byte == 'E') {
      uint32_t sign = place + 1 < end_ && (text_[place + 1] == '+' || text_[place + 1] == '-') ? 1 : 0;
      uint32_t digit = place + 1 + sign;
      if (digit < end_ && is_digit(text_[digit])) length = 2 + sign;
    }
    if (length == 0) break;
    place += length;
    if (byte != '.') end = place;
  }
  return take(Type::kNumber, end - at_);
}

HclToken HclLexer::symbol() {
  auto either = [this](char second, Type both, Type one) { return at(1) == second ? take(both, 2) : take(one, 1); };
  auto only_double = [this](Type both, std::string_view why) {
    return at(1) == text_[at_] ? take(both, 2) : invalid(1, why);
  };
  switch (text_[at_]) {
    case '[':
      return take(Type::kOpenBracket, 1);
    case ']':
      return take(Type::kCloseBracket, 1);
    case '(':
      return take(Type::kOpenParenthesis, 1);
    case ')':
      return take(Type::kCloseParenthesis, 1);
    case ',':
      return take(Type::kComma, 1);
    case '*':
      return take(Type::kStar, 1);
    case '/':
      return take(Type::kSlash, 1);
    case '%':
      return take(Type::kPercent, 1);
    case '+':
      return take(Type::kPlus, 1);
    case '-':
      return take(Type::kMinus, 1);
    case '?':
      return take(Type::kQuestion, 1);
    case ':':
      return either(':', Type::kDoubleColon, Type::kColon);
    case '=':
      return at(1) == '>' ? take(Type::kArrow, 2) : either('=', Type::kEqual, Type::kAssign);
    case '!':
      return either('=', Type::kNotEqual, Type::kNot);
    case '>':
      return either('=', Type::kGreaterOrEqual, Type::kGreater);
    case '&':
      return only_double(Type::kAnd, "`&` is no operator of HCL; the logical one is `&&`");
    case '|':
      return only_double(Type::kOr, "`|` is no operator of HCL; the logical one is `||`");
    case '.':
      return at(1) == '.' && at(2) == '.' ? take(Type::kEllipsis, 3) : take(Type::kDot, 1);
    case '^':
      return invalid(1, "`^` is no operator of HCL");
    case '\'':
      return invalid(1, "strings stand in double quotes");
    case '`':
      return invalid(1, "a backtick quotes nothing; a text of several lines is a heredoc, `<<EOT`");
    case ';':
      return invalid(1, "a semicolon separates nothing; arguments stand on lines of their own");
    default: {
      uint32_t length = hcl_letter_at(text_, at_).length;
      return length == 0 ? malformed() : invalid(length, "a character that HCL does not use");
    }
  }
}

}  // namespace klamm
