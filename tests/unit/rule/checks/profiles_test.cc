// configs/profiles says what each profile is for and what it adds; the rules say the same of themselves.
#include <filesystem>
#include <set>

#include <toml++/toml.h>

#include "unit/rule/checks/built_in.h"

namespace klamm {
namespace {

std::set<std::string> rules_naming(std::string_view profile) {
  std::set<std::string> out;
  const Pack& pack = Pack::builtin();
  for (size_t index = 0; index < pack.rule_count(); ++index) {
    RuleInfo rule = pack.rule(index);
    if (std::find(rule.profiles.begin(), rule.profiles.end(), profile) != rule.profiles.end()) out.emplace(rule.id);
  }
  return out;
}

TEST_CASE("every profile's file lists the rules that name it") {
  std::set<std::string> known;
  for (const auto& file : std::filesystem::directory_iterator(KLAMM_ROOT "/configs/profiles")) {
    std::string name = file.path().stem().string();
    INFO(name);
    known.insert(name);
    toml::parse_result parsed = toml::parse_file(file.path().string());
    REQUIRE(parsed);
    CHECK(!parsed.table()["title"].value_or(std::string()).empty());
    CHECK(!parsed.table()["purpose"].value_or(std::string()).empty());
    const toml::array* adds = parsed.table()["adds"].as_array();
    REQUIRE(adds != nullptr);
    std::set<std::string> listed;
    for (const toml::node& one : *adds) listed.insert(one.value_or(std::string()));
    if (name != "baseline") CHECK(listed == rules_naming(name));
  }
  for (size_t index = 0; index < Pack::builtin().rule_count(); ++index) {
    for (std::string_view profile : Pack::builtin().rule(index).profiles) CHECK(known.count(std::string(profile)) == 1);
  }
}

}  // namespace
}  // namespace klamm
