#include "model/java_text.h"

#include <array>

#include "base/utf8.h"

namespace klamm {
namespace {

// What upper-cases to ASCII without being ASCII.
constexpr std::array<std::pair<char32_t, std::string_view>, 10> kSpecialUpper = {{{U'\u00DF', "SS"},
                                                                                  {U'\u0131', "I"},
                                                                                  {U'\u017F', "S"},
                                                                                  {U'\uFB00', "FF"},
                                                                                  {U'\uFB01', "FI"},
                                                                                  {U'\uFB02', "FL"},
                                                                                  {U'\uFB03', "FFI"},
                                                                                  {U'\uFB04', "FFL"},
                                                                                  {U'\uFB05', "ST"},
                                                                                  {U'\uFB06', "ST"}}};

}  // namespace

char32_t next_char(std::string_view text, size_t& at) {
  auto byte = [&](size_t index) { return static_cast<uint8_t>(text[index]); };
  auto more = [&](size_t index) { return index < text.size() && (byte(index) & 0xC0) == 0x80; };
  size_t begin = at++;
  uint8_t lead = byte(begin);
  // Two and three bytes cover every UTF-16 unit; a pair of them is of no use to a parser.
  if (lead >= 0xC2 && lead < 0xE0 && more(at)) return (lead & 0x1Fu) << 6 | (byte(at++) & 0x3Fu);
  if (lead >= 0xE0 && lead < 0xF0 && more(at) && more(at + 1)) {
    char32_t code = (lead & 0x0Fu) << 12 | (byte(at) & 0x3Fu) << 6 | (byte(at + 1) & 0x3Fu);
    at += 2;
    return code;
  }
  at = begin + utf8_step(text, begin);
  return lead < 0x80 ? lead : U'\uFFFD';
}

std::string java_upper(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    size_t begin = at;
    char32_t code = next_char(text, at);
    if (code < 0x80) {
      out.push_back(static_cast<char>(code >= 'a' && code <= 'z' ? code - 'a' + 'A' : code));
      continue;
    }
    std::string_view upper = text.substr(begin, at - begin);
    for (const auto& [from, to] : kSpecialUpper) {
      if (from == code) upper = to;
    }
    out += upper;
  }
  return out;
}

bool java_equals_ignoring_case(std::string_view text, std::string_view ascii) {
  size_t at = 0;
  for (char wanted : ascii) {
    if (at >= text.size()) return false;
    char32_t code = next_char(text, at);
    if (code >= 'A' && code <= 'Z') code = code - 'A' + 'a';
    if (code == U'\u017F') code = 's';  // both fold to S there
    if (code != static_cast<char32_t>(wanted)) return false;
  }
  return at == text.size();
}

}  // namespace klamm
