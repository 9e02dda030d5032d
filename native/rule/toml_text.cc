#include "rule/toml_text.h"

#include <fmt/format.h>

namespace klamm {
namespace {

constexpr size_t kMaxFileBytes = size_t{1} << 20;

size_t code_point_size(char lead) {
  auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

// The escape that begins at text[at] (a backslash): how many bytes it takes, and how many it stands for.
struct Escape {
  size_t raw = 2;
  size_t decoded = 1;
};
Escape escape_at(std::string_view text, size_t at) {
  char c = at + 1 < text.size() ? text[at + 1] : '\0';
  if (c == 'u' || c == 'U') {
    size_t digits = c == 'u' ? 4 : 8;
    uint32_t code = 0;
    for (char digit : text.substr(std::min(at + 2, text.size()), digits)) {
      code = code << 4 | static_cast<uint32_t>(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    }
    return {2 + digits, code < 0x80 ? 1u : code < 0x800 ? 2u : code < 0x10000 ? 3u : 4u};
  }
  if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
    // A backslash at the end of a line takes all white space behind it.
    size_t end = text.find_first_not_of(" \t\r\n", at + 1);
    return {(end == std::string_view::npos ? text.size() : end) - at, 0};
  }
  return {};
}

}  // namespace

TomlText::TomlText(const RuleSource& source) : source_(std::make_shared<Source>(source.name, source.text)) {}

Result<toml::table> TomlText::parse() const {
  if (source_->bytes().size() > kMaxFileBytes) {
    return Error{fmt::format("{}: a file of rules has at most {} bytes", name(), kMaxFileBytes)};
  }
  toml::parse_result parsed = toml::parse(source_->bytes(), std::string_view(name()));
  if (parsed) return std::move(parsed).table();
  return error(offset(parsed.error().source()), parsed.error().description());
}

uint32_t TomlText::offset(const toml::source_region& region) const {
  std::string_view text = source_->bytes();
  size_t at = 0;
  for (uint32_t line = 1; line < region.begin.line && at < text.size(); ++line) {
    size_t end = text.find('\n', at);
    at = end == std::string_view::npos ? text.size() : end + 1;
  }
  if (at == 0 && text.starts_with("\xef\xbb\xbf")) at = 3;
  for (uint32_t column = 1; column < region.begin.column && at < text.size(); ++column) {
    at += code_point_size(text[at]);
  }
  return static_cast<uint32_t>(std::min(at, text.size()));
}

std::string TomlText::place(uint32_t offset) const {
  Position begin = source_->region({offset, offset}).begin;
  return fmt::format("{}:{}:{}", name(), begin.line, begin.column);
}

Error TomlText::error(uint32_t offset, std::string_view message) const {
  return Error{fmt::format("{}: {}", place(offset), message)};
}

Error TomlText::error(const RuleText& text, size_t inner, std::string_view message) const {
  return error(inner_offset(text, inner), message);
}

uint32_t TomlText::inner_offset(const RuleText& text, size_t inner) const {
  std::string_view raw = source_->bytes();
  size_t at = text.quote;
  if (at >= raw.size() || (raw[at] != '"' && raw[at] != '\'')) return static_cast<uint32_t>(std::min(at, raw.size()));
  bool basic = raw[at] == '"';
  std::string_view three = basic ? R"(""")" : "'''";
  if (raw.substr(at).starts_with(three)) {
    at += 3;
    if (raw.substr(at).starts_with("\r\n")) {
      at += 2;
    } else if (raw.substr(at).starts_with("\n")) {
      at += 1;
    }
  } else {
    at += 1;
  }
  for (size_t decoded = 0; at < raw.size();) {
    Escape step{1, 1};
    if (basic && raw[at] == '\\') step = escape_at(raw, at);
    if (decoded + step.decoded > inner) break;
    decoded += step.decoded;
    at += step.raw;
  }
  return static_cast<uint32_t>(std::min(at, raw.size()));
}

}  // namespace klamm
