#include <locale.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <limits>

#include "model/java_text.h"

namespace klamm {
namespace {

// The zeros of the decimal digits in Unicode's first plane; each is followed by its 1 to 9.
constexpr std::array<char16_t, 37> kZeros = {
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10};

// Character.digit(code, 10); -1 for none.
int digit(char32_t code) {
  auto zero = std::upper_bound(kZeros.begin(), kZeros.end(), code);
  if (zero == kZeros.begin()) return -1;
  char32_t value = code - *(zero - 1);
  return value < 10 ? static_cast<int>(value) : -1;
}

bool decimal_digit(char c) { return c >= '0' && c <= '9'; }
bool hex_digit(char c) { return decimal_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Double.parseDouble's text after trimming and sign, taken apart without its value.
class DoubleGrammar {
 public:
  explicit DoubleGrammar(std::string_view text) : text_(text) {}

  // The length of what strtod shall read (the `d` or `f` behind a number left out); 0 if it is none.
  size_t run() {
    bool hex = text_.size() > 1 && text_[0] == '0' && (text_[1] == 'x' || text_[1] == 'X');
    if (hex) at_ = 2;
    size_t digits = take(hex);
    if (here('.')) {
      ++at_;
      digits += take(hex);
    }
    if (digits == 0 || !exponent(hex)) return 0;
    size_t length = at_;
    if (at_ + 1 == text_.size() && (here('d') || here('D') || here('f') || here('F'))) ++at_;
    return at_ == text_.size() ? length : 0;
  }

 private:
  bool here(char c) const { return at_ < text_.size() && text_[at_] == c; }

  size_t take(bool hex) {
    size_t begin = at_;
    while (at_ < text_.size() && (hex ? hex_digit(text_[at_]) : decimal_digit(text_[at_]))) ++at_;
    return at_ - begin;
  }

  // Hexadecimal numbers must have one.
  bool exponent(bool hex) {
    if (hex ? !here('p') && !here('P') : !here('e') && !here('E')) return !hex;
    ++at_;
    if (here('+') || here('-')) ++at_;
    return take(false) > 0;
  }

  std::string_view text_;
  size_t at_ = 0;
};

// strtod under the "C" locale, whatever the process (a JVM) has set.
double to_double(const std::string& text) {
  locale_t plain = newlocale(LC_ALL_MASK, "C", nullptr);
  double value = strtod_l(text.c_str(), nullptr, plain);
  freelocale(plain);
  return value;
}

}  // namespace

std::optional<int64_t> java_integer(std::string_view text, int64_t low, int64_t high) {
  bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  // Summed below zero, where the range is larger by one.
  int64_t sum = 0;
  for (size_t at = 0; at < text.size();) {
    int next = digit(next_char(text, at));
    if (next < 0 || sum < (std::numeric_limits<int64_t>::min() + next) / 10) return std::nullopt;
    sum = sum * 10 - next;
  }
  if (!negative && sum == std::numeric_limits<int64_t>::min()) return std::nullopt;
  int64_t value = negative ? sum : -sum;
  if (value < low || value > high) return std::nullopt;
  return value;
}

std::optional<double> java_double(std::string_view text) {
  bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  double sign = negative ? -1 : 1;
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity") return sign * std::numeric_limits<double>::infinity();
  size_t length = DoubleGrammar(text).run();
  if (length == 0) return std::nullopt;
  return sign * to_double(std::string(text.substr(0, length)));
}

}  // namespace klamm
