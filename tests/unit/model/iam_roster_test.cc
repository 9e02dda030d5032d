#include "klamm/iam_roster.h"

#include "unit/authz/iam_roster_kit.h"

using namespace klamm;
using namespace klamm::test;

namespace {

std::string refusal(const std::string& toml, const Texts& policies) {
  auto roster = roster_of(toml, policies);
  return roster ? "" : roster.error().message;
}

const Texts kApp = {{"app.json", kReadOrders}};
const std::string kDump =
    R"({"UserDetailList":[],"GroupDetailList":[],"Policies":[],"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/team/app",)"
    R"("RolePolicyList":[{"PolicyName":"p","PolicyDocument":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":)"
    R"("kafka-cluster:*","Resource":"*"}}}],"AttachedManagedPolicies":[],"Tags":[{"Key":"team","Value":"red"}]}]})";

}  // namespace

TEST_CASE("a role's session is named as the principal is, unless the file says otherwise") {
  const auto roster = roster_of(kAlice, kApp);
  REQUIRE(roster.ok());
  REQUIRE(roster.value().parts.size() == 1);
  const IamPart& part = roster.value().parts[0];
  CHECK(part.principal == "User:alice");
  CHECK(part.plays.kind == IamPrincipal::Kind::kSession);
  CHECK(part.plays.arn == "arn:aws:sts::111122223333:assumed-role/app/alice");
  CHECK(part.plays.role == "arn:aws:iam::111122223333:role/app");
  const auto named = roster_of(alice_and("session = \"laptop\"\n[roles.app]\npolicies = [\"app.json\"]\n"), kApp);
  REQUIRE(named.ok());
  CHECK(named.value().parts[0].plays.arn == "arn:aws:sts::111122223333:assumed-role/app/laptop");
}

TEST_CASE("roles and users are named by name or by ARN, in the cluster's account or another") {
  const std::string toml =
      "[principals.\"User:a\"]\nrole = \"arn:aws:iam::444455556666:role/team/app\"\nsession = \"s1\"\n"
      "[principals.\"User:b\"]\nrole = \"app\"\naccount = \"444455556666\"\nsession = \"s2\"\n"
      "[principals.\"User:c\"]\nuser = \"bob\"\n"
      "[roles.\"arn:aws:iam::444455556666:role/team/app\"]\npolicies = [\"app.json\"]\n"
      "[users.bob]\npolicies = [\"app.json\"]\n";
  const auto roster = roster_of(toml, kApp);
  REQUIRE(roster.ok());
  const auto& parts = roster.value().parts;
  REQUIRE(parts.size() == 3);
  CHECK(parts[0].plays.arn == "arn:aws:sts::444455556666:assumed-role/app/s1");
  CHECK(parts[1].plays.arn == "arn:aws:sts::444455556666:assumed-role/app/s2");
  CHECK(parts[1].plays.role == "arn:aws:iam::444455556666:role/team/app");
  CHECK(parts[2].plays.arn == "arn:aws:iam::111122223333:user/bob");
}

TEST_CASE("a dump attaches its own policies, and a session of one of its roles has its path and tags") {
  const auto roster = roster_of("[principals.\"User:alice\"]\nrole = \"app\"\n", {{"account.json", kDump}});
  REQUIRE(roster.ok());
  CHECK(roster.value().identities.size() == 1);
  CHECK(roster.value().parts[0].plays.role == "arn:aws:iam::111122223333:role/team/app");
  CHECK(roster_of("", {{"account.json", kDump}}).ok());
  CHECK(refusal("[roles.app]\n", {{"account.json", kDump}}) ==
        "principals.toml:1:8: `arn:aws:iam::111122223333:role/team/app` comes twice");
  CHECK(refusal("", {{"a.json", kDump}, {"b.json", kDump}}).find("comes twice") != std::string::npos);
  CHECK(refusal("[roles.x]\npolicies = \"account.json\"\n", {{"account.json", kDump}}) ==
        "principals.toml:2:12: `account.json` is a dump of an account, which attaches its policies itself");
}

TEST_CASE("policies of the cluster and the organization count for everybody") {
  const std::string everybody =
      R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"kafka-cluster:*","Resource":"*"}})";
  const std::string top =
      "cluster-policy = \"cluster.json\"\nscps = [[\"all.json\"], [\"all.json\"]]\n" + alice_and("[roles.app]\n");
  const Broker broker(top, {{"cluster.json", everybody}, {"all.json", kAllowAll}});
  CHECK(broker.reads("User:alice"));
  const std::string none = of(R"("Effect":"Allow","Action":"s3:*","Resource":"*")");
  const Broker limited(top, {{"cluster.json", everybody}, {"all.json", none}});
  CHECK(!limited.reads("User:alice"));
}

