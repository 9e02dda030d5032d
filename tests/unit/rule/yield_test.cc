#include "unit/rule/fixture.h"

namespace klamm {
namespace {

constexpr std::string_view kTwo =
    "listeners=A://0.0.0.0:9092,B://127.0.0.1:9093\n"
    "listener.security.protocol.map=A:PLAINTEXT,B:PLAINTEXT\n"
    "num.partitions=1\n";

std::string listener_rule(std::string_view id, std::string_view fail, std::string_view yields = "") {
  return rule_text(id, "scope = \"listener\"\nat = \"@listener\"\nfail = '" + std::string(fail) + "'\nyields = [" +
                           std::string(yields) + "]");
}

TEST_CASE("a rule about listeners is silent at the listener where the other failed, and only there") {
  TestPack pack({listener_rule("XA001", "@listener.reach == \"everywhere\""),
                 listener_rule("XA002", "@listener.protocol == \"PLAINTEXT\"", "\"XA001\"")});
  CHECK(places(pack.lint(kTwo)) == Strings{"XA001 1:11", "XA002 1:28"});
}

TEST_CASE("a rule about the node is silent where any listener failed, and the other way round") {
  TestPack node({listener_rule("XA001", "@listener.reach == \"everywhere\""),
                 rule_text("XA002", "fail = 'true'\nyields = [\"XA001\"]")});
  CHECK(places(node.lint(kTwo)) == Strings{"XA001 1:11"});
  CHECK(places(node.lint("listeners=PLAINTEXT://127.0.0.1:9092\n")) == Strings{"XA002 file"});
  TestPack listener({rule_text("XA001", "fail = 'num.partitions == 1'"), listener_rule("XA002", "true", "\"XA001\"")});
  CHECK(places(listener.lint(kTwo)) == Strings{"XA001 3:16"});
}

TEST_CASE("a silent rule silences those that yield to it all the same") {
  TestPack pack({rule_text("XA001", "fail = 'true'"), rule_text("XA002", "fail = 'true'\nyields = [\"XA001\"]"),
                 rule_text("XA003", "fail = 'true'\nyields = [\"XA002\"]")});
  CHECK(places(pack.lint(kTwo)) == Strings{"XA001 file"});
}

TEST_CASE("an ignored rule brings no other one out, one that is off does") {
  TestPack pack({rule_text("XA001", "fail = 'true'"), rule_text("XA002", "fail = 'true'\nyields = [\"XA001\"]")});
  auto source = std::make_shared<Source>("server.properties", std::string(kTwo));
  LintOptions options;
  options.as = InputKind::kServerProperties;
  options.select = {"XA001", "XA002"};
  options.ignore = {"XA001"};
  auto selection = select_rules(pack.packs(), options);
  REQUIRE(selection.ok());
  CHECK(places(lint(source, pack.packs(), selection.value(), options).value()).empty());
  options.select = {"XA002"};
  options.ignore = {};
  selection = select_rules(pack.packs(), options);
  CHECK(places(lint(source, pack.packs(), selection.value(), options).value()) == Strings{"XA002 file"});
}

TEST_CASE("rules that would silence each other are refused") {
  auto compiled = compile_rules({{"a.toml", rule_text("XA001", "fail = 'true'\nyields = [\"XA002\"]")},
                                 {"b.toml", rule_text("XA002", "fail = 'true'\nyields = [\"XA003\"]")},
                                 {"c.toml", rule_text("XA003", "fail = 'true'\nyields = [\"XA001\"]")}},
                                catalog());
  REQUIRE(!compiled.ok());
  CHECK(compiled.error().message.find("XA001 yields, directly or not, to a rule that yields to itself") !=
        std::string::npos);
}

}  // namespace
}  // namespace klamm
