#include "klamm/iam_reader.h"

#include <catch2/catch.hpp>

using namespace klamm;

namespace {

IamFile read(const std::string& json, IamLayer layer = IamLayer::kIdentity) {
  Budget budget;
  auto file = read_iam(std::make_shared<const Source>("p.json", json), layer, budget);
  REQUIRE(file.ok());
  return std::move(file).value();
}

std::vector<std::string> complaints(const std::string& json, IamLayer layer = IamLayer::kIdentity) {
  std::vector<std::string> all;
  const IamFile file = read(json, layer);
  for (const IamDiagnostic& diagnostic : file.diagnostics) all.push_back(shown(diagnostic));
  return all;
}

using Strings = std::vector<std::string>;
const std::string kSound =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"kafka-cluster:*","Resource":"*"}})";

}  // namespace

TEST_CASE("a policy may be an object, a string, or a string with percent escapes, and places lead to the file") {
  CHECK(read(kSound).policies.size() == 1);
  const IamFile escaped =
      read(R"({"PolicyDocument":"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"})");
  REQUIRE(escaped.policies.size() == 1);
  CHECK(!escaped.policies[0].variables);
  const IamPolicy& policy = escaped.policies[0];
  CHECK(policy.source->region(policy.statements[0].span).begin == Position{1, 35});
  CHECK(
      complaints(
          R"({"PolicyDocument":"%7B%22Statement%22%3A%7B%22Effect%22%3A%22allow%22%2C%22Action%22%3A%22%2A%22%2C%22Resource%22%3A%22%2A%22%7D%7D"})") ==
      Strings{"p.json:1:59: `Effect` must be `Allow` or `Deny`"});
}

TEST_CASE("the answers of the AWS command line are unwrapped") {
  CHECK(read(R"({"RoleName":"r","PolicyName":"p","PolicyDocument":)" + kSound + "}").policies[0].name ==
        "inline policy p");
  CHECK(read(R"({"PolicyVersion":{"VersionId":"v1","Document":)" + kSound + "}}").policies.size() == 1);
  CHECK(
      read(
          R"({"Policy":{"PolicySummary":{},"Content":"{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}"}})",
          IamLayer::kScp)
          .policies.size() == 1);
  CHECK(
      read(
          R"({"Policy":"{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}"})",
          IamLayer::kCluster)
          .policies.size() == 1);
}

