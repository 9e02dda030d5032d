#include "doc/json_skim.h"

#include <array>

#include "base/scan.h"
#include "base/utf8.h"

namespace klamm {
namespace {

constexpr std::array<bool, 256> kMarks = [] {
  std::array<bool, 256> marks{};
  for (char mark : {'"', '{', '}', '[', ']', '\0'}) marks[static_cast<uint8_t>(mark)] = true;
  return marks;
}();

bool is_blank(char byte) { return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r'; }
bool ends_word(char byte) { return is_blank(byte) || byte == ',' || kMarks[static_cast<uint8_t>(byte)]; }

char16_t unit_of(std::string_view digits) {
  unsigned value = 0;
  for (char digit : digits.substr(0, 4)) {
    value = value << 4 | (static_cast<unsigned>(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10) & 0xf);
  }
  return static_cast<char16_t>(value);
}

char control(char byte) {
  constexpr std::string_view kNames = "bfnrt";
  constexpr std::string_view kBytes = "\b\f\n\r\t";
  size_t found = kNames.find(byte);
  return found == std::string_view::npos ? byte : kBytes[found];
}

}  // namespace

bool JsonSkim::fail() {
  failed_ = true;
  return false;
}

// The byte behind blanks; the NUL at the end.
char JsonSkim::skip_blanks() {
  while (is_blank(text_.data()[at_])) ++at_;
  return text_.data()[at_];
}

bool JsonSkim::enter(char bracket) {
  if (failed_) return false;
  if (skip_blanks() != bracket) {
    pass();
    return false;
  }
  if (!budget_.fits_depth(++depth_)) return fail();
  ++at_;
  first_ = true;
  return true;
}

// Whether another member or item follows; goes behind the comma, or out.
bool JsonSkim::next(char close) {
  if (failed_) return false;
  char byte = skip_blanks();
  if (byte == close) {
    ++at_;
    --depth_;
    first_ = false;
    return false;
  }
  if (!first_) {
    if (byte != ',') return fail();
    ++at_;
    skip_blanks();
  }
  first_ = false;
  return true;
}

bool JsonSkim::member(std::string_view& key) {
  if (!next('}')) return false;
  if (text_.data()[at_] != '"') return fail();
  uint32_t begin = at_ + 1;
  if (!pass_string()) return false;
  key = text_.substr(begin, at_ - 1 - begin);
  if (skip_blanks() != ':') return fail();
  ++at_;
  return true;
}

bool JsonSkim::item() { return next(']'); }

bool JsonSkim::pass_string() {
  uint32_t at = at_ + 1;
  while (true) {
    at = scan(
        text_, at, [](EightBytes bytes) { return bytes.equal('"') | bytes.equal('\\'); },
        [](char byte) { return byte == '"' || byte == '\\'; });
    if (at + 1 > text_.size()) return fail();
    if (text_[at] == '"') break;
    at += 2;
    if (at > text_.size()) return fail();
  }
  at_ = at + 1;
  return true;
}

bool JsonSkim::pass_nested() {
  open_.clear();
  do {
    char byte = text_.data()[at_];
    if (byte == '"') {
      if (!pass_string()) return false;
    } else if (byte == '{' || byte == '[') {
      open_.push_back(byte == '{' ? '}' : ']');
      if (!budget_.fits_depth(depth_ + static_cast<uint32_t>(open_.size()))) return fail();
      ++at_;
    } else if (byte == '\0') {
      return fail();
    } else {
      if (byte != open_.back()) return fail();
      open_.pop_back();
      ++at_;
      if (open_.empty()) return true;
    }
    while (!kMarks[static_cast<uint8_t>(text_.data()[at_])]) ++at_;
  } while (true);
}

Span JsonSkim::pass() {
  if (failed_) return {at_, at_};
  char byte = skip_blanks();
  uint32_t begin = at_;
  if (byte == '{' || byte == '[') {
    pass_nested();
  } else if (byte == '"') {
    pass_string();
  } else {
    while (!ends_word(text_.data()[at_])) ++at_;
    if (at_ == begin) fail();
  }
  return {begin, at_};
}

std::string_view JsonSkim::text() {
  Span span = pass();
  bool string = !failed_ && span.size() >= 2 && text_[span.begin] == '"';
  return string ? text_.substr(span.begin + 1, span.size() - 2) : std::string_view();
}

bool JsonSkim::at_end() { return skip_blanks() == '\0' && at_ >= text_.size(); }

std::string json_unescaped(std::string_view written) {
  std::string out;
  for (size_t at = 0; at < written.size();) {
    size_t escape = std::min(written.find('\\', at), written.size());
    out.append(written.substr(at, escape - at));
    at = escape;
    if (at + 1 >= written.size()) break;
    if (written[at + 1] == 'u') {
      append_wtf8(out, unit_of(written.substr(at + 2)));
      at += 6;
    } else {
      out.push_back(control(written[at + 1]));
      at += 2;
    }
  }
  return out;
}

}  // namespace klamm
