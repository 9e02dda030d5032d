// An account's dump: what belongs to one role is judged together, and what is not there is said.
#include <algorithm>

#include "unit/rule/checks/iam_policies.h"

namespace klamm {
namespace {

std::string role(const std::string& name, const std::vector<std::string>& inlined, const std::string& attached = "") {
  std::string list;
  for (const std::string& each : inlined) {
    list += (list.empty() ? "" : ", ");
    list += "{\"PolicyName\": \"p" + std::to_string(list.size()) + "\", \"PolicyDocument\": " + each + "}";
  }
  std::string managed = attached.empty() ? "" : R"({"PolicyName": "m", "PolicyArn": ")" + attached + "\"}";
  return R"({"RoleName": ")" + name + R"(", "Arn": "arn:aws:iam::111122223333:role/)" + name +
         R"(", "RolePolicyList": [)" + list + R"(], "AttachedManagedPolicies": [)" + managed + "]}";
}

std::string dump(const std::vector<std::string>& roles, const std::string& policies = "") {
  std::string list;
  for (const std::string& each : roles) list += (list.empty() ? "" : ",\n") + each;
  return "{\"UserDetailList\": [], \"RoleDetailList\": [" + list + "], \"Policies\": [" + policies + "]}";
}

std::string managed(const std::string& arn, const std::string& document) {
  return R"({"PolicyName": "m", "Arn": ")" + arn +
         R"(", "DefaultVersionId": "v1", "PolicyVersionList": [{"VersionId": "v1",
            "IsDefaultVersion": true, "Document": )" +
         document + "}]}";
}

const std::string kOrders = "arn:aws:iam::111122223333:policy/orders";
const std::string kConnects = policy({statement({"Connect"}, {"cluster"})});
const std::string kWrites = policy({statement({"DescribeTopic", "WriteData"}, {"topic/orders"})});

TEST_CASE("what one policy of a role lacks, another may have") {
  CHECK(found_in(dump({role("app", {kConnects, kWrites})})) == Strings{});
  CHECK(found_in(dump({role("app", {kWrites})})) == Strings{"IA034"});
  CHECK(found_in(dump({role("app", {kConnects}), role("other", {kWrites})})) == Strings{"IA034"});
}

TEST_CASE("a managed policy that several roles hold is judged once, with each of them") {
  const std::string policies =
      managed(kOrders, policy({statement({"Connect", "DescribeTopic", "ReadData"}, {"cluster", "topic/*"}),
                               statement({"AlterGroup", "DescribeGroup"}, {"group/g"})}));
  const std::string alters = policy({statement({"Connect", "DescribeCluster", "AlterCluster"}, {"cluster"})});
  CHECK(found_in(dump({role("a", {}, kOrders), role("b", {}, kOrders)}, policies)) == Strings{});
  // Only the two together are too much.
  CHECK(found_in(dump({role("a", {alters}), role("b", {}, kOrders)}, policies)) == Strings{});
  CHECK(found_in(dump({role("a", {alters}, kOrders), role("b", {}, kOrders)}, policies)) == Strings{"IA003"});
}

TEST_CASE("where a dump does not hold a policy, what it might add is unknown") {
  LintResult result = lint_policy(dump({role("app", {kWrites}, kOrders)}));
  CHECK(result.findings.empty());
  REQUIRE(result.unknown.size() == 1);
  CHECK(result.unknown[0].rule == "IA034");
  CHECK(result.unknown[0].place.region.has_value());
}

TEST_CASE("AWS's own policies are judged where they are attached, not for their text") {
  const std::string admin = "arn:aws:iam::aws:policy/AdministratorAccess";
  const std::string text =
      R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})";
  CHECK(found_in(dump({role("app", {}, admin)}, managed(admin, text))) == Strings{"IA053"});
  // It counts: nothing is missing then.
  CHECK(found_in(dump({role("app", {kWrites}, admin)}, managed(admin, text))) == Strings{"IA053"});
  CHECK(found_in(dump({role("app", {}, kOrders)}, managed(kOrders, text))) == Strings{"IA001"});
}

TEST_CASE("a policy within a string has its places, and no machine fix") {
  std::string inner = R"({\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\",)"
                      R"( \"Action\": \"kafka-cluster:Connects\", \"Resource\": \"*\"}]})";
  LintResult result =
      lint_policy("{\"PolicyName\": \"p\", \"RoleName\": \"r\",\n\"PolicyDocument\": \"" + inner + "\"}");
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].rule == "IA005");
  CHECK(result.findings[0].place.region->begin.line == 2);
  CHECK(!result.findings[0].fix);
  CHECK(result.findings[0].source_line.find("kafka-cluster:Connects") != std::string::npos);
}

TEST_CASE("fingerprints go by policy, statement and text, not by the line") {
  auto prints = [](const std::string& text) {
    Strings out;
    for (const Finding& finding : lint_policy(text).findings) out.push_back(fingerprint(finding));
    std::sort(out.begin(), out.end());
    return out;
  };
  const std::string text = policy({statement({"Connect", "Reads"}, {"cluster"}), statement({"Writes"}, {"topic/a"})});
  Strings before = prints(text);
  REQUIRE(before.size() == 2);
  CHECK(before[0] != before[1]);
  std::string moved = text;
  moved.insert(moved.find("{\"Effect\""), "\n\n");
  CHECK(prints(moved) == before);
}

TEST_CASE("limits that a layer sets are not grants") {
  const std::string all = policy({statement({"*"}, {"*"})});
  LintOptions options;
  for (IamLayer layer : {IamLayer::kBoundary, IamLayer::kSession, IamLayer::kScp}) {
    options.iam_layer = layer;
    CHECK(found_in(all, options) == Strings{});
  }
  options.iam_layer = IamLayer::kIdentity;
  CHECK(found_in(all, options) == Strings{"IA001"});
}

}  // namespace
}  // namespace klamm