TEST_CASE("principals stand in a resource's policy, and nowhere else") {
  const std::string with =
      R"({"Statement":{"Effect":"Allow","Principal":{"AWS":["111122223333","arn:aws:iam::111122223333:root","arn:aws:iam::1:role/*"],"Service":"x"},"Action":"*","Resource":"*"}})";
  CHECK(read(with).refused());
  const IamFile file = read(with, IamLayer::kCluster);
  CHECK(!file.refused());
  const auto& principals = file.policies[0].statements[0].principals;
  REQUIRE(principals.size() == 4);
  CHECK(principals[0].kind == IamPrincipalText::Kind::kAccount);
  CHECK((principals[1].kind == IamPrincipalText::Kind::kAccount && principals[1].text == "111122223333"));
  CHECK(principals[2].kind == IamPrincipalText::Kind::kOther);
  CHECK(principals[3].kind == IamPrincipalText::Kind::kOther);
  CHECK(read(kSound, IamLayer::kCluster).refused());
  CHECK(
      read(
          R"({"Statement":{"Effect":"Allow","Principal":"arn:aws:iam::111122223333:root","Action":"*","Resource":"*"}})",
          IamLayer::kCluster)
          .refused());
  CHECK(read(R"({"Statement":{"Effect":"Allow","Principal":{"AWS":"nobody"},"Action":"*","Resource":"*"}})",
             IamLayer::kCluster)
            .refused());
}

TEST_CASE("a bare identity policy over a managed policy's length is warned of, and over every length refused") {
  const auto of_size = [](size_t size) {
    return R"({"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:kafka:*:*:topic/)" +
           std::string(size, 'x') + "\"}}";
  };
  CHECK(complaints(of_size(6000)).empty());
  CHECK(complaints(of_size(7000)).size() == 1);
  CHECK(!read(of_size(7000)).refused());
  CHECK(read(of_size(10300)).refused());
  CHECK(read(of_size(6200), IamLayer::kBoundary).refused());
  CHECK(read(of_size(2100), IamLayer::kSession).refused());
  CHECK(!read("{" + std::string(9000, ' ') + of_size(3000).substr(1)).refused());
}

TEST_CASE("of a dump a principal has what is attached to it and to its groups, and what is missing is known") {
  const IamFile file = read(R"({"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/a","GroupList":["g","h"],
    "UserPolicyList":[{"PolicyName":"p","PolicyDocument":)" +
                            kSound + R"(}]}],
    "GroupDetailList":[{"GroupName":"g","AttachedManagedPolicies":[{"PolicyArn":"arn:m"},{"PolicyArn":"arn:n"}]}],
    "Policies":[{"Arn":"arn:m","DefaultVersionId":"v2","PolicyVersionList":[{"VersionId":"v1","Document":"{"},{"VersionId":"v2","Document":)" +
                            kSound + "}]}]}");
  CHECK(!file.refused());
  CHECK(file.dump);
  REQUIRE(file.identities.size() == 1);
  CHECK(file.identities[0].policies.size() == 2);
  CHECK(file.identities[0].missing == Strings{"arn:n", "group h"});
}

TEST_CASE("what a policy is for is told by its content where nobody says it") {
  auto told = [](const std::string& json) {
    Budget budget;
    auto file = read_iam(std::make_shared<const Source>("p.json", json), std::nullopt, budget);
    REQUIRE(file.ok());
    return std::string(file.value().layer_told ? "" : "assumed ") + std::string(iam_layer_name(file.value().layer));
  };
  const std::string inner =
      R"("{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}")";
  const std::string resource =
      R"({"Statement":[{"Effect":"Allow","Principal":"*","Action":"kafka:*","Resource":"*"}]})";
  CHECK(told(kSound) == "assumed identity policy");
  CHECK(told(resource) == "cluster policy");
  CHECK(told(R"({"CurrentVersion":"K","Policy":)" + inner + "}") == "cluster policy");
  CHECK(told(R"({"status_code":200,"data":{"Policy":)" + inner + "}}") == "cluster policy");
  CHECK(told(R"({"PolicyDocument":)" + kSound + "}") == "identity policy");
  CHECK(told(R"({"PolicyVersion":{"Document":)" + kSound + "}}") == "identity policy");
  CHECK(told(R"({"Policy":{"Content":)" + inner + "}}") == "service control policy");
  CHECK(told(R"({"Policy":{"PolicySummary":{"Type":"RESOURCE_CONTROL_POLICY"},"Content":)" + inner + "}}") ==
        "resource control policy");
  CHECK(told(R"({"name":"n","document":)" + kSound + "}") == "assumed identity policy");
  CHECK(told(R"({"UserDetailList":[]})") == "identity policy");
  CHECK(told("[]") == "assumed identity policy");
}

TEST_CASE("a policy knows where it stands, its version, and what is attached") {
  const IamFile file = read("{\"Version\": \"2012-10-17\",\n \"Statement\": []}");
  REQUIRE(file.policies.size() == 1);
  CHECK(file.policies[0].span.begin == 0);
  CHECK(file.policies[0].span.end == 43);
  CHECK(file.policies[0].version.size() == 12);
  const IamFile dump = read(R"({"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/a",
    "AttachedManagedPolicies":[{"PolicyArn":"arn:m"}]}],"IsTruncated":true})");
  REQUIRE(dump.identities.size() == 1);
  REQUIRE(dump.identities[0].attached.size() == 1);
  CHECK(dump.identities[0].attached[0].arn.text == "arn:m");
  CHECK(dump.more.has_value());
}
