// Rules that make a principal's name of a certificate's or a ticket's.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "fix/property_edits.h"
#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

// One rule of ssl.principal.mapping.rules, as SslPrincipalMapper reads it; bytes of the value.
struct MappingRule {
  size_t begin = 0;
  size_t end = 0;
  std::string_view pattern;  // empty for DEFAULT
  char letters = 0;          // L, U or none
};
struct Mapping {
  std::vector<MappingRule> rules;
  std::optional<size_t> refused;  // where what is no rule begins
};

constexpr std::string_view kBlanks = " \t\n\f\r\v";

// The end of a piece of a rule: its `/`, with backslashes taken in pairs.
size_t piece_end(std::string_view text, size_t at) {
  while (at < text.size() && text[at] != '/') at += text[at] == '\\' ? 2 : 1;
  return std::min(at, text.size());
}

Mapping parse_mapping(std::string_view text) {
  Mapping out;
  size_t at = 0;
  while ((at = text.find_first_not_of(kBlanks, at)) != std::string_view::npos) {
    MappingRule rule;
    rule.begin = at;
    if (text.substr(at).starts_with("DEFAULT")) {
      at += 7;
    } else if (text.substr(at).starts_with("RULE:")) {
      size_t middle = piece_end(text, at + 5);
      size_t close = piece_end(text, std::min(middle + 1, text.size()));
      if (close >= text.size()) break;
      rule.pattern = text.substr(at + 5, middle - at - 5);
      at = close + 1;
      if (at < text.size() && (text[at] == 'L' || text[at] == 'U')) rule.letters = text[at++];
    } else {
      break;
    }
    rule.end = at;
    at = std::min(text.find_first_not_of(kBlanks, at), text.size());
    if (at < text.size() && text[at] != ',') {
      at = rule.begin;
      break;
    }
    out.rules.push_back(rule);
    ++at;
    if (at >= text.size()) return out;
  }
  if (at < text.size()) out.refused = at;
  return out;
}

bool takes_everything(const MappingRule& rule) {
  constexpr std::array<std::string_view, 6> kAll = {".*", "^.*$", "(.*)", "^(.*)$", "^.*", ".*$"};
  return rule.pattern.empty() || std::find(kAll.begin(), kAll.end(), rule.pattern) != kAll.end();
}

template <typename Visit>
void each_mapping(CheckRun& run, Visit&& visit) {
  const BrokerConfig& broker = run.broker();
  KeyId key = broker.catalog().find("ssl.principal.mapping.rules");
  for (const Setting& setting : broker.settings()) {
    if (setting.id != key || !setting.last || setting.key_unknown) continue;
    if (setting.base != setting.key && setting.listener == kNoListener) continue;
    if (setting.unknown) {
      run.unknown(setting.node, "the rules that it is rendered with");
      continue;
    }
    if (!java_trim(setting.value).empty()) visit(setting, parse_mapping(setting.value));
  }
}

bool broad(std::string_view pattern) {
  constexpr std::array<std::string_view, 6> kBroad = {"", ".*", "^.*$", ".*@.*", "^.*@.*$", "[^@]*@.*"};
  return std::find(kBroad.begin(), kBroad.end(), pattern) != kBroad.end();
}

// Whether a rule of Kerberos, `RULE:[n:format](regex)s/from/to/`, takes the realm off names of every realm.
bool drops_every_realm(std::string_view rule) {
  if (!rule.starts_with("RULE:[")) return false;
  size_t colon = rule.find(':', 6);
  size_t close = rule.find(']', 6);
  if (colon == rule.npos || close == rule.npos || colon > close) return false;
  if (rule.substr(colon, close - colon).find("$0") == rule.npos) return true;
  std::string_view rest = rule.substr(close + 1);
  std::string_view pattern;
  if (rest.starts_with("(")) {
    size_t end = rest.find(')');
    if (end == rest.npos) return false;
    pattern = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
  }
  return broad(pattern) && rest.starts_with("s/@");
}

}  // namespace

