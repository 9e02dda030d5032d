#include "fix/property_edits.h"

#include <fmt/format.h>

#include <algorithm>

namespace klamm {
namespace {

// One code point of WTF-8 (well formed, as a Document holds it) from text[at]; moves `at` behind it.
char32_t take_code_point(std::string_view text, size_t& at) {
  auto lead = static_cast<unsigned char>(text[at++]);
  size_t more = lead < 0xc0 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  char32_t code = more == 0 ? lead : lead & (0x3fu >> more);
  for (; more > 0 && at < text.size(); --more) code = code << 6 | (static_cast<unsigned char>(text[at++]) & 0x3fu);
  return code;
}

std::string encode(std::string_view text, bool key) {
  std::string out;
  bool leading = true;
  for (size_t at = 0; at < text.size();) {
    char32_t code = take_code_point(text, at);
    bool blank = code == ' ' || code == '\t' || code == '\f';
    bool sign = key && (code == '=' || code == ':' || (leading && (code == '#' || code == '!')));
    if (code == '\n') {
      out += "\\n";
    } else if (code == '\r') {
      out += "\\r";
    } else if (code == '\\' || sign || (blank && (key || leading))) {
      out += '\\';
      out += code == '\t' ? 't' : code == '\f' ? 'f' : static_cast<char>(code);
    } else if (code >= 0x20 && code < 0x7f) {
      out += static_cast<char>(code);
    } else if (code < 0x10000) {
      out += fmt::format("\\u{:04x}", static_cast<uint32_t>(code));
    } else {
      uint32_t rest = static_cast<uint32_t>(code) - 0x10000;
      out += fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff));
    }
    leading = leading && blank;
  }
  return out;
}

std::string_view line_end_of(std::string_view text) {
  size_t at = text.find_first_of("\r\n");
  if (at == std::string_view::npos) return "\n";
  return text.substr(at).starts_with("\r\n") ? "\r\n" : text.substr(at, 1);
}

}  // namespace

std::string encode_property_key(std::string_view text) { return encode(text, true); }
std::string encode_property_value(std::string_view text) { return encode(text, false); }

Edit delete_setting(const Document& document, NodeId setting) {
  std::string_view text = document.source().bytes();
  const Node& node = document.node(setting);
  size_t begin = node.key_span.begin;
  while (begin > 0 && text[begin - 1] != '\n' && text[begin - 1] != '\r') --begin;
  size_t end = text.find_first_of("\r\n", std::max(node.key_span.end, node.value_span.end));
  if (end == std::string_view::npos) {
    end = text.size();
  } else {
    end += text.substr(end).starts_with("\r\n") ? 2 : 1;
  }
  return {{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, ""};
}

Edit replace_value(const Document& document, NodeId setting, std::string_view value) {
  const Node& node = document.node(setting);
  std::string text = encode_property_value(value);
  if (!node.separated) text = "=" + text;
  return {node.value_span, text};
}

Edit rename_setting(const Document& document, NodeId setting, std::string_view key) {
  return {document.node(setting).key_span, encode_property_key(key)};
}

std::optional<Edit> append_setting(const Document& document, std::string_view key, std::string_view value) {
  std::string_view text = document.source().bytes();
  std::string_view end = line_end_of(text);
  size_t last = text.find_last_not_of("\r\n");
  size_t slashes = 0;
  while (last != std::string_view::npos && slashes <= last && text[last - slashes] == '\\') ++slashes;
  if (slashes % 2 == 1) return std::nullopt;
  std::string line;
  if (!text.empty() && text.back() != '\n' && text.back() != '\r') line += end;
  line += encode_property_key(key) + "=" + encode_property_value(value);
  line += end;
  auto at = static_cast<uint32_t>(text.size());
  return Edit{{at, at}, line};
}

}  // namespace klamm
