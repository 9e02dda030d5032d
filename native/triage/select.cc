#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>

#include "klamm/linter.h"
#include "rule/near_miss.h"
#include "rule/pack.h"

namespace klamm {
namespace {

using State = Selection::State;

constexpr std::string_view kUpgrades = "KU";  // the family of what an upgrade breaks or changes

// Reads the packs in place: choosing the rules of a run allocates nothing for each rule but its state.
struct RuleAt {
  const Pack::Impl* pack;
  uint32_t rule;

  std::string_view text(uint32_t field) const { return pack->view.rule_text(rule, field); }
  std::string_view id() const { return text(rule_field::kId); }
  std::string_view family() const { return id().substr(0, id().find_first_of("0123456789")); }
  RuleStatus status() const { return pack->status(rule); }

  // Act on each text of a list until one says true; says whether one did.
  template <class Act>
  bool any(uint32_t field, Act act) const {
    for (uint32_t index = 0; index < pack->view.count(rule, field); ++index) {
      if (act(pack->view.item(rule, field, index))) return true;
    }
    return false;
  }
  bool called(std::string_view word) const {
    return id() == word || text(rule_field::kName) == word ||
           any(rule_field::kFormer, [&](std::string_view one) { return one == word; });
  }
};

class Selector {
 public:
  explicit Selector(const std::vector<const Pack*>& packs) : packs_(packs) {}

  uint32_t size() const {
    uint32_t out = 0;
    for (const Pack* pack : packs_) out += static_cast<uint32_t>(pack->rule_count());
    return out;
  }
  RuleAt at(uint32_t index) const {
    auto pack = packs_.begin();
    for (; index >= (*pack)->rule_count(); ++pack) index -= static_cast<uint32_t>((*pack)->rule_count());
    return {&(*pack)->impl(), index};
  }

  // Acts on those that a word names: an id, a name or a former id, else a family (the letters that ids begin with).
  // False if it names none. `act` is told whether it was by family.
  template <class Act>
  bool named(std::string_view word, Act act) const {
    bool found = false;
    for (uint32_t index = 0; index < size(); ++index) {
      if (!at(index).called(word)) continue;
      act(index, false);
      found = true;
    }
    if (found) return true;
    for (uint32_t index = 0; index < size(); ++index) {
      if (at(index).family() != word) continue;
      act(index, true);
      found = true;
    }
    return found;
  }

  Error unknown(std::string_view word) const {
    std::set<std::string_view> words;
    for (uint32_t index = 0; index < size(); ++index) {
      words.insert({at(index).id(), at(index).text(rule_field::kName), at(index).family()});
    }
    return Error{fmt::format("no rule `{}`{}", word, did_you_mean(word, {words.begin(), words.end()}))};
  }

