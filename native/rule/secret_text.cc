#include "rule/secret_text.h"

#include "klamm/catalog.h"

namespace klamm {
namespace {

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

Span span(size_t begin, size_t end) { return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}; }

// The value that begins at `at`: quoted, or up to a blank, `;` or `,`. A JAAS line holds its own names inside.
Span value_at(std::string_view line, size_t at, std::string_view name) {
  if (at < line.size() && (line[at] == '"' || line[at] == '\'')) {
    size_t close = line.find(line[at], at + 1);
    return span(at + 1, close == std::string_view::npos ? line.size() : close);
  }
  // A line that is one setting: all of it is the value.
  bool whole_line = name.find('.') != std::string_view::npos;
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
    size_t sign = line.find_first_not_of(" \t", end);
    at = end;
    if (sign == std::string_view::npos || (line[sign] != '=' && line[sign] != ':')) continue;
    if (name.ends_with("jaas.config") || !Catalog::secret_by_name(name)) continue;
    size_t begin = line.find_first_not_of(" \t", sign + 1);
    Span value = value_at(line, begin == std::string_view::npos ? line.size() : begin, name);
    if (value.empty()) continue;
    out.push_back(value);
    at = value.end;
  }
  return out;
}

}  // namespace klamm
