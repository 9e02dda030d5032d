#include "base/utf8.h"

#include "base/scan.h"

namespace klamm {
namespace {

bool continues(std::string_view text, size_t at) { return at < text.size() && utf8_continues(text[at]); }

// Length of the sequence at `at`, 0 if it is malformed (overlong, surrogate, above U+10FFFF, cut short).
size_t sequence(std::string_view text, size_t at) {
  auto byte = [&](size_t index) { return static_cast<uint8_t>(text[index]); };
  uint8_t lead = byte(at);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (!continues(text, at + 1)) return 0;
  if (lead < 0xE0) return 2;
  uint8_t second = byte(at + 1);
  if (!continues(text, at + 2)) return 0;
  if (lead < 0xF0) {
    bool overlong = lead == 0xE0 && second < 0xA0;
    bool surrogate = lead == 0xED && second > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  bool overlong = lead == 0xF0 && second < 0x90;
  bool too_large = lead == 0xF4 && second > 0x8F;
  return overlong || too_large || !continues(text, at + 3) ? 0 : 4;
}

// The high surrogate in the last three bytes of WTF-8 text, or 0.
char32_t high_surrogate_at_end(const std::string& text) {
  if (text.size() < 3) return 0;
  auto byte = [&](size_t back) { return static_cast<uint8_t>(text[text.size() - back]); };
  if (byte(3) != 0xED || byte(2) < 0xA0 || byte(2) > 0xAF) return 0;
  return 0xD000u | (byte(2) & 0x3Fu) << 6 | (byte(1) & 0x3Fu);
}

}  // namespace

size_t utf8_step(std::string_view text, size_t at) {
  size_t length = sequence(text, at);
  return length == 0 ? 1 : length;
}

size_t utf8_count(std::string_view text) {
  size_t count = 0;
  for (uint32_t at = 0; at < text.size();) {
    uint32_t ascii_end = find_beyond_ascii(text, at);
    count += ascii_end - at;
    for (at = ascii_end; at < text.size() && static_cast<uint8_t>(text[at]) >= 0x80; ++count) {
      at += static_cast<uint32_t>(utf8_step(text, at));
    }
  }
  return count;
}

size_t find_malformed_utf8(std::string_view text) {
  for (uint32_t at = find_beyond_ascii(text, 0); at < text.size(); at = find_beyond_ascii(text, at)) {
    size_t length = sequence(text, at);
    if (length == 0) return at;
    at += static_cast<uint32_t>(length);
  }
  return std::string_view::npos;
}

void append_wtf8(std::string& out, char32_t code) {
  auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code >= 0xDC00 && code <= 0xDFFF) {
    if (char32_t high = high_surrogate_at_end(out)) {
      out.resize(out.size() - 3);
      code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00);
    }
  }
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

void append_joining_surrogates(std::string& out, std::string_view text) {
  constexpr size_t kPair = 6;
  const auto byte = [text](size_t at) { return static_cast<uint8_t>(text[at]); };
  size_t copied = 0;
  for (size_t at = text.find('\xED'); at != std::string_view::npos && at + kPair <= text.size();
       at = text.find('\xED', at + 1)) {
    const bool pair = (byte(at + 1) & 0xF0) == 0xA0 && byte(at + 3) == 0xED && (byte(at + 4) & 0xF0) == 0xB0;
    if (!pair) continue;
    out += text.substr(copied, at - copied);
    const char32_t high = (byte(at + 1) & 0x0Fu) << 6 | (byte(at + 2) & 0x3Fu);
    const char32_t low = (byte(at + 4) & 0x0Fu) << 6 | (byte(at + 5) & 0x3Fu);
    append_wtf8(out, 0x10000 + (high << 10) + low);
    copied = at + kPair;
    at = copied - 1;
  }
  out += text.substr(copied);
}

}  // namespace klamm
