#include "model/shown.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "klamm/show.h"
#include "klamm/value.h"
#include "model/java_text.h"

namespace klamm {
namespace {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

// Signs of a secret in a value whose key does not say so: key material, and words that a password follows.
bool looks_secret(std::string_view value) {
  constexpr std::string_view kSigns[] = {"-----begin", "password=", "password =", "passwd=", "secret=", "secret ="};
  auto same = [](char sign, char letter) { return sign == lower(letter); };
  for (size_t at = 0; at < value.size(); ++at) {
    char first = lower(value[at]);
    if (first != '-' && first != 'p' && first != 's') continue;
    for (std::string_view sign : kSigns) {
      if (value.size() - at >= sign.size() && std::equal(sign.begin(), sign.end(), value.begin() + at, same))
        return true;
    }
  }
  return false;
}

void append_unit(std::string& out, char32_t unit) {
  fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<uint32_t>(unit));
}

// The code point at `at`, which is moved behind it; half a pair where WTF-8 holds one.
char32_t code_point(std::string_view text, size_t& at) {
  auto byte = [&](size_t index) { return static_cast<uint8_t>(text[index]); };
  if (byte(at) < 0xF0) return next_char(text, at);
  if (at + 3 >= text.size()) {
    at = text.size();
    return U'\uFFFD';
  }
  char32_t code =
      (byte(at) & 0x07u) << 18 | (byte(at + 1) & 0x3Fu) << 12 | (byte(at + 2) & 0x3Fu) << 6 | (byte(at + 3) & 0x3Fu);
  at += 4;
  return code <= 0x10FFFF ? code : U'\uFFFD';
}

bool is_surrogate(char32_t code) { return code >= 0xD800 && code <= 0xDFFF; }

// Characters that would move the cursor, hide text or turn its direction.
bool is_control(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

}  // namespace

bool secret(const BrokerConfig& config, const Setting& setting) {
  const Catalog& catalog = config.catalog();
  if (setting.id != kNoKey && catalog.secret(setting.id)) return true;
  if (Catalog::secret_by_name(setting.key)) return true;
  if (auto foreign = catalog.foreign(setting.base); foreign && foreign->secret) return true;
  return looks_secret(setting.value);
}

std::string shown_key(const BrokerConfig&, const Setting& setting) {
  size_t end = setting.key.find_first_of("=: ");
  bool glued = end != std::string_view::npos && Catalog::secret_by_name(setting.key.substr(0, end));
  if (!glued && !looks_secret(setting.key)) return std::string(setting.key);
  return std::string(glued ? setting.key.substr(0, end + 1) : std::string_view()).append(kMask);
}

std::string shown_value(const BrokerConfig& config, const Setting& setting) {
  return secret(config, setting) ? std::string(kMask) : std::string(java_trim(setting.value));
}

Position place_of(const BrokerConfig& config, NodeId node) {
  if (node == kNoNode || config.options().values_only) return {};
  return config.document().source().region(config.document().node(node).key_span).begin;
}

void append_text(std::string& out, std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    size_t begin = at;
    char32_t code = code_point(text, at);
    if (is_control(code) || is_surrogate(code)) {
      append_unit(out, code);
    } else if (code == U'\uFFFD') {
      out += "\uFFFD";
    } else {
      out.append(text.substr(begin, at - begin));
    }
  }
}

void append_json_ascii(std::string& out, std::string_view text) {
  out += '"';
  for (size_t at = 0; at < text.size();) {
    char32_t code = code_point(text, at);
    if (code >= 0x10000) {
      append_unit(out, 0xD800 + ((code - 0x10000) >> 10));
      append_unit(out, 0xDC00 + ((code - 0x10000) & 0x3FF));
    } else if (code == '"' || code == '\\') {
      out += '\\';
      out += static_cast<char>(code);
    } else if (code < 0x20 || code >= 0x7F) {
      append_unit(out, code);
    } else {
      out += static_cast<char>(code);
    }
  }
  out += '"';
}

std::string_view reach_name(Reach reach) {
  constexpr std::string_view kNames[] = {"unknown", "loopback", "address", "everywhere"};
  return kNames[static_cast<size_t>(reach)];
}

std::string_view from_name(Origin::From from) {
  constexpr std::string_view kNames[] = {"absent", "file", "default", "implied"};
  return kNames[static_cast<size_t>(from)];
}

std::string_view target_name(Target::From from) {
  constexpr std::string_view kNames[] = {"asked", "project", "newest", "zookeeper"};
  return kNames[static_cast<size_t>(from)];
}

ListenerSettings::ListenerSettings(const BrokerConfig& config) {
  for (const Setting& setting : config.settings()) {
    if (!setting.last || setting.key_unknown) continue;
    if (setting.listener != kNoListener) {
      own_.push_back({setting.base, setting.mechanism, &setting, true});
    } else if (setting.prefix_listener.empty() && setting.id != kNoKey && config.catalog().per_listener(setting.id)) {
      shared_.push_back({setting.base, {}, &setting, false});
    }
  }
  std::stable_sort(own_.begin(), own_.end(), [](const ShownSetting& left, const ShownSetting& right) {
    return left.setting->listener < right.setting->listener;
  });
}

std::vector<ShownSetting> ListenerSettings::of(ListenerIndex listener) const {
  std::vector<ShownSetting> out = shared_;
  auto at = std::partition_point(own_.begin(), own_.end(),
                                 [&](const ShownSetting& each) { return each.setting->listener < listener; });
  for (; at != own_.end() && at->setting->listener == listener; ++at) out.push_back(*at);
  std::sort(out.begin(), out.end(), [](const ShownSetting& left, const ShownSetting& right) {
    return std::tie(left.key, left.mechanism, right.own) < std::tie(right.key, right.mechanism, left.own);
  });
  // The listener's own hides the node's.
  auto hidden = [](const ShownSetting& first, const ShownSetting& second) {
    return first.key == second.key && first.mechanism == second.mechanism;
  };
  out.erase(std::unique(out.begin(), out.end(), hidden), out.end());
  return out;
}

std::string show(const BrokerConfig& config, const ShowOptions& options) {
  bool json = options.format == ShowOptions::Format::kJson;
  if (options.raw) return json ? show_raw_json(config, options.reveal) : show_raw_text(config, options.reveal);
  return json ? show_json(config) : show_text(config);
}

}  // namespace klamm
