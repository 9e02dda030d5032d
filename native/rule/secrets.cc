#include "rule/secrets.h"

#include <algorithm>
#include <array>

#include "base/scan.h"
#include "base/utf8.h"
#include "klamm/value.h"
#include "rule/secret_text.h"

namespace klamm {
namespace {

// JAAS options whose values are no secret; all others are.
constexpr std::array<std::string_view, 10> kPlainOptions = {
    "username", "serviceName", "principal",      "keyTab",      "useKeyTab",
    "storeKey", "debug",       "useTicketCache", "doNotPrompt", "refreshKrb5Config"};

void mask(std::vector<bool>& masked, Span line, Span secret) {
  uint32_t begin = std::max(line.begin, secret.begin);
  uint32_t end = std::min(line.end, secret.end);
  for (uint32_t at = begin; at < end; ++at) masked[at - line.begin] = true;
}

}  // namespace

std::string printable(std::string_view text, size_t most) {
  std::string out;
  size_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) {
    if (count == most) return out += "…";
    size_t step = utf8_step(text, at);
    auto byte = static_cast<unsigned char>(text[at]);
    if (step > 1) {
      out.append(text.substr(at, step));
    } else if (byte >= 0x80) {
      out += "\xef\xbf\xbd";
      // A surrogate in WTF-8 takes three bytes and is one character.
      if (byte == 0xed && at + 2 < text.size()) step = 3;
    } else {
      out += byte < 0x20 || byte == 0x7f ? ' ' : text[at];
    }
    at += step;
  }
  return out;
}

bool Secrets::is_secret(std::string_view key) const {
  if (broker_ == nullptr) return Catalog::secret_by_name(key);
  const Catalog& catalog = broker_->catalog();
  KeyId id = catalog.find(key);
  if (id != kNoKey) return catalog.secret(id);
  auto foreign = catalog.foreign(key);
  return (foreign && foreign->secret) || Catalog::secret_by_name(key);
}

bool Secrets::harmless(std::string_view value) const {
  value = java_trim(value);
  // One placeholder of a kind with brackets, and no default inside that might be the secret itself.
  bool bracketed = (value.starts_with("${") && value.ends_with('}')) ||
                   (value.starts_with("{{") && value.ends_with("}}")) ||
                   (value.starts_with("$(") && value.ends_with(')'));
  if (!bracketed) return value.empty();
  size_t open = value.find_first_of("{(");
  std::string_view inside = value.substr(open + 1, value.size() - open - 2);
  return inside.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:-{} ") ==
             std::string_view::npos &&
         inside.find(":-") == std::string_view::npos;
}

std::string Secrets::shown(std::string_view key, std::string_view value) const {
  if ((is_secret(key) && !harmless(value)) || !secret_spans(value).empty()) return std::string(kMask);
  return printable(value);
}

bool Secrets::repeats_secret(std::string_view text, NodeId node) const {
  if (broker_ == nullptr) return false;
  for (const Setting& setting : broker_->settings()) {
    std::string_view value = java_trim(setting.value);
    if (value.size() < (setting.node == node ? 1u : 8u) || value.size() > text.size()) continue;
    if (text.find(value) == std::string_view::npos) continue;
    if ((is_secret(setting.base) || is_secret(setting.key)) && !harmless(value)) return true;
  }
  return false;
}

bool Secrets::is_secret_setting(NodeId node) const {
  return broker_ != nullptr && node != kNoNode && is_secret(broker_->document().key(node));
}

void Secrets::mask_jaas(const Setting& setting, Span line, std::vector<bool>& masked) const {
  auto index = static_cast<size_t>(&setting - broker_->settings().data());
  bool understood = false;
  for (const JaasEntry& entry : broker_->jaas()) {
    if (entry.setting != index || entry.error || entry.unknown) continue;
    understood = true;
    for (const JaasModule& module : entry.modules) {
      for (const JaasOption& option : module.options) {
        bool plain = std::find(kPlainOptions.begin(), kPlainOptions.end(), option.name) != kPlainOptions.end();
        if (!plain && !harmless(option.value)) mask(masked, line, source_.to_root(option.span));
      }
    }
  }
  if (!understood) mask(masked, line, source_.to_root(broker_->document().node(setting.node).value_span));
}

