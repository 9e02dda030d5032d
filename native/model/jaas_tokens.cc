#include "model/jaas_tokens.h"

#include "base/utf8.h"

namespace klamm {
namespace {

bool is_blank(char letter) { return static_cast<uint8_t>(letter) <= ' '; }
bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_octal(char letter) { return letter >= '0' && letter <= '7'; }
bool ends_line(char letter) { return letter == '\n' || letter == '\r'; }

bool is_ascii_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' || letter == '$';
}

// The character that a letter behind a backslash stands for.
char unescaped(char letter) {
  switch (letter) {
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return letter;
  }
}

}  // namespace

// Bytes of the character at at_: its lead and what continues it.
size_t JaasTokens::letter_size() const {
  auto lead = static_cast<uint8_t>(text_[at_]);
  size_t most = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  size_t size = 1;
  while (size < most && at_ + size < text_.size() && (static_cast<uint8_t>(text_[at_ + size]) & 0xC0) == 0x80) ++size;
  return size;
}

// What may stand inside a word: letters, digits, `.`, `-`, and every character from U+00A0 on.
bool JaasTokens::at_word_letter() const {
  if (at_ == text_.size()) return false;
  char letter = text_[at_];
  auto lead = static_cast<uint8_t>(letter);
  if (lead < 0x80) return is_ascii_letter(letter) || is_digit(letter) || letter == '.' || letter == '-';
  bool control = lead == 0xC2 && at_ + 1 < text_.size() && static_cast<uint8_t>(text_[at_ + 1]) < 0xA0;
  return !control;
}

void JaasTokens::skip_line() {
  while (at_ < text_.size() && !ends_line(text_[at_])) ++at_;
}

// From behind the opening `/*`. A line end swallows the character behind it, as in Java.
void JaasTokens::skip_block_comment() {
  char previous = 0;
  auto read = [this] { return at_ < text_.size() ? text_[at_++] : '\0'; };
  while (at_ < text_.size()) {
    char letter = read();
    if (letter == '/' && previous == '*') return;
    if (letter == '\r') {
      if (at_ == text_.size()) return;
      letter = read();
      if (letter == '\n') letter = read();
    } else if (letter == '\n') {
      letter = read();
    }
    previous = letter;
  }
}

// False at the end of the text.
bool JaasTokens::skip_blanks_and_comments() {
  while (at_ < text_.size()) {
    char letter = text_[at_];
    if (is_blank(letter)) {
      ++at_;
      continue;
    }
    if (letter != '/') return true;
    ++at_;
    if (at_ < text_.size() && text_[at_] == '*') {
      ++at_;
      skip_block_comment();
    } else {
      // A single slash opens a comment too, and the character behind it is eaten, be it a line end.
      if (at_ < text_.size()) ++at_;
      skip_line();
    }
  }
  return false;
}

JaasToken JaasTokens::number() {
  auto begin = static_cast<uint32_t>(at_);
  if (text_[at_] == '-') {
    ++at_;
    bool counts = at_ < text_.size() && (text_[at_] == '.' || is_digit(text_[at_]));
    if (!counts) return {JaasToken::Kind::kSign, {}, '-', {begin, begin + 1}};
  }
  bool dot = false;
  for (; at_ < text_.size(); ++at_) {
    if (text_[at_] == '.' && !dot) {
      dot = true;
    } else if (!is_digit(text_[at_])) {
      break;
    }
  }
  return {JaasToken::Kind::kNumber, {}, 0, {begin, static_cast<uint32_t>(at_)}};
}

JaasToken JaasTokens::word() {
  size_t begin = at_;
  while (at_word_letter()) at_ += letter_size();
  return {JaasToken::Kind::kWord,
          text_.substr(begin, at_ - begin),
          0,
          {static_cast<uint32_t>(begin), static_cast<uint32_t>(at_)}};
}

// At the character behind a backslash.
void JaasTokens::escape(std::string& out) {
  if (at_ == text_.size()) return;
  char first = text_[at_];
  if (!is_octal(first)) {
    size_t size = letter_size();
    std::string_view letter = text_.substr(at_, size);
    at_ += size;
    if (size == 1) {
      out.push_back(unescaped(first));
    } else if (size == 3 && first == '\xED') {
      // Perhaps the low half of a pair that the backslash kept apart.
      auto bits = [&](size_t index) { return static_cast<char32_t>(static_cast<uint8_t>(letter[index]) & 0x3F); };
      append_wtf8(out, 0xD000u | bits(1) << 6 | bits(2));
    } else {
      out.append(letter);
    }
    return;
  }
  char32_t code = 0;
  size_t most = first <= '3' ? 3 : 2;
  for (size_t digits = 0; digits < most && at_ < text_.size() && is_octal(text_[at_]); ++digits, ++at_) {
    code = code << 3 | static_cast<char32_t>(text_[at_] - '0');
  }
  append_wtf8(out, code);
}

JaasToken JaasTokens::quoted() {
  char quote = text_[at_++];
  size_t begin = at_;
  std::string* changed = nullptr;
  while (at_ < text_.size() && text_[at_] != quote && !ends_line(text_[at_])) {
    if (text_[at_] == '\\') {
      if (changed == nullptr) changed = &owned_.emplace_front(text_.substr(begin, at_ - begin));
      ++at_;
      escape(*changed);
    } else {
      if (changed != nullptr) changed->push_back(text_[at_]);
      ++at_;
    }
  }
  JaasToken token{JaasToken::Kind::kQuoted,
                  changed != nullptr ? *changed : text_.substr(begin, at_ - begin),
                  0,
                  {static_cast<uint32_t>(begin), static_cast<uint32_t>(at_)}};
  if (at_ < text_.size() && text_[at_] == quote) ++at_;
  return token;
}

JaasToken JaasTokens::next() {
  if (!skip_blanks_and_comments()) {
    auto end = static_cast<uint32_t>(text_.size());
    return {JaasToken::Kind::kEnd, {}, 0, {end, end}};
  }
  char letter = text_[at_];
  if (letter == '-' || letter == '.' || is_digit(letter)) return number();
  if (at_word_letter()) return word();
  if (letter == '"' || letter == '\'') return quoted();
  auto begin = static_cast<uint32_t>(at_);
  size_t size = letter_size();
  at_ += size;
  return {JaasToken::Kind::kSign, {}, size == 1 ? letter : '\0', {begin, static_cast<uint32_t>(at_)}};
}

}  // namespace klamm