TEST_CASE("the cluster's tags and the keys of a session are asked by conditions") {
  const std::string policy =
      entering(R"({"Effect":"Allow","Action":"kafka-cluster:AlterCluster","Resource":"*","Condition":{"StringEquals":)"
               R"({"aws:ResourceTag/env":"test"},"Bool":{"aws:MultiFactorAuthPresent":"true"}}})");
  const auto may = [&](const std::string& tags, const std::string& context) {
    const Broker broker(tags + alice_and(context + "[roles.app]\npolicies = [\"app.json\"]\n"), {{"app.json", policy}});
    return broker.decide("User:alice", Operation::kAlter, ResourceType::kCluster, "kafka-cluster").allowed;
  };
  const std::string test = "cluster-tags = { env = \"test\" }\n";
  const std::string mfa = "context = { \"aws:MultiFactorAuthPresent\" = \"true\" }\n";
  CHECK(may(test, mfa));
  CHECK(!may("", mfa));
  CHECK(!may(test, ""));
}

TEST_CASE("whatever does not fit is refused with file, line and reason, all of it at once") {
  CHECK(refusal(kAlice, {}) == "principals.toml:4:13: no policy `app.json` among those of `iam/`");
  CHECK(refusal("", kApp) == "iam/app.json:1:1: a policy that is attached to nobody (klamm.iam.principals)");
  CHECK(refusal(kAlice, {{"app.json",
                          "{\"Version\":\"2012-10-17\",\n\"Statement\":{\"Effect\":\"allow\",\"Action\":\"*\","
                          "\"Resource\":\"*\"}}"}}) == "iam/app.json:2:23: `Effect` must be `Allow` or `Deny`");
  CHECK(refusal(kAlice, {{"app.json", "{"}}).starts_with("iam/app.json:1:2: "));
  CHECK(refusal("principals = 3\n", {}) == "principals.toml:1:14: tables are wanted here");
  CHECK(refusal("[principal.\"User:a\"]\n", {})
            .starts_with("principals.toml:1:2: no key `principal` here; there are principals, "));
  CHECK(refusal("[principals.alice]\nrole = \"app\"\n[roles.app]\n", {}) ==
        "principals.toml:1:13: `alice` is no principal (Type:name)");
  CHECK(refusal("[principals.\"User:*\"]\nrole = \"app\"\nsession = \"s1\"\n[roles.app]\n", {}) ==
        "principals.toml:1:13: `*` is no wildcard here");
  CHECK(refusal("[principals.\"User:a\"]\n", {}) ==
        "principals.toml:1:13: whom `User:a` plays is missing: a role or a user");
  CHECK(refusal("[principals.\"User:a\"]\nrole = \"app\"\n", {}) ==
        "principals.toml:2:8: nothing says what is attached to `arn:aws:iam::111122223333:role/app`");
  CHECK(refusal("[principals.\"User:a\"]\nrole = \"app\"\n[roles.app]\n", {}) ==
        "principals.toml:1:13: `a` is no name of a session; give one");
  CHECK(refusal("[roles.\"a*\"]\n", {}) == "principals.toml:1:8: `a*` is no role's name");
  CHECK(refusal("[roles.app]\naccount = \"12\"\n", {}) == "principals.toml:1:8: `12` is no account");
  CHECK(refusal("[users.\"arn:aws:iam::111122223333:role/app\"]\n", {}).ends_with("is no user's ARN"));
  CHECK(refusal("[roles.app]\npolicy = \"app.json\"\n", kApp) ==
        "principals.toml:2:1: no key `policy` here; there are policies, boundary, tags, account\n"
        "iam/app.json:1:1: a policy that is attached to nobody (klamm.iam.principals)");
  CHECK(refusal("[[roles]]\n", {}).find(": tables are wanted here") != std::string::npos);
  CHECK(refusal("a = \n", {}).starts_with("principals.toml:1:"));
  CHECK(refusal("\xff", {}).starts_with("principals.toml:1:"));
}

TEST_CASE("of many refusals the first twenty are told and the rest counted") {
  std::string toml;
  for (int i = 0; i < 30; ++i) toml += "key" + std::to_string(i) + " = 1\n";
  CHECK(refusal(toml, {}).ends_with("\nand 10 more"));
}
