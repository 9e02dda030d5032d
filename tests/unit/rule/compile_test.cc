#include "unit/rule/fixture.h"

namespace klamm {
namespace {

std::string refusal(const std::vector<RuleSource>& sources) {
  auto compiled = compile_rules(sources, catalog());
  return compiled ? std::string() : compiled.error().message;
}
std::string refusal(std::string text) { return refusal(std::vector<RuleSource>{{"r.toml", std::move(text)}}); }

// A rule whose sixth line is `line`.
std::string with_line(std::string_view line) {
  return "id = \"KA001\"\nname = \"a-name\"\ntitle = \"A title\"\nseverity = \"high\"\nmessage = \"m\"\n" +
         std::string(line) + "\nwhy = \"w\"\nmend = \"m\"\n";
}

TEST_CASE("errors in logic stand at their column, in every kind of TOML string") {
  CHECK(refusal(with_line("fail = 'num.partitions == \"x\"'")) ==
        "r.toml:6:27: a number is needed here, this is a text");
  CHECK(refusal(with_line("fail = \"num.partitions == 'x'\"")) ==
        "r.toml:6:27: a number is needed here, this is a text");
  CHECK(refusal(with_line("fail = \"num.part\\u0069tions == \\\"x\\\"\"")) ==
        "r.toml:6:32: a number is needed here, this is a text");
  CHECK(refusal(with_line("fail = '''\nnum.partitions == \"x\"'''")) ==
        "r.toml:7:19: a number is needed here, this is a text");
  CHECK(refusal(with_line("fail = \"\"\"\\\n  num.partitions \\\n  == 'x'\"\"\"")) ==
        "r.toml:8:6: a number is needed here, this is a text");
  CHECK(refusal(with_line("fail = 'broker.rack == \"ä\" && num.partitions == \"x\"'")) ==
        "r.toml:6:49: a number is needed here, this is a text");
}

TEST_CASE("characters beyond ASCII outside of strings and comments are refused with a place") {
  CHECK(refusal("id =\xc9\x89 1").starts_with("r.toml:1:5: "));
  CHECK(refusal("ä = 1").starts_with("r.toml:1:1: "));
  CHECK(refusal("id =66\"XA\xca\x8a").starts_with("r.toml:1:"));
}

TEST_CASE("a rule says all that a rule must, and nothing that no rule has") {
  CHECK(refusal("") == "r.toml:1:1: `id` is missing");
  CHECK(refusal(with_line("fail = 'true'\nlable = 'x'")) == "r.toml:7:1: no field `lable`, did you mean `label`?");
  CHECK(refusal(with_line("")) == "r.toml:1:6: a rule has either `fail` or `check`");
  CHECK(refusal(with_line("fail = 'true'\nscope = 'nodes'")) ==
        "r.toml:7:9: `scope` is one of: file node listener topic principal cluster "
        "configuration connector worker-configuration replicator vpc-connection");
  CHECK(refusal(with_line("fail = 'true'\nkafka = 'four'")) ==
        "r.toml:7:9: a range of versions is written 4.1, 3.3-4.0, 4.2- or -3.9");
  CHECK(refusal(with_line("fail = 'true'\nyields = 'x'")) == "r.toml:7:10: `yields` takes a list of at most 256 texts");
  CHECK(refusal(with_line("fail = 7")) == "r.toml:6:8: `fail` takes a text");
  CHECK(refusal(with_line("check = 'no-such'")) == "r.toml:6:10: no check `no-such`");
  CHECK(refusal(with_line("fail = 'true'\nat = 'broker.rak'")) ==
        "r.toml:7:7: nobody reads a key `broker.rak`, did you mean `broker.rack`?");
  CHECK(refusal(with_line("fail = 'true'\nat = '@listener'")) ==
        "r.toml:7:7: a place is a key, `@roles`, or of a listener `@listener`, `@advertised` or `@protocol`");
  CHECK(refusal(with_line("fail = 'true'\nlabel = '{nothing}'"))
            .starts_with("r.toml:7:11: nobody reads a key `nothing`"));
  CHECK(refusal(with_line("fail = 'true'\nlabel = 'a {value'")) ==
        "r.toml:7:12: a hole is written {name}; a brace alone is written {{");
  CHECK(refusal(with_line("fail = 'true'\nlabel = '{{a}} {@kafka} {num.partitions} {it}'")) == "");
  CHECK(refusal("id = \"x\"") == "r.toml:1:6: an id is capital letters and at least three digits, as `KT005`");
  CHECK(refusal("id = ") != "");
}

TEST_CASE("a fix does one thing to a key that there is") {
  auto fix = [](std::string_view body) {
    return refusal(with_line("fail = 'true'\nfix = { title = 't', " + std::string(body) + " }"));
  };
  CHECK(fix("delete = 'broker.rack'") == "");
  CHECK(fix("set = 'broker.rack', value = '{kafka}'") == "");
  CHECK(fix("replace = 'broker.rack', value = ''") == "");
  CHECK(fix("rename = 'broker.id', to = 'node.id'") == "");
  CHECK(fix("safe = true") == "r.toml:7:17: a fix has one of: delete set replace rename");
  CHECK(fix("set = 'broker.rack'") == "r.toml:7:28: `value` is missing");
  CHECK(fix("delete = 'broker.rak'") == "r.toml:7:32: nobody reads a key `broker.rak`, did you mean `broker.rack`?");
  CHECK(fix("rename = 'broker.id'") == "r.toml:7:17: `rename` and `to` go together");
}

TEST_CASE("ids, names and former ids are one space, and bases exist") {
  CHECK(refusal({{"a.toml", rule_text("KA001", "fail = 'true'")}, {"b.toml", rule_text("KA001", "fail = 'true'")}}) ==
        "b.toml:1:7: `KA001` is taken by a.toml:1:6");
  CHECK(refusal({{"a.toml", rule_text("KA001", "fail = 'true'")},
                 {"b.toml", rule_text("KA002", "fail = 'true'\nformer = [\"KA001\"]")}}) ==
        "b.toml:9:12: `KA001` is taken by a.toml:1:6");
  std::string example = rule_text("KA001", "fail = 'true'") + "[[bad]]\nat = 'file'\nbase = 'b'\ntext = 'x'\n";
  CHECK(refusal(example) == "r.toml:12:9: no base `b`");
  CHECK(refusal({{"r.toml", example}, {"base/b.properties", "node.id=1\n"}}) == "");
}

TEST_CASE("several rules may stand in one file") {
  auto compiled = compile_rules({{"r.toml", "[[rule]]\n" + rule_text("KA002", "fail = 'true'") + "[[rule]]\n" +
                                                rule_text("KA001", "fail = 'true'")}},
                                catalog());
  REQUIRE(compiled.ok());
  auto pack = Pack::own(std::move(compiled).value());
  REQUIRE(pack.ok());
  REQUIRE(pack.value().rule_count() == 2);
  CHECK(pack.value().rule_id(0) == "KA001");
}

TEST_CASE("what a record says is what its pack says") {
  TestPack test({rule_text("KA001", R"(
scope = "listener"
needs = "source"
status = "preview"
fatal = true
kafka = "3.3-4.0"
mode = ["kraft"]
when = 'true'
fail = '@listener.sasl'
label = "l"
fix = { title = "mend it", safe = true, delete = "broker.rack" }
references = ["https://a.example/"]
practices = ["MSK.1"]
former = ["KA900"]
profiles = ["strict"]
[[bad]]
at = "1:2"
text = "x"
kafka = "3.9"
fixed = ""
[[good]]
text = """
y
""")")});
  RuleInfo rule = test.pack().rule(0);
  CHECK(rule.scope == RuleScope::kListener);
  CHECK(rule.needs == RuleNeeds::kSource);
  CHECK(rule.status == RuleStatus::kPreview);
  CHECK(rule.fatal);
  CHECK(rule.kafka == *parse_version_range("3.3-4.0"));
  CHECK((rule.kraft && !rule.zookeeper));
  CHECK((rule.when == "true" && rule.fail == "@listener.sasl" && rule.check.empty()));
  CHECK((rule.fix_title == "mend it" && rule.fix_safe));
  CHECK(rule.former_ids == std::vector<std::string_view>{"KA900"});
  CHECK(rule.profiles == std::vector<std::string_view>{"strict"});
  REQUIRE(rule.examples.size() == 2);
  CHECK((rule.examples[0].bad && rule.examples[0].at == "1:2" && rule.examples[0].kafka == "3.9"));
  CHECK((rule.examples[0].has_fixed && rule.examples[0].fixed.empty()));
  CHECK((!rule.examples[1].bad && rule.examples[1].text == "y\n" && !rule.examples[1].has_fixed));
  CHECK(test.pack().find_rule("KA900") == 0);
  CHECK(test.pack().find_rule("ka001") == 0);
  CHECK(test.pack().find_rule("KA002") == SIZE_MAX);
}

}  // namespace
}  // namespace klamm