void check_mapping_refused(CheckRun& run) {
  each_mapping(run, [&](const Setting& setting, const Mapping& mapping) {
    if (mapping.refused) run.fail(hit_part(run.broker(), setting, *mapping.refused, setting.value.size()));
  });
}

// A rule before the last that leaves nothing to those behind it.
void check_mapping_shadowed(CheckRun& run) {
  each_mapping(run, [&](const Setting& setting, const Mapping& mapping) {
    for (size_t index = 0; index + 1 < mapping.rules.size(); ++index) {
      const MappingRule& rule = mapping.rules[index];
      if (!takes_everything(rule)) continue;
      Hit hit = hit_part(run.broker(), setting, rule.begin, rule.end,
                         {{"count", std::to_string(mapping.rules.size() - index - 1)}});
      size_t last = mapping.rules.back().end;
      hit.edits = {{hit_part(run.broker(), setting, rule.end, last).span.value(), ""}};
      run.fail(std::move(hit));
      return;
    }
  });
}

// Names that a rule writes in one case, and a super user in the other.
void check_mapping_of_another_case(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  each_mapping(run, [&](const Setting& setting, const Mapping& mapping) {
    for (const MappingRule& rule : mapping.rules) {
      if (rule.letters == 0) continue;
      auto other = [&](char c) { return rule.letters == 'L' ? c >= 'A' && c <= 'Z' : c >= 'a' && c <= 'z'; };
      for (const SuperUser& user : broker.super_users()) {
        // Names of the other authentication methods are short; whole distinguished names are another rule's.
        bool never = user.type == "User" && user.text != "User:ANONYMOUS" && !user.unknown &&
                     user.name.find('=') == std::string_view::npos &&
                     std::any_of(user.name.begin(), user.name.end(), other);
        bool sasl = std::any_of(broker.listeners().begin(), broker.listeners().end(),
                                [](const Listener& one) { return one.sasl(); });
        if (!never || sasl) continue;
        run.fail(hit_part(broker, setting, rule.begin, rule.end, {{"user", std::string(user.text)}}));
        return;
      }
    }
  });
}

void check_realm_dropped(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  KeyId key = broker.catalog().find("sasl.kerberos.principal.to.local.rules");
  for (const Setting& setting : broker.settings()) {
    if (setting.id != key || !setting.last || setting.key_unknown || setting.unknown) continue;
    std::vector<uint32_t> offsets;
    ListItems items = split_list(setting.value, &offsets);
    for (size_t index = 0; index < items.size(); ++index) {
      if (!drops_every_realm(items[index])) continue;
      run.fail(hit_part(broker, setting, offsets[index], offsets[index] + items[index].size()));
      break;
    }
  }
}

// A distinguished name as people write it; Kafka compares with RFC 2253's form, which has no blanks there.
void check_spaced_name(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const SuperUser& user : broker.super_users()) {
    if (user.unknown || user.type != "User" || user.name.find('=') == std::string_view::npos) continue;
    const Setting& setting = *broker.setting("super.users");
    auto begin = static_cast<size_t>(user.text.data() - setting.value.data());
    std::vector<Edit> edits;
    for (size_t at = user.text.find(','); at != std::string_view::npos; at = user.text.find(',', at + 1)) {
      size_t next = std::min(user.text.find_first_not_of(" \t", at + 1), user.text.size());
      if (next == at + 1 || (at > 0 && user.text[at - 1] == '\\') || user.text.substr(next).starts_with("User:"))
        continue;
      edits.push_back({hit_part(broker, setting, begin + at + 1, begin + next).span.value(), ""});
    }
    if (edits.empty()) continue;
    Hit hit = hit_value(setting);
    hit.span = user.span;
    hit.edits = std::move(edits);
    run.fail(std::move(hit));
  }
}

}  // namespace klamm
