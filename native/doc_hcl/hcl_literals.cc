#include "doc_hcl/hcl_literals.h"

#include <algorithm>
#include <cctype>

#include "doc/text_writer.h"
#include "doc_hcl/code_points.h"

namespace klamm {
namespace {

// The digits of a `\u` or `\U` escape, as many as there are, to `most`.
uint32_t count_hex(std::string_view text, uint32_t at, uint32_t most) {
  uint32_t count = 0;
  while (count < most && at + count < text.size() && std::isxdigit(static_cast<unsigned char>(text[at + count]))) {
    ++count;
  }
  return count;
}

char32_t hex(std::string_view digits) {
  char32_t value = 0;
  for (char digit : digits) {
    value = value << 4 | static_cast<char32_t>(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
  }
  return value;
}

bool is_character(char32_t code) { return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF); }

}  // namespace

void HclLiterals::add(Literal& literal, Span token, bool quoted) {
  std::string_view text = file_.written(token);
  if ((text.starts_with("$${") || text.starts_with("%%{"))) {
    parts_.push_back({{token.begin + 1, token.end}});
  } else if (!quoted) {
    parts_.push_back({token});
  } else {
    uint32_t plain = token.begin;
    for (uint32_t at = token.begin; at < token.end;) {
      if (file_.source().bytes()[at] != '\\') {
        ++at;
        continue;
      }
      if (at > plain) parts_.push_back({{plain, at}});
      escape(at, token.end);
      plain = at;
    }
    if (token.end > plain) parts_.push_back({{plain, token.end}});
  }
  literal.end = size();
}

// The escape at `at`, which is moved behind it.
void HclLiterals::escape(uint32_t& at, uint32_t end) {
  std::string_view text = file_.source().bytes().substr(0, end);
  uint32_t begin = at;
  char selector = text[begin + 1];
  auto refuse = [&](std::string_view why) {
    wrong_.push_back({Diagnostic::Kind::kRefused, {begin, at}, std::string(why)});
    parts_.push_back({{begin + 1, at}});
  };
  at = begin + 2;
  switch (selector) {
    case 'n':
      parts_.push_back({{begin, at}, '\n'});
      return;
    case 'r':
      parts_.push_back({{begin, at}, '\r'});
      return;
    case 't':
      parts_.push_back({{begin, at}, '\t'});
      return;
    case '"':
    case '\\':
      parts_.push_back({{begin, at}, static_cast<char32_t>(selector)});
      return;
    case 'u':
    case 'U': {
      uint32_t most = selector == 'u' ? 4 : 8;
      uint32_t digits = count_hex(text, at, most);
      char32_t code = hex(text.substr(at, digits));
      at += digits;
      if (digits < most) {
        refuse(selector == 'u' ? "four hexadecimal digits must follow `\\u`"
                               : "eight hexadecimal digits must follow `\\U`");
      } else if (!is_character(code)) {
        refuse("an escape of no character");
      } else {
        parts_.push_back({{begin, at}, code});
      }
      return;
    }
    default:
      at = begin + 1 + std::max(1u, hcl_letter_at(text, begin + 1).length);
      refuse("an unknown escape; `\\\\` stands for a backslash");
  }
}

HclLiterals::Character HclLiterals::first_of(const Part& part) const {
  if (part.code != kCopy) return {part.code, part.origin.size()};
  HclLetter found = hcl_letter_at(file_.source().bytes().substr(0, part.origin.end), part.origin.begin);
  return {found.code, std::max(1u, found.length)};
}

HclLiterals::Character HclLiterals::last_of(const Part& part) const {
  if (part.code != kCopy) return {part.code, part.origin.size()};
  HclLetter found = hcl_letter_before(file_.written(part.origin), part.origin.size());
  return {found.code, std::max(1u, found.length)};
}

void HclLiterals::drop_first(Literal& literal, uint32_t length) {
  Part& part = parts_[literal.first];
  part.origin.begin += length;
  if (part.origin.empty()) ++literal.first;
}

void HclLiterals::strip_left(Literal& literal) {
  while (literal.first < literal.end) {
    Character first = first_of(parts_[literal.first]);
    if (!is_white_space(first.code)) return;
    drop_first(literal, first.length);
  }
}

void HclLiterals::strip_right(Literal& literal) {
  while (literal.first < literal.end) {
    Part& part = parts_[literal.end - 1];
    Character last = last_of(part);
    if (!is_white_space(last.code)) return;
    part.origin.end -= last.length;
    if (part.origin.empty()) --literal.end;
  }
}

// A heredoc's text has no escapes, so a line of it is one part.
uint32_t HclLiterals::count_blanks(Literal literal, bool& all) const {
  uint32_t count = 0;
  all = literal.first == literal.end;
  if (all) return 0;
  std::string_view text = file_.written(parts_[literal.first].origin);
  size_t at = 0;
  for (HclLetter next = hcl_letter_at(text, at); next.length != 0 && is_white_space(next.code);
       next = hcl_letter_at(text, at)) {
    at += text.substr(at).starts_with("\r\n") ? 2 : next.length;
    ++count;
  }
  all = at == text.size() && literal.first + 1 == literal.end;
  return count;
}

void HclLiterals::remove_blanks(Literal& literal, uint32_t count) {
  for (; count > 0 && literal.first < literal.end; --count) {
    const Part& part = parts_[literal.first];
    bool crlf = file_.written(part.origin).starts_with("\r\n");
    drop_first(literal, crlf ? 2 : first_of(part).length);
  }
}

bool HclLiterals::ends_line(const Literal& literal) const {
  return literal.first < literal.end && last_of(parts_[literal.end - 1]).code == '\n';
}

uint32_t HclLiterals::place(const Literal& literal, uint32_t otherwise) const {
  return literal.first < literal.end ? parts_[literal.first].origin.begin : otherwise;
}

Text HclLiterals::text(const Literal* literals, size_t count, uint32_t place) {
  // Bytes that stand together in the source need no copy.
  Span whole{place, place};
  bool together = true;
  for (size_t index = 0; index < count && together; ++index) {
    for (uint32_t at = literals[index].first; at < literals[index].end && together; ++at) {
      const Part& part = parts_[at];
      together = part.code == kCopy && (whole.empty() || part.origin.begin == whole.end);
      if (whole.empty()) whole.begin = part.origin.begin;
      whole.end = part.origin.end;
    }
  }
  if (together) return view(whole);
  TextWriter writer(file_.texts(), budget_);
  for (size_t index = 0; index < count; ++index) {
    for (uint32_t at = literals[index].first; at < literals[index].end; ++at) {
      const Part& part = parts_[at];
      if (part.code == kCopy) {
        writer.copy(part.origin);
      } else if (part.code < 0x10000) {
        writer.unit(static_cast<char16_t>(part.code), part.origin);
      } else {
        writer.unit(static_cast<char16_t>(0xD800 + ((part.code - 0x10000) >> 10)), part.origin);
        writer.unit(static_cast<char16_t>(0xDC00 + (part.code & 0x3FF)), part.origin);
      }
    }
  }
  return writer.finish();
}

}  // namespace klamm
