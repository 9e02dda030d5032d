// The proof of rules notices what is wrong with a record.
#include "klamm/rule_test.h"

#include <algorithm>

#include "proof/mutant.h"
#include "rule/pack.h"
#include "unit/rule/fixture.h"

namespace klamm {
namespace {

RuleTestReport tested(const std::vector<std::string>& rules) {
  std::vector<RuleSource> sources = {{"base/some.properties", "node.id=1\nbroker.rack=r"}};
  for (const std::string& rule : rules) sources.push_back({"r" + std::to_string(sources.size()) + ".toml", rule});
  // Of the built-in pack only its catalog is wanted: its rules would have their say about the small examples here.
  auto only_catalog = compile_pack({}, Pack::builtin().impl().view.catalog);
  REQUIRE(only_catalog.ok());
  auto pack = Pack::own(std::move(only_catalog).value());
  REQUIRE(pack.ok());
  auto report = test_rules(sources, {&pack.value()});
  INFO((report ? std::string() : report.error().message));
  REQUIRE(report.ok());
  return std::move(report).value();
}

Strings failures(const std::vector<std::string>& rules) {
  Strings out;
  for (const RuleTestFailure& one : tested(rules).failures) {
    out.push_back(one.rule + " " + one.concern + " " + one.where + ": " + one.message);
  }
  return out;
}

// Sound: its two examples notice all that can be changed.
const std::string kSound = rule_text("XA001", R"(
fail = 'num.partitions < 3'
at = "num.partitions"
[[bad]]
at = "1:16"
text = "num.partitions=2"
[[good]]
text = "num.partitions=3")");

TEST_CASE("a sound record has no failures, and everything is counted") {
  RuleTestReport report = tested({kSound});
  CHECK(report.failures.empty());
  CHECK(report.rules == 1);
  CHECK(report.examples == 2);
  CHECK(report.mutants == 4);  // <=, >=, 2 and 4
}

TEST_CASE("a rule has examples of both kinds") {
  CHECK(failures({rule_text("XA001", "fail = 'true'\nequivalent = ['fail@0: true -> false']")}) ==
        Strings{"XA001 example r1.toml:1:6: no bad example", "XA001 example r1.toml:1:6: no good example"});
}

TEST_CASE("a bad example is found once and at its place, a good one is not") {
  CHECK(failures({rule_text("XA001", R"(
fail = 'explicit(broker.rack)'
at = "broker.rack"
[[bad]]
at = "1:2"
text = "broker.rack=a"
[[bad]]
at = "2:13"
text = "broker.id=1"
[[good]]
text = "broker.rack=a")")}) ==
        Strings{"XA001 example r1.toml:13:8: should be found at 1:2 and nowhere else; is at 1:13",
                "XA001 example r1.toml:16:8: should be found at 2:13 and nowhere else; is not found",
                "XA001 example r1.toml:18:8: a good example, but found at 1:13"});
}

TEST_CASE("lines of a base do not count, and a place in it is called so") {
  CHECK(failures({rule_text("XA001", R"(
fail = 'num.partitions < 3'
at = "num.partitions"
[[bad]]
base = "some"
at = "1:16"
text = "num.partitions=2"
[[good]]
base = "some"
text = "num.partitions=3")")})
            .empty());
  CHECK(failures({rule_text("XA001", R"(
fail = 'explicit(broker.rack)'
at = "broker.rack"
[[bad]]
base = "some"
at = "1:1"
text = "broker.id=1"
[[good]]
text = "broker.id=1")")}) ==
        Strings{"XA001 example r1.toml:14:8: should be found at 1:1 and nowhere else; is at base 2:13"});
}

TEST_CASE("another rule that is worse, or as high at the same place, is noticed") {
  std::string other = rule_text("XA002", R"(
severity = "critical"
fail = 'num.partitions == 2'
at = "num.partitions"
[[bad]]
at = "1:16"
text = "num.partitions=2"
[[good]]
text = "num.partitions=3"
[[good]]
text = "num.partitions=1")");
  CHECK(failures({kSound, other}) ==
        Strings{"XA001 severity r1.toml:13:8: XA002 (critical) is worse than XA001 (high) and found too",
                "XA001 one-cause r1.toml:13:8: XA001 and XA002 are both high or worse at one place: one should yield",
                "XA002 one-cause r2.toml:13:8: XA001 and XA002 are both high or worse at one place: one should yield"});
}

TEST_CASE("the fix makes what the example says") {
  auto fix = [](std::string_view fixed) {
    return failures({rule_text("XA001", R"(
fail = 'num.partitions < 3'
at = "num.partitions"
fix = { title = "more", set = "num.partitions", value = "3" }
[[bad]]
base = "some"
at = "1:16"
text = "num.partitions=2"
)" + std::string(fixed) + R"(
[[good]]
text = "num.partitions=3")")});
  };
  CHECK(fix("fixed = 'num.partitions=3'").empty());
  CHECK(fix("fixed = 'num.partitions=4'") ==
        Strings{"XA001 fix r1.toml:15:8: the fix makes this of it: \"num.partitions=3\""});
  CHECK(fix("") == Strings{"XA001 fix r1.toml:11:17: no bad example says what the fix makes of it (`fixed`)"});
}

TEST_CASE("a change of the logic that no example notices is named, unless the record says that it changes nothing") {
  auto rule = [](std::string_view equivalent) {
    return failures({rule_text("XA001", R"(
fail = 'num.partitions < 3 && @kraft'
at = "num.partitions"
)" + std::string(equivalent) + R"(
[[bad]]
at = "1:16"
text = "num.partitions=2"
[[good]]
text = "num.partitions=3")")});
  };
  Strings survivors = rule("");
  CHECK(survivors == Strings{"XA001 mutation r1.toml:9:9: no example notices `fail@0: @kraft -> dropped`"});
  CHECK(rule("equivalent = ['fail@0: @kraft -> dropped']").empty());
  CHECK(rule("equivalent = ['fail@0: @kraft -> dropped', 'x']") ==
        Strings{"XA001 mutation r1.toml:11:44: `x` is no mutant that the examples miss"});
}

TEST_CASE("an expression has a mutant for each operator, operand and literal") {
  Strings changes;
  for (const Mutant& mutant : mutants_of("!set(log.dirs) && any(log.dirs, it in ['a', 'b']) || num.partitions >= 1h")) {
    changes.push_back(std::to_string(mutant.at) + " " + mutant.change + ": " + mutant.text);
  }
  CHECK(changes.size() == 22);
  auto has = [&](std::string_view text) {
    return std::any_of(changes.begin(), changes.end(), [&](const std::string& one) { return one.ends_with(text); });
  };
  CHECK(has(": set(log.dirs) && any(log.dirs, it in ['a', 'b']) || num.partitions >= 1h"));
  CHECK(has(": !set(log.dirs) || any(log.dirs, it in ['a', 'b']) || num.partitions >= 1h"));
  CHECK(has(": !set(log.dirs) && all(log.dirs, it in ['a', 'b']) || num.partitions >= 1h"));
  CHECK(has(": !set(log.dirs) && any(log.dirs, it in ['b']) || num.partitions >= 1h"));
  CHECK(has(": !set(log.dirs) && any(log.dirs, it in ['a']) || num.partitions >= 1h"));
  CHECK(has(": !set(log.dirs) && any(log.dirs, it in ['a~', 'b']) || num.partitions >= 1h"));
  CHECK(has(": (num.partitions >= 1h)"));
  CHECK(has(": (any(log.dirs, it in ['a', 'b'])) || num.partitions >= 1h"));
  CHECK(has(" || num.partitions > 1h"));
  CHECK(has(" || num.partitions < 1h"));
}

}  // namespace
}  // namespace klamm
