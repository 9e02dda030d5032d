#include "rule/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace klamm {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '-'; }

struct UnitName {
  std::string_view name;
  Unit unit;
  int64_t factor;  // sizes: to bytes
};
constexpr std::array<UnitName, 8> kUnits = {{{"KiB", Unit::kBytes, int64_t{1} << 10},
                                             {"MiB", Unit::kBytes, int64_t{1} << 20},
                                             {"GiB", Unit::kBytes, int64_t{1} << 30},
                                             {"ms", Unit::kMillis, 1},
                                             {"s", Unit::kSeconds, 1},
                                             {"m", Unit::kMinutes, 1},
                                             {"h", Unit::kHours, 1},
                                             {"d", Unit::kDays, 1}}};

}  // namespace

bool Lexer::next(Token& token, Complaint& complaint) {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) {
    ++at_;
  }
  token = Token{};
  token.begin = at_;
  auto finish = [&](TokenKind kind, size_t size) {
    token.kind = kind;
    token.text = text_.substr(at_, size);
    at_ += size;
    token.end = at_;
    return true;
  };
  if (at_ == text_.size()) return finish(TokenKind::kEnd, 0);
  char c = text_[at_];
  char after = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
  if (c == '"' || c == '\'') {
    size_t close = text_.find(c, at_ + 1);
    if (close == std::string_view::npos) {
      complaint = {at_, "the text that begins here has no end"};
      return false;
    }
    finish(TokenKind::kText, close + 1 - at_);
    token.text = token.text.substr(1, token.text.size() - 2);
    return true;
  }
  if (is_digit(c) || (c == '-' && is_digit(after))) return number(token, complaint);
  if (is_letter(c) || (c == '@' && is_letter(after))) {
    size_t end = at_ + 1;
    while (end < text_.size() && is_word(text_[end])) ++end;
    finish(c == '@' ? TokenKind::kFact : TokenKind::kWord, end - at_);
    if (c == '@') token.text.remove_prefix(1);
    return true;
  }
  for (std::string_view symbol : {"||", "&&", "==", "!=", "<=", ">=", "<", ">", "!", "(", ")", "[", "]", ","}) {
    if (text_.substr(at_).starts_with(symbol)) return finish(TokenKind::kSymbol, symbol.size());
  }
  if (c == '=') {
    complaint = {at_, "`=` compares nothing; write `==`"};
  } else if (c == '&' || c == '|') {
    complaint = {at_, fmt::format("`{0}` is no operator; write `{0}{0}`", c)};
  } else {
    complaint = {at_, "this character has no meaning here"};
  }
  return false;
}

bool Lexer::number(Token& token, Complaint& complaint) {
  size_t digits = at_ + (text_[at_] == '-' ? 1 : 0);
  size_t end = digits;
  while (end < text_.size() && is_digit(text_[end])) ++end;
  if (end + 1 < text_.size() && text_[end] == '.' && is_digit(text_[end + 1])) {
    token.whole = false;
    ++end;
    while (end < text_.size() && is_digit(text_[end])) ++end;
  }
  const char* first = text_.data() + at_;
  const char* last = text_.data() + end;
  std::from_chars_result read =
      token.whole ? std::from_chars(first, last, token.integer) : std::from_chars(first, last, token.number);
  if (read.ec != std::errc() || read.ptr != last) {
    complaint = {at_, "a number out of range"};
    return false;
  }
  size_t tail = end;
  while (tail < text_.size() && is_word(text_[tail])) ++tail;
  std::string_view name = text_.substr(end, tail - end);
  if (!name.empty()) {
    auto unit = std::find_if(kUnits.begin(), kUnits.end(), [&](const UnitName& one) { return one.name == name; });
    if (unit == kUnits.end()) {
      complaint = {end, "no unit; there are: KiB MiB GiB, ms s m h d"};
      return false;
    }
    token.unit = unit->unit;
    if (token.whole ? __builtin_mul_overflow(token.integer, unit->factor, &token.integer) : false) {
      complaint = {at_, "a number out of range"};
      return false;
    }
    token.number *= static_cast<double>(unit->factor);
  }
  if (token.whole) token.number = static_cast<double>(token.integer);
  if (!token.whole && token.number == std::floor(token.number) && std::abs(token.number) < 9e15) {
    token.whole = true;
    token.integer = static_cast<int64_t>(token.number);
  }
  token.kind = TokenKind::kNumber;
  token.text = text_.substr(at_, tail - at_);
  at_ = tail;
  token.end = at_;
  return true;
}

}  // namespace klamm
