#include "klamm/fix.h"

#include "unit/rule/fixture.h"

namespace klamm {
namespace {

std::string fixed(std::string_view logic, std::string_view text) {
  TestPack pack({rule_text("KA001", logic)});
  auto find = [&](const std::string& now) -> Result<std::vector<Fix>> {
    std::vector<Fix> fixes;
    for (const Finding& finding : pack.lint(now).findings) {
      if (finding.fix) fixes.push_back(*finding.fix);
    }
    return fixes;
  };
  auto outcome = fix_until_settled(std::string(text), find);
  REQUIRE(outcome.ok());
  CHECK(outcome.value().settled);
  return outcome.value().text;
}

TEST_CASE("a rule deletes every line of a key") {
  CHECK(fixed("fail = 'explicit(broker.rack)'\nfix = { title = \"t\", delete = \"broker.rack\" }",
              "broker.rack=a\nnode.id=1\nbroker.rack=b\n") == "node.id=1\n");
}

TEST_CASE("a rule sets a key, where it is written or at the end") {
  std::string logic = "fail = 'num.partitions < 3'\nfix = { title = \"t\", set = \"num.partitions\", value = \"3\" }";
  CHECK(fixed(logic, "num.partitions = 1\nnode.id=1\n") == "num.partitions = 3\nnode.id=1\n");
  CHECK(fixed(logic, "node.id=1") == "node.id=1\nnum.partitions=3\n");
}

TEST_CASE("a rule replaces a value only where it is written") {
  std::string logic =
      "fail = 'num.partitions < 3'\nfix = { title = \"t\", replace = \"num.partitions\", value = \"3\" }";
  CHECK(fixed(logic, "num.partitions=2\n") == "num.partitions=3\n");
  CHECK(fixed(logic, "node.id=1\n") == "node.id=1\n");
}

TEST_CASE("a rule renames every line of a key, and a value may hold what is effective now") {
  CHECK(fixed("fail = 'explicit(broker.id)'\nfix = { title = \"t\", rename = \"broker.id\", to = \"node.id\" }",
              "broker.id=1\nbroker.id = 2\n") == "node.id=1\nnode.id = 2\n");
  CHECK(fixed("fail = '!explicit(broker.rack)'\nfix = { title = \"t\", set = \"broker.rack\", value = "
              "\"{num.partitions}\" }",
              "num.partitions=7\n") == "num.partitions=7\nbroker.rack=7\n");
}

TEST_CASE("what a rule sets at one listener does not change the others") {
  std::string logic = R"(
scope = "listener"
when = '@listener.protocol == "SSL"'
fail = '@listener.reach == "everywhere" && @listener.client_auth != "required"'
at = "@listener"
fix = { title = "t", set = "ssl.client.auth", value = "required" })";
  std::string listeners = "listeners=IN://10.0.0.1:1,OUT://:2\nlistener.security.protocol.map=IN:SSL,OUT:SSL\n";
  CHECK(fixed(logic, listeners) == listeners + "listener.name.out.ssl.client.auth=required\n");
  CHECK(fixed(logic, listeners + "ssl.client.auth=none\n") ==
        listeners + "ssl.client.auth=none\nlistener.name.out.ssl.client.auth=required\n");
  CHECK(fixed(logic, listeners + "listener.name.out.ssl.client.auth=requested\n") ==
        listeners + "listener.name.out.ssl.client.auth=required\n");
}

TEST_CASE("a fix of very many edits is none") {
  TestPack pack(
      {rule_text("KA001", "fail = 'explicit(broker.rack)'\nfix = { title = \"t\", delete = \"broker.rack\" }")});
  auto lines = [](int count) {
    std::string text;
    for (int line = 0; line < count; ++line) text += "broker.rack=a\n";
    return text;
  };
  CHECK(pack.lint(lines(1000)).findings[0].fix);
  CHECK(!pack.lint(lines(1001)).findings[0].fix);
}

TEST_CASE("a fix carries its title and whether it is safe, and a running broker gets none") {
  TestPack pack({rule_text("KA001",
                           "fail = 'true'\nfix = { title = \"set {key}\", safe = true, set = \"broker.rack\", value "
                           "= \"x\" }\nat = \"broker.rack\"")});
  LintResult result = pack.lint("node.id=1\n");
  REQUIRE(result.findings.size() == 1);
  REQUIRE(result.findings[0].fix);
  CHECK(result.findings[0].fix->title == "set broker.rack");
  CHECK(result.findings[0].fix->safe);
  LintOptions options;
  options.values_only = true;
  CHECK(!pack.lint("node.id=1\n", options).findings[0].fix);
}

}  // namespace
}  // namespace klamm
