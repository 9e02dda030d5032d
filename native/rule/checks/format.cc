// The text of a properties file, as java.util.Properties reads it.
#include "rule/checks/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "fix/property_edits.h"
#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t\f";

bool is_blank(char letter) { return kBlanks.find(letter) != std::string_view::npos; }

// Keys whose values are texts of their own, in which a `#` or a quote is nothing strange.
bool free_text(const BrokerConfig& broker, const Setting& setting) {
  if (setting.id == kNoKey) {
    auto foreign = broker.catalog().foreign(setting.base);
    return !foreign || foreign->prefix || foreign->secret;
  }
  return broker.catalog().secret(setting.id) || setting.base.ends_with(".rules") ||
         setting.base.ends_with("jaas.config");
}

bool ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return static_cast<uint8_t>(byte) < 0x80; });
}

// The first run of UTF-8 sequences of more than one byte. A byte that begins none is a letter of ISO-8859-1 and read as
// it is meant.
Span find_utf8(std::string_view bytes, Span where) {
  for (uint32_t at = where.begin; at < where.end;) {
    uint32_t end = at;
    size_t step = 0;
    while (end < where.end && (step = utf8_step(bytes.substr(0, where.end), end)) > 1)
      end += static_cast<uint32_t>(step);
    if (end > at) return {at, end};
    ++at;
  }
  return {where.end, where.end};
}

// `\uXXXX` for each letter.
std::string escaped(std::string_view utf8) {
  std::string out;
  for (size_t at = 0; at < utf8.size();) {
    size_t step = utf8_step(utf8, at);
    char32_t code = static_cast<uint8_t>(utf8[at]) & (0x7Fu >> step);
    for (size_t next = 1; next < step; ++next) code = code << 6 | (static_cast<uint8_t>(utf8[at + next]) & 0x3F);
    if (code > 0xFFFF) {
      out += fmt::format("\\u{:04x}\\u{:04x}", 0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF));
    } else {
      out += fmt::format("\\u{:04x}", static_cast<uint32_t>(code));
    }
    at += step;
  }
  return out;
}

}  // namespace

size_t find_comment(std::string_view value) {
  for (size_t at = value.find('#'); at != std::string_view::npos; at = value.find('#', at + 1)) {
    bool apart = at == 0 ? at + 1 < value.size() && is_blank(value[1]) : is_blank(value[at - 1]);
    if (apart) return at;
  }
  return std::string_view::npos;
}

std::vector<Edit> move_comment(const BrokerConfig& broker, const Setting& setting, size_t comment) {
  const Document& document = broker.document();
  const Node& node = document.node(setting.node);
  std::string_view bytes = document.source().bytes();
  if (node.continued || node.dangling) return {};
  uint32_t line = node.key_span.begin;
  while (line > 0 && is_blank(bytes[line - 1])) --line;
  size_t value_end = comment;
  while (value_end > 0 && is_blank(setting.value[value_end - 1])) --value_end;
  uint32_t begin = document.span_of(node.value, static_cast<uint32_t>(comment), static_cast<uint32_t>(comment)).begin;
  uint32_t end = document.span_of(node.value, 0, static_cast<uint32_t>(value_end)).end;
  std::string text(bytes.substr(begin, node.value_span.end - begin));
  return {{{line, line}, text + "\n"}, {{end, node.value_span.end}, ""}};
}

bool is_quoted(std::string_view value) {
  value = java_trim(value);
  return value.size() > 1 && value.front() == value.back() && (value.front() == '"' || value.front() == '\'');
}

std::vector<Edit> delete_quotes(const BrokerConfig& broker, const Setting& setting) {
  const Document& document = broker.document();
  Text text = document.node(setting.node).value;
  std::string_view value = java_trim(setting.value);
  auto begin = static_cast<uint32_t>(value.data() - setting.value.data());
  auto end = begin + static_cast<uint32_t>(value.size());
  return {{document.span_of(text, begin, begin + 1), ""}, {document.span_of(text, end - 1, end), ""}};
}

void check_malformed_text(CheckRun& run) {
  for (const Diagnostic& diagnostic : run.broker().document().diagnostics()) {
    if (diagnostic.kind != Diagnostic::Kind::kRefused) continue;
    Hit hit;
    hit.span = diagnostic.span;
    hit.holes = {{"reason", diagnostic.message}, {"key", ""}};
    run.fail(std::move(hit));
  }
}

