// How policies are told from other JSON, and what a run over them says.
#include <algorithm>

#include "unit/rule/fixture.h"

namespace klamm {
namespace {

const std::string kWide =
    R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kafka-cluster:*", "Resource": "*"}]})";

InputKind kind_of(std::string text) { return detect(Source("x", std::move(text)), catalog()); }

LintResult lint_policy(const std::string& text, LintOptions options = {}) {
  options.profile = "all";
  auto selection = select_rules({&Pack::builtin()}, options);
  REQUIRE(selection.ok());
  auto result = lint(std::make_shared<Source>("policy.json", text), {&Pack::builtin()}, selection.value(), options);
  INFO((result ? std::string() : result.error().message));
  REQUIRE(result.ok());
  return std::move(result).value();
}

std::string escaped(std::string text) {
  for (size_t at = 0; (at = text.find('"', at)) != std::string::npos; at += 2) text.insert(at, "\\");
  return text;
}

TEST_CASE("policies and the answers that hold one are told by their members") {
  CHECK(kind_of(kWide) == InputKind::kIamPolicy);
  CHECK(kind_of("\xef\xbb\xbf\n{\"Statement\": [{\"Effect\": \"Allow\"}]}") == InputKind::kIamPolicy);
  CHECK(kind_of("{\"RoleName\": \"r\", \"PolicyDocument\": " + kWide + "}") == InputKind::kIamPolicy);
  CHECK(kind_of("{\"PolicyVersion\": {\"Document\": " + kWide + "}}") == InputKind::kIamPolicy);
  CHECK(kind_of("{\"CurrentVersion\": \"K\", \"Policy\": \"" + escaped(kWide) + "\"}") == InputKind::kIamPolicy);
  CHECK(kind_of("{\"Policy\": {\"PolicySummary\": {}, \"Content\": \"" + escaped(kWide) + "\"}}") ==
        InputKind::kIamPolicy);
  CHECK(kind_of("{\"UserDetailList\": [], \"Policies\": []}") == InputKind::kIamPolicy);
  CHECK(kind_of("{\"status_code\": 200, \"data\": {\"Policy\": \"" + escaped(kWide) + "\"}}") == InputKind::kIamPolicy);
  CHECK(kind_of("{\"arn\": \"a\", \"document\": " + kWide + "}") == InputKind::kIamPolicy);
}

TEST_CASE("JSON that only holds a policy somewhere inside is none") {
  CHECK(kind_of("{}") == InputKind::kNone);
  CHECK(kind_of("{\"Statement\": 1}") == InputKind::kNone);
  CHECK(kind_of("{\"a\": {\"b\": {\"Statement\": [{\"Effect\": \"Allow\"}], \"Version\": \"2012-10-17\"}}}") ==
        InputKind::kNone);
  CHECK(kind_of("{\"AWSTemplateFormatVersion\": \"x\", \"Resources\": {\"P\": {\"PolicyDocument\": " + kWide + "}}}") ==
        InputKind::kCloudFormation);
  CHECK(kind_of("{\"name\": \"p\", \"version\": \"1\", \"dependencies\": {\"Policy\": \"Statement\"}}") ==
        InputKind::kNone);
  CHECK(kind_of("{\"data\": \"a Statement with Effect\"}") == InputKind::kNone);
  CHECK(kind_of("[" + kWide + "]") == InputKind::kNone);
  CHECK(kind_of("{\"a\\\"Statement\": 1, \"Version\": 2, \"x\": \"\\") == InputKind::kNone);
}

TEST_CASE("rules about brokers say nothing of a policy, and rules about policies nothing of a broker") {
  LintResult policy = lint_policy(kWide);
  CHECK(policy.kind == InputKind::kIamPolicy);
  CHECK(std::all_of(policy.findings.begin(), policy.findings.end(),
                    [](const Finding& finding) { return finding.rule.starts_with("IA"); }));
  LintOptions options;
  options.as = InputKind::kServerProperties;
  LintResult broker = lint_policy("process.roles=broker\n", options);
  CHECK(!broker.findings.empty());
  CHECK(std::none_of(broker.findings.begin(), broker.findings.end(),
                     [](const Finding& finding) { return finding.rule.starts_with("IA"); }));
}

TEST_CASE("what a policy is for is assumed only where its content does not tell") {
  CHECK(lint_policy(kWide).assumptions == Strings{"identity policy"});
  LintOptions options;
  options.iam_layer = IamLayer::kScp;
  CHECK(lint_policy(kWide, options).assumptions.empty());
  CHECK(lint_policy(R"({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*",
                        "Resource": "*"}]})")
            .assumptions.empty());
}

TEST_CASE("what is not read is said, not passed") {
  LintResult broken = lint_policy(R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kafka:*)");
  REQUIRE(broken.findings.size() == 1);
  CHECK(broken.findings[0].rule == "IA030");
  REQUIRE(broken.unknown.size() == 1);
  CHECK(broken.unknown[0].message.find("is not judged") != std::string::npos);
  LintResult other = lint_policy(R"({"Version": "2012-10-17", "Statement": [{"Effect": "allow", "Action": "s3:*"}]})");
  CHECK(other.findings.empty());
  CHECK(other.unknown.empty());
  LintOptions options;
  options.as = InputKind::kIamPolicy;
  LintResult none = lint_policy("{\"name\": \"other\"}", options);
  CHECK(none.findings.empty());
  REQUIRE(none.unknown.size() == 1);
  CHECK(none.unknown[0].message.starts_with("no policy that can be read: "));
  LintResult page = lint_policy(R"({"IsTruncated": true, "RoleDetailList": []})");
  CHECK(page.findings.empty());
  REQUIRE(page.unknown.size() == 1);
  CHECK(page.unknown[0].message.find("another page") != std::string::npos);
}

TEST_CASE("a rule about policies is a check about policies, and nothing of a broker's") {
  auto refused = [](std::string_view logic) {
    auto blob = compile_rules({{"r.toml", rule_text("KA001", logic)}}, catalog());
    return blob ? std::string() : blob.error().message;
  };
  CHECK(refused("about = \"policy\"\ncheck = \"policy-refused\"") == "");
  CHECK(refused("check = \"policy-refused\"").find("about = \"policy\"") != std::string::npos);
  CHECK(refused("about = \"policy\"\ncheck = \"unknown-key\"").find("about = \"broker\"") != std::string::npos);
  CHECK(refused("about = \"policy\"\nfail = 'true'").find("is a `check`") != std::string::npos);
  CHECK(refused("about = \"policy\"\ncheck = \"policy-refused\"\nwhen = '@kraft'").find("is a `check`") !=
        std::string::npos);
  CHECK(refused("about = \"group\"\nfail = 'true'") != "");
}

}  // namespace
}  // namespace klamm
