#include "rule/secret_text.h"

#include "klamm/catalog.h"

namespace klamm {
namespace {

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

Span span(size_t begin, size_t end) { return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}; }

// Behind a quote that stands at `at`, perhaps with the backslash of a text within a text; else `at`.
size_t behind_quote(std::string_view line, size_t at) {
  size_t quote = at < line.size() && line[at] == '\\' ? at + 1 : at;
  return quote < line.size() && (line[quote] == '"' || line[quote] == '\'') ? quote + 1 : at;
}

// The value that begins at `at`: quoted, or up to a blank, `;` or `,`. A JAAS line holds its own names inside.
// Of a quoted name what is no text is none: an object, a list.
Span value_at(std::string_view line, size_t at, std::string_view name, bool quoted) {
  if (size_t inside = behind_quote(line, at); inside != at) {
    size_t close = line.find(line[inside - 1], inside);
    return span(inside, close == std::string_view::npos ? line.size() : close);
  }
  if (quoted && at < line.size() && (line[at] == '{' || line[at] == '[')) return span(at, at);
  // A line that is one setting: all of it is the value.
  bool whole_line = !quoted && name.find('.') != std::string_view::npos;
  size_t end = whole_line ? line.size() : line.find_first_of(" \t;,\"'&", at);
  return span(at, end == std::string_view::npos ? line.size() : end);
}

}  // namespace

std::vector<Span> secret_spans(std::string_view line) {
  std::vector<Span> out;
  for (size_t at = 0; at < line.size();) {
    if (line.substr(at).starts_with("-----BEGIN")) {
      out.push_back(span(at, line.size()));
      break;
    }
    if (line.substr(at).starts_with("://")) {
      size_t end = line.find_first_of(" \t,;/\"'", at + 3);
      std::string_view authority = line.substr(at + 3, end == std::string_view::npos ? end : end - at - 3);
      size_t sign = authority.rfind('@');
      size_t colon = authority.find(':');
      if (sign != std::string_view::npos && colon < sign) out.push_back(span(at + 3 + colon + 1, at + 3 + sign));
      at += 3;
      continue;
    }
    if (!is_name(line[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < line.size() && is_name(line[end])) ++end;
    std::string_view name = line.substr(at, end - at);
    const size_t behind = behind_quote(line, end);
    size_t sign = line.find_first_not_of(" \t", behind);
    at = end;
    if (sign == std::string_view::npos || (line[sign] != '=' && line[sign] != ':')) continue;
    if (name.ends_with("jaas.config") || !Catalog::secret_by_name(name)) continue;
    size_t begin = line.find_first_not_of(" \t", sign + 1);
    Span value = value_at(line, begin == std::string_view::npos ? line.size() : begin, name, behind != end);
    if (value.empty()) continue;
    out.push_back(value);
    at = value.end;
  }
  return out;
}

}  // namespace klamm
