#include "unit/authz/iam_kit.h"

using namespace klamm;
using namespace klamm::test;

namespace {

const std::string kRead = allow(R"("Action":"kafka-cluster:ReadData","Resource":"*")");
std::string cluster_policy(const std::string& principal, const std::string& effect = "Allow") {
  return of(R"("Effect":")" + effect + R"(","Principal":)" + principal +
            R"(,"Action":"kafka-cluster:*","Resource":"*")");
}
const std::string kAccount = cluster_policy(R"({"AWS":"111122223333"})");
const std::string kRoot = cluster_policy(R"({"AWS":"arn:aws:iam::111122223333:root"})");
const std::string kRole = cluster_policy(R"({"AWS":"arn:aws:iam::111122223333:role/app"})");
const std::string kThisSession = cluster_policy(R"({"AWS":"arn:aws:sts::111122223333:assumed-role/app/s1"})");
const std::string kEverybody = cluster_policy(R"("*")");
const std::string kOther = allow(R"("Action":"s3:*","Resource":"*")");

}  // namespace

TEST_CASE("what nothing allows is denied") {
  CHECK(!Ask{}.allows());
  CHECK(Ask{}.decide("ReadData", std::string(kTopics) + "orders").reason == IamReason::kNoIdentityAllow);
  CHECK(!Ask{.identity = {kOther}}.allows());
}

TEST_CASE("an identity policy allows, and a Deny anywhere wins") {
  const std::string denies = deny(R"("Action":"kafka-cluster:ReadData","Resource":"*")");
  const std::string cluster_denies = cluster_policy(R"({"AWS":"111122223333"})", "Deny");
  CHECK(Ask{.identity = {kRead}}.allows());
  CHECK(!Ask{.identity = {kRead, denies}}.allows());
  CHECK(!Ask{.identity = {denies, kRead}}.allows());
  CHECK(!Ask{.identity = {kRead}, .cluster = {cluster_denies}}.allows());
  CHECK(!Ask{.identity = {kRead}, .boundary = {kAllowAll, denies}}.allows());
  CHECK(!Ask{.identity = {kRead}, .session = {kAllowAll, denies}}.allows());
  CHECK(!Ask{.identity = {kRead}, .scps = {{kAllowAll, denies}}}.allows());
}

TEST_CASE("a decision names the first statement that decided") {
  const Ask ask{.identity = {kOther, kRead, kRead}};
  CHECK(ask.decide("ReadData", std::string(kTopics) + "orders").statement == 1);
  const Ask denied{.identity = {kRead, deny(R"("Action":"*","Resource":"*")"), deny(R"("Action":"*","Resource":"*")")}};
  const IamDecision decision = denied.decide("ReadData", std::string(kTopics) + "orders");
  CHECK(decision.reason == IamReason::kDenied);
  CHECK(decision.statement == 1);
}

TEST_CASE("a boundary, a session policy and every level of SCPs must allow, too") {
  CHECK(Ask{.identity = {kRead}, .boundary = {kAllowAll}}.allows());
  CHECK(!Ask{.identity = {kRead}, .boundary = {kOther}}.allows());
  CHECK(!Ask{.boundary = {kAllowAll}}.allows());
  CHECK(!Ask{.identity = {kRead}, .session = {kOther}}.allows());
  CHECK(Ask{.identity = {kRead}, .scps = {{kOther, kAllowAll}, {kAllowAll}}}.allows());
  CHECK(!Ask{.identity = {kRead}, .scps = {{kAllowAll}, {kOther}}}.allows());
  CHECK(Ask{.identity = {kRead}, .scps = {{kOther}}}.decide("ReadData", std::string(kTopics) + "o").reason ==
        IamReason::kNoScpAllow);
}

TEST_CASE("a cluster policy that names the account only lets its identity policies decide") {
  for (const std::string& policy : {kAccount, kRoot}) {
    CHECK(!Ask{.cluster = {policy}}.allows());
    CHECK(Ask{.identity = {kRead}, .cluster = {policy}}.allows());
  }
}

TEST_CASE("a cluster policy that names the role is enough, within boundary and session policy") {
  CHECK(Ask{.cluster = {kRole}}.allows());
  CHECK(!Ask{.cluster = {kRole}, .boundary = {kOther}}.allows());
  CHECK(!Ask{.cluster = {kRole}, .session = {kOther}}.allows());
  CHECK(Ask{.cluster = {kRole}, .boundary = {kAllowAll}, .session = {kAllowAll}}.allows());
}

TEST_CASE("a cluster policy that names the session or the user passes boundary and session policy by") {
  CHECK(Ask{.cluster = {kThisSession}, .boundary = {kOther}, .session = {kOther}}.allows());
  CHECK(!Ask{.cluster = {kThisSession}, .scps = {{kOther}}}.allows());
  const std::string user = cluster_policy(R"({"AWS":["arn:aws:iam::111122223333:user/team/ann"]})");
  CHECK(Ask{.cluster = {user}, .boundary = {kOther}, .principal = kUser}.allows());
  CHECK(!Ask{.cluster = {user}}.allows());
}

TEST_CASE("one that names everybody passes the boundary by, and not the session policy") {
  CHECK(Ask{.cluster = {kEverybody}, .boundary = {kOther}}.allows());
  CHECK(!Ask{.cluster = {kEverybody}, .session = {kOther}}.allows());
  CHECK(!Ask{.identity = {kRead}, .cluster = {kEverybody}, .session = {kOther}}.allows());
  CHECK(!Ask{.cluster = {kEverybody}, .scps = {{kOther}}}.allows());
}

