// Rules about clusters: what their logic may read, and what of it is told as unknown.
#include "unit/rule/fixture.h"

namespace klamm {
namespace {

std::string refusal(std::string_view logic) {
  auto blob = compile_rules({{"r.toml", rule_text("XX001", "about = 'cluster'\n" + std::string(logic))}}, catalog());
  return blob ? std::string() : blob.error().message;
}

// An answer about one cluster, with `more` in it.
std::string answer(const std::string& more) {
  return R"({"ClusterInfo": {"ClusterName": "orders", "ClusterArn": "arn:x", "Provisioned": {)"
         R"("BrokerNodeGroupInfo": {"InstanceType": "kafka.m5.large"})" +
         more + "}}}";
}

LintResult lint_answer(const TestPack& pack, const std::string& text) {
  auto result = lint(std::make_shared<Source>("answer.json", text), pack.packs(), pack.selection(), {});
  INFO((result ? std::string() : result.error().message));
  REQUIRE(result.ok());
  REQUIRE(result.value().kind == InputKind::kMskAnswer);
  return std::move(result).value();
}

TEST_CASE("a rule about clusters reads the facts of what it judges, and nothing else") {
  CHECK(refusal("fail = '@cluster.public_access == \"DISABLED\"'").empty());
  CHECK(refusal("scope = 'connector'\nfail = '@connector.encryption == \"TLS\"'").empty());
  CHECK(refusal("fail = '@cluster.public_access == \"OFF\"'").find("it is one of DISABLED") != std::string::npos);
  CHECK(refusal("fail = '@cluster.publik_access == \"DISABLED\"'").find("did you mean") != std::string::npos);
  CHECK(refusal("fail = '@connector.encryption == \"TLS\"'").find("has a meaning only in rules") != std::string::npos);
  CHECK(refusal("fail = 'auto.create.topics.enable'").find("keys are of brokers") != std::string::npos);
  CHECK(refusal("scope = 'listener'\nfail = '@cluster.declared'").find("a thing of MSK's") != std::string::npos);
  CHECK(refusal("kafka = '3.9'\nfail = '@cluster.declared'").find("without `kafka`") != std::string::npos);
  CHECK(refusal("fail = '@cluster.declared'\nat = 'listeners'").find("a place is") != std::string::npos);
}

TEST_CASE("a finding stands at the value, or at what would hold it, and is called by the cluster") {
  TestPack pack({rule_text("XX001",
                           "about = 'cluster'\nfail = '@cluster.monitoring == \"DEFAULT\"'\nmessage = \"{name}: "
                           "{@cluster.monitoring}\"")});
  LintResult written = lint_answer(pack, answer(R"(, "EnhancedMonitoring": "DEFAULT")"));
  REQUIRE(written.findings.size() == 1);
  CHECK(written.findings[0].message == "orders: DEFAULT");
  CHECK(written.findings[0].logical == "orders/cluster.monitoring");
  CHECK(written.findings[0].source_line.substr(written.findings[0].place.region->begin.column - 1, 9) == "\"DEFAULT\"");
  LintResult left_out = lint_answer(pack, answer(""));
  REQUIRE(left_out.findings.size() == 1);
  CHECK(left_out.findings[0].source_line.substr(left_out.findings[0].place.region->begin.column - 1, 13) ==
        "\"Provisioned\"");
}

TEST_CASE("what an answer was cut by is a question, not a finding") {
  TestPack pack({rule_text("XX001", "about = 'cluster'\nfail = '!@cluster.authentication.iam'")});
  LintResult cut = lint_answer(pack, R"({"ClusterInfo": {"ClusterArn": "arn:x", "ClusterName": "orders"}})");
  CHECK(cut.findings.empty());
  REQUIRE(cut.unknown.size() == 1);
  CHECK(cut.unknown[0].message == "`cluster.authentication.iam` is not in this answer");
  CHECK(lint_answer(pack, answer("")).findings.size() == 1);
}

TEST_CASE("each cluster of a list is judged for itself") {
  TestPack pack({rule_text("XX001", "about = 'cluster'\nfail = '@cluster.serverless'\nat = '@cluster'")});
  const std::string one = R"({"ClusterArn": "arn:1", "ClusterName": "a", "Serverless": {"VpcConfigs": []}})";
  const std::string other = R"({"ClusterArn": "arn:2", "ClusterName": "b", "Serverless": {"VpcConfigs": []}})";
  LintResult result = lint_answer(pack, "{\"ClusterInfoList\": [" + one + ",\n" + other + "]}");
  REQUIRE(result.findings.size() == 2);
  CHECK(result.findings[0].logical == "a/cluster");
  CHECK(result.findings[1].logical == "b/cluster");
}

}  // namespace
}  // namespace klamm