void check_key_alone(CheckRun& run) {
  const Document& document = run.broker().document();
  for (const Setting& setting : run.broker().settings()) {
    if (setting.key.empty() || setting.key_unknown || document.node(setting.node).separated) continue;
    run.fail(hit_key(run.broker(), setting));
  }
}

void check_trailing_comment(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const Setting& setting : broker.settings()) {
    if (!setting.last || setting.value.find('#') == std::string_view::npos) continue;
    size_t at = find_comment(setting.value);
    if (at == std::string_view::npos || free_text(broker, setting)) continue;
    Hit hit = hit_part(broker, setting, at, setting.value.size());
    hit.edits = move_comment(broker, setting, at);
    run.fail(std::move(hit));
  }
}

void check_quoted_value(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const Setting& setting : broker.settings()) {
    if (!setting.last || !is_quoted(setting.value) || setting.base.ends_with(".rules") ||
        setting.base.ends_with("jaas.config"))
      continue;
    auto foreign = setting.id == kNoKey ? broker.catalog().foreign(setting.base) : std::nullopt;
    if (setting.id == kNoKey && (!foreign || foreign->prefix)) continue;
    Hit hit = hit_value(setting);
    hit.edits = delete_quotes(broker, setting);
    run.fail(std::move(hit));
  }
}

// Super users are trimmed by the authorizer itself; what is wrong with its boolean another rule says.
void check_untrimmed_value(CheckRun& run) {
  constexpr std::array<std::string_view, 2> kRead = {"super.users", "allow.everyone.if.no.acl.found"};
  for (const Setting& setting : run.broker().settings()) {
    if (setting.id != kNoKey || !setting.last || setting.unknown || setting.key_unknown) continue;
    std::string_view trimmed = java_trim(setting.value);
    if (trimmed.size() == setting.value.size() || trimmed.empty()) continue;
    if (std::find(kRead.begin(), kRead.end(), setting.base) != kRead.end()) continue;
    Hit hit = hit_value(setting);
    hit.edits = {replace_value(run.broker().document(), setting.node, trimmed)};
    run.fail(std::move(hit));
  }
}

void check_placeholder_left(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!broker.options().rendered) return;
  for (const Setting& setting : broker.settings()) {
    if (setting.placeholder == Placeholder::kNone) continue;
    for (const PlaceholderAt& found : find_placeholders(setting.value)) {
      if (found.kind != Placeholder::kTemplate) continue;
      std::string text(setting.value.substr(found.begin, found.end - found.begin));
      run.fail(hit_part(broker, setting, found.begin, found.end, {{"placeholder", std::move(text)}}));
      break;
    }
  }
}

void check_not_latin_1(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Document& document = broker.document();
  std::string_view bytes = document.source().bytes();
  if (ascii(bytes)) return;
  bool bom = bytes.starts_with(kBom);
  if (bom) {
    Hit hit;
    hit.span = Span{0, static_cast<uint32_t>(kBom.size())};
    if (!broker.settings().empty() && document.node(broker.settings().front().node).key_span.begin == 0) {
      hit.node = broker.settings().front().node;
    }
    hit.holes = {{"what", "the file begins with a byte order mark, which becomes part of its first line"},
                 {"label", "three letters to Kafka"},
                 {"mend", "Save the file without a byte order mark."},
                 {"fix", "delete the byte order mark"},
                 {"key", ""}};
    hit.edits = {{*hit.span, ""}};
    run.fail(std::move(hit));
  }
  for (const Setting& setting : broker.settings()) {
    const Node& node = document.node(setting.node);
    Span line = {node.key_span.begin, node.value_span.end};
    if (bom && line.begin == 0) line.begin = static_cast<uint32_t>(kBom.size());
    Span found = find_utf8(bytes, line);
    if (found.empty()) continue;
    Hit hit;
    hit.node = setting.node;
    hit.span = found;
    hit.holes = {
        {"what", fmt::format("`{}` holds letters outside of ASCII in UTF-8, which Kafka reads as others", setting.key)},
        {"label", fmt::format("{} letters to Kafka", found.size())},
        {"mend", "Write `\\uXXXX` for each such letter."},
        {"fix", "write them as \\uXXXX"}};
    for (Span rest = found; !rest.empty(); rest = find_utf8(bytes, {rest.end, line.end})) {
      hit.edits.push_back({rest, escaped(bytes.substr(rest.begin, rest.size()))});
    }
    run.fail(std::move(hit));
  }
}

}  // namespace klamm