TEST_CASE("a session's ARN matches itself only, and a role's ARN all its sessions") {
  const std::string other = cluster_policy(R"({"AWS":"arn:aws:sts::111122223333:assumed-role/app/s2"})");
  CHECK(!Ask{.cluster = {other}}.allows());
  CHECK(Ask{.cluster = {kRole}, .principal = "arn:aws:sts::111122223333:assumed-role/app/s2"}.allows());
  const std::string path = cluster_policy(R"({"AWS":"arn:aws:iam::111122223333:role/team/app"})");
  CHECK(Ask{.cluster = {path}}.allows());
  CHECK(!Ask{.cluster = {path}, .principal = "arn:aws:iam::111122223333:role/app"}.allows());
}

TEST_CASE("for a role without a session it is unknown whether a session's ARN names it") {
  const std::string role = "arn:aws:iam::111122223333:role/app";
  CHECK(Ask{.cluster = {kThisSession}, .principal = role}.verdict() == "UNKNOWN");
  const std::string denies = cluster_policy(R"({"AWS":"arn:aws:sts::111122223333:assumed-role/app/s1"})", "Deny");
  CHECK(Ask{.identity = {kRead}, .cluster = {denies}, .principal = role}.verdict() == "UNKNOWN");
  CHECK(Ask{.identity = {kRead}, .cluster = {denies}, .principal = "arn:aws:iam::111122223333:role/b"}.verdict() ==
        "ALLOWED");
}

TEST_CASE("across accounts both sides must allow") {
  const std::string account = cluster_policy(R"({"AWS":"444455556666"})");
  const std::string role = cluster_policy(R"({"AWS":"arn:aws:iam::444455556666:role/app"})");
  for (const std::string& policy : {account, role, kEverybody}) {
    CHECK(Ask{.identity = {kRead}, .cluster = {policy}, .principal = kForeign}.allows());
    CHECK(!Ask{.cluster = {policy}, .principal = kForeign}.allows());
    CHECK(!Ask{.identity = {kRead}, .cluster = {policy}, .boundary = {kOther}, .principal = kForeign}.allows());
  }
  CHECK(!Ask{.identity = {kRead}, .principal = kForeign}.allows());
  CHECK(!Ask{.identity = {kRead}, .cluster = {kAccount}, .principal = kForeign}.allows());
  CHECK(Ask{.identity = {kRead}, .principal = kForeign}.decide("ReadData", std::string(kTopics) + "o").reason ==
        IamReason::kNoClusterAllow);
}

TEST_CASE("the account's root user needs no policy, and an SCP binds it") {
  const std::string root = "arn:aws:iam::111122223333:root";
  CHECK(Ask{.principal = root}.allows());
  CHECK(!Ask{.scps = {{kOther}}, .principal = root}.allows());
  CHECK(!Ask{.cluster = {cluster_policy(R"("*")", "Deny")}, .principal = root}.allows());
}

TEST_CASE("NotPrincipal with Deny spares only who is listed with role and account") {
  const auto denies = [](const std::string& list) {
    return of(R"("Effect":"Deny","NotPrincipal":{"AWS":[)" + list + R"(]},"Action":"*","Resource":"*")");
  };
  const std::string account = R"("111122223333")";
  const std::string role = R"("arn:aws:iam::111122223333:role/app")";
  const std::string session = R"("arn:aws:sts::111122223333:assumed-role/app/s1")";
  CHECK(!Ask{.identity = {kRead}, .cluster = {denies(session)}}.allows());
  CHECK(!Ask{.identity = {kRead}, .cluster = {denies(session + "," + role)}}.allows());
  CHECK(Ask{.identity = {kRead}, .cluster = {denies(session + "," + role + "," + account)}}.allows());
  CHECK(Ask{.identity = {kRead}, .cluster = {denies(R"("*")")}}.allows());
}

TEST_CASE("NotPrincipal with Allow grants the world but the listed") {
  const std::string allows = of(
      R"("Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/other"},"Action":"*","Resource":"*")");
  CHECK(Ask{.cluster = {allows}}.allows());
  CHECK(!Ask{.cluster = {allows}, .principal = "arn:aws:sts::111122223333:assumed-role/other/x"}.allows());
}

TEST_CASE("what is missing from a set makes an Allow uncertain, and leaves a Deny") {
  CHECK(Ask{.identity = {kRead}, .incomplete = true}.verdict() == "UNKNOWN");
  CHECK(Ask{.incomplete = true}.verdict() == "UNKNOWN");
  CHECK(Ask{.identity = {deny(R"("Action":"*","Resource":"*")")}, .incomplete = true}.verdict() == "DENIED");
}

TEST_CASE("an ARN of another type than the action's is never allowed") {
  CHECK(!Ask{.identity = {kAllowAll}}.decide("ReadData", kCluster).allowed);
  CHECK(!Ask{.identity = {kAllowAll}}.decide("Connect", std::string(kTopics) + "x").allowed);
  CHECK(!Ask{.identity = {kAllowAll}}.decide("ReadData", "arn:aws:s3:::x").allowed);
  CHECK(!Ask{.identity = {kAllowAll}}.decide("ReadData", "").allowed);
  CHECK(Ask{.identity = {kAllowAll}}.decide("Connect", kCluster).allowed);
}
