#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "klamm/linter.h"
#include "rule/near_miss.h"

namespace klamm {
namespace {

using State = Selection::State;

struct RuleAt {
  const Pack* pack;
  size_t rule;
};

class Selector {
 public:
  explicit Selector(const std::vector<const Pack*>& packs) {
    for (const Pack* pack : packs) {
      for (size_t rule = 0; rule < pack->rule_count(); ++rule) rules_.push_back({pack, rule});
    }
  }

  size_t size() const { return rules_.size(); }
  std::string_view id(size_t index) const { return rules_[index].pack->rule_id(rules_[index].rule); }
  RuleInfo info(size_t index) const { return rules_[index].pack->rule(rules_[index].rule); }

  // Those that a word names: an id, a name or a former id, else a family (the letters that ids begin with). False if none.
  bool named(std::string_view word, std::vector<size_t>& out) const {
    out.clear();
    const Pack* pack = nullptr;
    size_t base = 0;
    for (size_t index = 0; index < rules_.size(); ++index) {
      if (rules_[index].pack == pack) continue;
      pack = rules_[index].pack;
      base = index;
      size_t rule = pack->find_rule(word);
      if (rule != SIZE_MAX) out.push_back(base + rule);
    }
    if (!out.empty()) return true;
    for (size_t index = 0; index < rules_.size(); ++index) {
      std::string_view family = id(index).substr(0, id(index).find_first_of("0123456789"));
      if (family == word) out.push_back(index);
    }
    return !out.empty();
  }

  Error unknown(std::string_view word) const {
    std::set<std::string_view> words;
    for (const RuleAt& at : rules_) {
      std::string_view one = at.pack->rule_id(at.rule);
      words.insert({one, at.pack->rule_name(at.rule), one.substr(0, one.find_first_of("0123456789"))});
    }
    return Error{fmt::format("no rule `{}`{}", word, did_you_mean(word, {words.begin(), words.end()}))};
  }

 private:
  std::vector<RuleAt> rules_;
};

// "baseline" is on in every profile; the others add to it. Preview and deprecated rules are on by their name only.
bool in_profile(const RuleInfo& rule, std::string_view profile) {
  if (rule.status != RuleStatus::kStable) return false;
  if (profile == "all") return true;
  return std::any_of(rule.profiles.begin(), rule.profiles.end(),
                     [&](std::string_view one) { return one == "baseline" || one == profile; });
}

std::optional<Error> check_profile(const Selector& rules, std::string_view profile) {
  std::set<std::string_view> known = {"baseline", "strict", "all"};
  std::vector<std::string> owned;
  for (size_t index = 0; index < rules.size() && !known.count(profile); ++index) {
    for (std::string_view one : rules.info(index).profiles) known.insert(one);
  }
  if (known.count(profile)) return std::nullopt;
  return Error{fmt::format("no profile `{}`; there are: {}", profile, fmt::join(known, " "))};
}

std::optional<Error> add_yields(const Selector& rules, Selection& out) {
  for (size_t index = 0; index < rules.size(); ++index) {
    for (std::string_view yield : rules.info(index).yields_to) {
      std::vector<size_t> targets;
      if (!rules.named(yield, targets) || targets.size() != 1) return rules.unknown(yield);
      out.yields.emplace_back(static_cast<uint32_t>(index), static_cast<uint32_t>(targets.front()));
    }
  }
  return std::nullopt;
}

std::optional<Error> check_ids(const Selector& rules) {
  std::set<std::string_view> ids;
  for (size_t index = 0; index < rules.size(); ++index) {
    if (!ids.insert(rules.id(index)).second) return Error{fmt::format("two rules have the id `{}`", rules.id(index))};
  }
  return std::nullopt;
}

}  // namespace

Result<Selection> select_rules(const std::vector<const Pack*>& packs, const LintOptions& options) {
  Selector rules(packs);
  Selection out;
  out.rules.assign(rules.size(), State::kOff);
  // One pack keeps its own yields and unique ids; the compiler saw to both.
  if (packs.size() > 1) {
    if (auto error = check_ids(rules)) return *error;
    if (auto error = add_yields(rules, out)) return *error;
  }
  std::vector<size_t> named;
  if (options.select.empty()) {
    if (auto error = check_profile(rules, options.profile)) return *error;
    for (size_t index = 0; index < rules.size(); ++index) {
      if (in_profile(rules.info(index), options.profile)) out.rules[index] = State::kOn;
    }
  }
  for (const std::string& word : options.select) {
    if (!rules.named(word, named)) return rules.unknown(word);
    for (size_t index : named) {
      bool by_family = rules.id(index) != word && named.size() > 1;
      if (!by_family || rules.info(index).status == RuleStatus::kStable) out.rules[index] = State::kOn;
    }
  }
  for (const std::string& word : options.ignore) {
    if (!rules.named(word, named)) return rules.unknown(word);
    for (size_t index : named) {
      if (out.rules[index] == State::kOn) out.rules[index] = State::kIgnored;
    }
  }
  return out;
}

}  // namespace klamm