 private:
  const std::vector<const Pack*>& packs_;
};

// "baseline" is on in every profile; the others add to it. Preview and deprecated rules are on by their name only.
bool in_profile(const RuleAt& rule, std::string_view profile) {
  if (rule.status() != RuleStatus::kStable) return false;
  return profile == "all" ||
         rule.any(rule_field::kProfiles, [&](std::string_view one) { return one == "baseline" || one == profile; });
}

std::optional<Error> check_profile(const Selector& rules, std::string_view profile) {
  std::set<std::string_view> known = {"baseline", "strict", "all"};
  for (uint32_t index = 0; index < rules.size() && !known.count(profile); ++index) {
    rules.at(index).any(rule_field::kProfiles, [&](std::string_view one) {
      known.insert(one);
      return false;
    });
  }
  if (known.count(profile)) return std::nullopt;
  return Error{fmt::format("no profile `{}`; there are: {}", profile, fmt::join(known, " "))};
}

std::optional<Error> add_yields(const Selector& rules, Selection& out) {
  std::optional<Error> error;
  for (uint32_t index = 0; index < rules.size(); ++index) {
    rules.at(index).any(rule_field::kYields, [&](std::string_view yield) {
      uint32_t found = 0;
      for (uint32_t other = 0; other < rules.size(); ++other) {
        if (rules.at(other).called(yield)) ++found, out.yields.emplace_back(index, other);
      }
      if (found == 0) error = rules.unknown(yield);
      return found == 0;
    });
    if (error) break;
  }
  return error;
}

std::optional<Error> check_ids(const Selector& rules) {
  std::set<std::string_view> ids;
  for (uint32_t index = 0; index < rules.size(); ++index) {
    std::string_view id = rules.at(index).id();
    if (!ids.insert(id).second) return Error{fmt::format("two rules have the id `{}`", id)};
  }
  return std::nullopt;
}

bool is_type(const RuleParameter& parameter, ParamSpec::Type type) {
  return parameter.value.index() == static_cast<size_t>(type);
}

// Settles what a project decided about parameters of checks.
std::optional<Error> add_parameters(const Selector& rules, const std::vector<RuleParameter>& wanted, Selection& out) {
  for (const RuleParameter& one : wanted) {
    auto refuse = [&](std::string_view message) {
      return Error{one.where + (one.where.empty() ? "" : ": ") + std::string(message)};
    };
    std::optional<uint32_t> found;
    for (uint32_t index = 0; index < rules.size() && !found; ++index) {
      if (rules.at(index).called(one.rule)) found = index;
    }
    if (!found) return refuse(rules.unknown(one.rule).message);
    const RuleAt rule = rules.at(*found);
    const Check* check = rule.pack->check(rule.rule);
    const ParamSpec* spec = nullptr;
    std::vector<std::string_view> names;
    for (const ParamSpec& each : check == nullptr ? std::span<const ParamSpec>() : check->params) {
      names.push_back(each.name);
      if (each.name == one.name) spec = &each;
    }
    if (names.empty()) return refuse(fmt::format("{} has no parameters", rule.id()));
    if (spec == nullptr) {
      return refuse(fmt::format("{} has no parameter `{}`; there are {}", rule.id(), one.name, fmt::join(names, ", ")));
    }
    constexpr std::array<std::string_view, 4> kTypes = {"a text", "a whole number", "true or false", "a list of texts"};
    if (!is_type(one, spec->type)) {
      return refuse(fmt::format("`{}` of {} is {}", one.name, rule.id(), kTypes[static_cast<size_t>(spec->type)]));
    }
    if (!one.topics.empty() && check->about != RuleAbout::kTopic) {
      return refuse(fmt::format("{} is not about topics", rule.id()));
    }
    out.parameters.emplace_back(*found, one);
  }
  std::reverse(out.parameters.begin(), out.parameters.end());
  std::stable_sort(out.parameters.begin(), out.parameters.end(), [](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    return a.second.topics.size() > b.second.topics.size();
  });
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
  if (auto error = add_parameters(rules, options.parameters, out)) return *error;
  if (options.select.empty()) {
    if (auto error = check_profile(rules, options.profile)) return *error;
    for (uint32_t index = 0; index < rules.size(); ++index) {
      if (in_profile(rules.at(index), options.profile)) out.rules[index] = State::kOn;
    }
  }
  if (options.select.empty() && options.upgrade_to) {
    for (uint32_t index = 0; index < rules.size(); ++index) {
      if (rules.at(index).family() != kUpgrades) out.rules[index] = State::kOff;
    }
  }
  for (const std::string& word : options.select) {
    auto select = [&](uint32_t index, bool family) {
      if (!family || rules.at(index).status() == RuleStatus::kStable) out.rules[index] = State::kOn;
    };
    if (!rules.named(word, select)) return rules.unknown(word);
  }
  for (const std::string& word : options.ignore) {
    auto ignore = [&](uint32_t index, bool) {
      if (out.rules[index] == State::kOn) out.rules[index] = State::kIgnored;
    };
    if (!rules.named(word, ignore)) return rules.unknown(word);
  }
  return out;
}

}  // namespace klamm