void Secrets::mask_settings(Span line, std::vector<bool>& masked) const {
  if (broker_ == nullptr) return;
  const Document& document = broker_->document();
  const auto& settings = broker_->settings();
  auto root_end = [&](const Setting& setting) {
    const Node& node = document.node(setting.node);
    return std::max(source_.to_root(node.value_span).end, source_.to_root(node.key_span).end);
  };
  // Settings stand in the order of the source.
  auto at = std::partition_point(settings.begin(), settings.end(),
                                 [&](const Setting& setting) { return root_end(setting) < line.begin; });
  for (; at != settings.end(); ++at) {
    const Node& node = document.node(at->node);
    if (source_.to_root(node.key_span).begin > line.end) break;
    if (!is_secret(at->base) && !is_secret(at->key)) continue;
    if (at->base == "sasl.jaas.config") {
      mask_jaas(*at, line, masked);
    } else if (!harmless(at->value)) {
      mask(masked, line, source_.to_root(node.value_span));
    }
  }
}

std::string Secrets::text() const {
  std::string text(source_.root().bytes());
  Span whole{0, static_cast<uint32_t>(text.size())};
  std::vector<bool> masked(text.size(), false);
  mask_settings(whole, masked);
  for (Span line; line.begin < whole.end; line.begin = line.end + 1) {
    line.end = find_line_end(text, line.begin);
    mask_looks(std::string_view(text).substr(line.begin, line.size()), line.begin, masked);
  }
  for (size_t at = 0; at < text.size(); ++at) {
    if (masked[at] && text[at] != '\n' && text[at] != '\r') text[at] = '*';
  }
  return text;
}

void Secrets::mask_looks(std::string_view line, uint32_t begin, std::vector<bool>& masked) const {
  for (Span secret : secret_spans(line)) {
    if (harmless(line.substr(secret.begin, secret.size()))) continue;
    for (uint32_t at = secret.begin; at < secret.end; ++at) masked[begin + at] = true;
  }
}

Secrets::Line Secrets::line(Span place, Position begin) const {
  constexpr uint32_t kBefore = 80;     // bytes shown of a long line before the place …
  constexpr uint32_t kMost = 240;      // … and in all
  constexpr uint32_t kContext = 4096;  // bytes looked at for the name of a secret, before what is shown
  const Source& root = source_.root();
  std::string_view bytes = root.bytes();
  std::string_view text = root.line(begin.line);
  if (text.empty()) return {};
  auto line_begin = static_cast<uint32_t>(text.data() - bytes.data());
  Span shown{line_begin, line_begin + static_cast<uint32_t>(text.size())};
  uint32_t line_end = shown.end;
  uint32_t at = std::clamp(place.begin, shown.begin, shown.end);
  if (text.size() > kMost && broker_ == nullptr) {
    // A machine wrote it (a plan, an answer), and what stands beside the place may be anybody's secret.
    shown.begin = at;
    shown.end = std::min({shown.end, std::max(place.end, at), at + kMost});
    while (shown.end > at && shown.end < root.bytes().size() &&
           (static_cast<unsigned char>(bytes[shown.end]) & 0xc0) == 0x80)
      --shown.end;
  } else if (text.size() > kMost) {
    if (at - shown.begin > kBefore) shown.begin = at - kBefore;
    while (shown.begin < at && (static_cast<unsigned char>(bytes[shown.begin]) & 0xc0) == 0x80) ++shown.begin;
    shown.end = std::min(shown.end, shown.begin + kMost);
  }
  Line out;
  out.column = begin.column - static_cast<uint32_t>(utf8_count(bytes.substr(shown.begin, at - shown.begin)));
  Span context{shown.begin - std::min(kContext, shown.begin - line_begin), std::min(shown.end + kContext, line_end)};
  std::vector<bool> masked(context.size(), false);
  mask_settings(context, masked);
  mask_looks(bytes.substr(context.begin, context.size()), 0, masked);
  for (uint32_t byte_at = shown.begin; byte_at < shown.end;) {
    auto step = static_cast<uint32_t>(utf8_step(bytes, byte_at));
    auto byte = static_cast<unsigned char>(bytes[byte_at]);
    if (masked[byte_at - context.begin]) {
      out.text += '*';
    } else if (step > 1 || (byte >= 0x20 && byte < 0x7f) || byte == '\t') {
      out.text.append(bytes.substr(byte_at, step));
    } else {
      out.text += byte >= 0x80 ? "\xef\xbf\xbd" : " ";
    }
    byte_at += step;
  }
  return out;
}

}  // namespace klamm
