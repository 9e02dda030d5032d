#include "model/text.h"

#include <cstdint>
#include <utility>

namespace klamm {
namespace {

uint8_t byte_at(std::string_view text, size_t at) { return static_cast<uint8_t>(text[at]); }

// What the UTF-8 sequence at `at` becomes, and its length; an empty replacement keeps it.
struct Turned {
  size_t length;
  std::string_view to;
};

Turned turned_upper(std::string_view text, size_t at, char (&buffer)[2]) {
  uint8_t lead = byte_at(text, at);
  if (lead < 0x80) {
    if (lead < 'a' || lead > 'z') return {1, {}};
    buffer[0] = static_cast<char>(lead - 'a' + 'A');
    return {1, {buffer, 1}};
  }
  if (at + 1 >= text.size()) return {1, {}};
  uint8_t next = byte_at(text, at + 1);
  if (lead == 0xC2 && next == 0xB5) return {2, "\xCE\x9C"};  // micro sign
  if (lead == 0xC4 && next == 0xB1) return {2, "I"};         // dotless i
  if (lead == 0xC5 && next == 0xBF) return {2, "S"};         // long s
  if (lead != 0xC3 || next < 0x9F) return {1, {}};
  if (next == 0x9F) return {2, "SS"};  // sharp s
  if (next == 0xB7) return {2, {}};    // division sign
  if (next == 0xBF) return {2, "\xC5\xB8"};
  buffer[0] = static_cast<char>(lead);
  buffer[1] = static_cast<char>(next - 0x20);
  return {2, {buffer, 2}};
}

Turned turned_lower(std::string_view text, size_t at, char (&buffer)[2]) {
  uint8_t lead = byte_at(text, at);
  if (lead < 0x80) {
    if (lead < 'A' || lead > 'Z') return {1, {}};
    buffer[0] = static_cast<char>(lead - 'A' + 'a');
    return {1, {buffer, 1}};
  }
  if (at + 1 >= text.size()) return {1, {}};
  uint8_t next = byte_at(text, at + 1);
  if (lead == 0xC5 && next == 0xB8) return {2, "\xC3\xBF"};
  if (lead == 0xCE && next == 0x9C) return {2, "\xCE\xBC"};
  if (lead != 0xC3 || next < 0x80 || next > 0x9E || next == 0x97) return {1, {}};
  buffer[0] = static_cast<char>(lead);
  buffer[1] = static_cast<char>(next + 0x20);
  return {2, {buffer, 2}};
}

template <class Turn>
bool turn(std::string_view text, std::string& out, Turn turned) {
  char buffer[2];
  size_t at = 0;
  while (at < text.size()) {
    Turned next = turned(text, at, buffer);
    if (!next.to.empty()) break;
    at += next.length;
  }
  if (at >= text.size()) return false;
  out.assign(text.substr(0, at));
  while (at < text.size()) {
    Turned next = turned(text, at, buffer);
    out.append(next.to.empty() ? text.substr(at, next.length) : next.to);
    at += next.length;
  }
  return true;
}

}  // namespace

bool upper_case(std::string_view text, std::string& out) { return turn(text, out, turned_upper); }
bool lower_case(std::string_view text, std::string& out) { return turn(text, out, turned_lower); }

bool is_lower_case(std::string_view text) {
  char buffer[2];
  for (size_t at = 0; at < text.size();) {
    Turned next = turned_lower(text, at, buffer);
    if (!next.to.empty()) return false;
    at += next.length;
  }
  return true;
}

std::string_view upper_cased(std::string_view text, std::forward_list<std::string>& owned) {
  std::string upper;
  if (!upper_case(text, upper)) return text;
  return owned.emplace_front(std::move(upper));
}

std::string_view strip_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n\v\f\r";
  size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return text.substr(0, 0);
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

}  // namespace klamm
