#include "klamm/iam_authorizer.h"

#include <thread>

#include "unit/authz/iam_roster_kit.h"

using namespace klamm;
using namespace klamm::test;

namespace {

constexpr const char* kSts = "arn:aws:sts::111122223333:assumed-role/app/s1";
const Texts kReads = {{"app.json", kReadOrders}};

std::string statement(const std::string& members) { return R"({"Effect":"Allow",)" + members + "}"; }
const std::string kWriteAll = R"("Action":"kafka-cluster:WriteData","Resource":"*")";

}  // namespace

TEST_CASE("before any policy, principals of IAM are denied and others are not judged") {
  const IamAuthorizer authorizer;
  const IamPin pin = authorizer.pin(0);
  CHECK(!pin.asker({"User:alice", "10.0.0.1"}, IamTransport::kPlain));
  auto asker = pin.asker({"IAM:" + std::string(kSts), "10.0.0.1"}, IamTransport::kPlain);
  REQUIRE(asker);
  const IamVerdict verdict = asker->decide({Operation::kRead, ResourceType::kTopic, "orders"}, 0);
  CHECK(!verdict.allowed);
  CHECK(verdict.why == IamWhy::kNothing);
  CHECK(!asker->decide_by_type(Operation::kRead, ResourceType::kTopic, 0).allowed);
  CHECK(asker->statement(verdict).empty());
}

TEST_CASE("a mapped principal is judged by its role's policies, others are none of IAM's") {
  const Broker broker(kAlice, kReads);
  CHECK(broker.reads("User:alice"));
  CHECK(!broker.reads("User:alice", "bills"));
  CHECK(!broker.judges("User:bob"));
  CHECK(!broker.judges("User:alice2"));
  CHECK(!broker.judges("Group:alice"));
  CHECK(!broker.judges(""));
}

TEST_CASE("a principal of the type IAM plays what its name says") {
  const Broker broker(kAlice, kReads);
  CHECK(broker.reads("IAM:" + std::string(kSts)));
  CHECK(!broker.reads("IAM:arn:aws:sts::111122223333:assumed-role/other/s1"));
  CHECK(!broker.reads("IAM:arn:aws:sts::444455556666:assumed-role/app/s1"));
  CHECK(broker.judges("IAM:nonsense"));
  CHECK(!broker.reads("IAM:nonsense"));
  CHECK(!broker.judges("iam:" + std::string(kSts)));
}

TEST_CASE("who may not connect may nothing, and the verdict says so") {
  const Broker broker(kAlice,
                      {{"app.json", of(R"("Effect":"Allow","Action":"kafka-cluster:ReadData","Resource":"*")")}});
  const IamVerdict verdict = broker.decide("User:alice", Operation::kRead, ResourceType::kTopic, "orders");
  CHECK(!verdict.allowed);
  CHECK(verdict.why == IamWhy::kNoConnect);
}

TEST_CASE("operations without an action of MSK's are denied, whatever is allowed") {
  const Broker broker(kAlice, {{"app.json", kAllowAll}});
  using O = Operation;
  using T = ResourceType;
  CHECK(broker.decide("User:alice", O::kAlter, T::kCluster, "kafka-cluster").allowed);
  for (const auto& [operation, type] : {std::pair{O::kClusterAction, T::kCluster},
                                        {O::kCreate, T::kCluster},
                                        {O::kDelete, T::kCluster},
                                        {O::kDescribeConfigs, T::kGroup},
                                        {O::kAlterConfigs, T::kGroup},
                                        {O::kTwoPhaseCommit, T::kTransactionalId},
                                        {O::kDescribe, T::kDelegationToken},
                                        {O::kCreateTokens, T::kUser},
                                        {O::kAll, T::kTopic},
                                        {O::kAny, T::kTopic},
                                        {O::kUnknown, T::kTopic},
                                        {O::kRead, T::kUnknown},
                                        {O::kRead, T::kAny}}) {
    const IamVerdict verdict = broker.decide("User:alice", operation, type, "x");
    CHECK(!verdict.allowed);
    CHECK(verdict.why == IamWhy::kNoAction);
  }
}

TEST_CASE("CREATE of the cluster is CreateTopic on its ARN where that is chosen") {
  const std::string on_cluster = entering(R"({"Effect":"Allow","Action":"kafka-cluster:CreateTopic","Resource":")" +
                                          std::string(kCluster) + "\"}");
  for (const bool chosen : {false, true}) {
    const Broker broker(kAlice, {{"app.json", on_cluster}}, {.create_on_cluster = chosen});
    CHECK(broker.decide("User:alice", Operation::kCreate, ResourceType::kCluster, "kafka-cluster").allowed == chosen);
    CHECK(!broker.decide("User:alice", Operation::kDelete, ResourceType::kCluster, "kafka-cluster").allowed);
    CHECK(!broker.decide("User:alice", Operation::kCreate, ResourceType::kTopic, "orders").allowed);
  }
}

TEST_CASE("a name that no Kafka has is denied") {
  const Broker broker(kAlice, {{"app.json", kAllowAll}});
  CHECK(broker.reads("User:alice", std::string(60'000, 'x')));
  const IamVerdict verdict =
      broker.decide("User:alice", Operation::kRead, ResourceType::kTopic, std::string(70'000, 'x'));
  CHECK(!verdict.allowed);
  CHECK(verdict.why == IamWhy::kTooLong);
}

TEST_CASE("surrogate pairs of the border are one character to a policy, here a `?`") {
  const std::string grin = "\xF0\x9F\x98\x80";
  const std::string as_java_sends_it = "\xED\xA0\xBD\xED\xB8\x80";
  const std::string one = entering(
      R"({"Effect":"Allow","Action":"kafka-cluster:AlterGroup","Resource":"arn:aws:kafka:*:*:group/prod/*/a?"})");
  const Broker broker("[principals.\"User:" + grin + "\"]\nrole = \"app\"\nsession = \"s1\"\n[roles.app]\n" +
                          "policies = [\"app.json\"]\n",
                      {{"app.json", one}});
  const auto joins = [&](const std::string& group) {
    return broker.decide("User:" + as_java_sends_it, Operation::kRead, ResourceType::kGroup, group).allowed;
  };
  CHECK(joins("a" + as_java_sends_it));
  CHECK(!joins("a" + as_java_sends_it + "b"));
  CHECK(joins("a\xED\xA0\xBD"));  // half a pair is a character, too
  CHECK(!broker.judges("User:" + as_java_sends_it + "x"));
}

TEST_CASE(
    "the address counts where a policy asks for it, and the transport; unknown, a Deny fires and an Allow does not") {
  const auto conditioned = [](const std::string& condition) {
    return entering(R"({"Effect":"Allow","Action":"kafka-cluster:ReadData","Resource":"*","Condition":)" + condition +
                    "}");
  };
  const auto asked = [](const Broker& broker, const std::string& host, IamTransport transport) {
    return broker.decide("User:alice", Operation::kRead, ResourceType::kTopic, "t", host, transport).allowed;
  };
  const Broker by_address(kAlice, {{"app.json", conditioned(R"({"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}})")}});
  CHECK(asked(by_address, "10.1.2.3", IamTransport::kUnknown));
  CHECK(!asked(by_address, "192.168.0.1", IamTransport::kUnknown));
  CHECK(!asked(by_address, "", IamTransport::kUnknown));
  const Broker by_link(kAlice, {{"app.json", conditioned(R"({"IpAddress":{"aws:SourceIp":"fe80::/10"}})")}});
  CHECK(asked(by_link, "fe80:0:0:0:0:0:0:1%eth0", IamTransport::kUnknown));
  const Broker secure(kAlice, {{"app.json", conditioned(R"({"Bool":{"aws:SecureTransport":"true"}})")}});
  CHECK(asked(secure, "10.1.2.3", IamTransport::kSecure));
  CHECK(!asked(secure, "10.1.2.3", IamTransport::kPlain));
  CHECK(!asked(secure, "10.1.2.3", IamTransport::kUnknown));
  const std::string denies =
      R"({"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":)"
      R"("false"}}})";
  const Broker denied(kAlice, {{"app.json", entering(statement(R"("Action":"*","Resource":"*")") + "," + denies)}});
  CHECK(asked(denied, "10.1.2.3", IamTransport::kSecure));
  CHECK(!asked(denied, "10.1.2.3", IamTransport::kPlain));
  CHECK(!asked(denied, "10.1.2.3", IamTransport::kUnknown));
}

TEST_CASE("Connect under a condition on the clock is asked each time") {
  const std::string until = of(
      R"("Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2026-06-01"}})");
  const Broker broker(kAlice, {{"app.json", until}});
  const auto at = [&](int64_t now) {
    return broker.decide("User:alice", Operation::kRead, ResourceType::kTopic, "t", "10.0.0.1", IamTransport::kPlain,
                         now);
  };
  CHECK(at(1'780'000'000).allowed);
  CHECK(at(1'790'000'000).why == IamWhy::kNoConnect);
}

TEST_CASE("tags of the session stand before those of the role, and session policies and boundaries limit") {
  const std::string tagged = entering(
      R"({"Effect":"Allow","Action":"kafka-cluster:ReadData","Resource":"arn:aws:kafka:*:*:topic/prod/*/${aws:PrincipalTag/team}"})");
  const Texts texts = {{"app.json", tagged},
                       {"narrow.json", kReadOrders},
                       {"none.json", of(R"("Effect":"Allow","Action":"s3:*","Resource":"*")")}};
  const std::string role = "[roles.app]\npolicies = [\"app.json\"]\ntags = { team = \"red\" }\n";
  const std::string unused = "boundary = [\"narrow.json\", \"none.json\"]\n";
  const Broker plain(alice_and(role + unused), texts);
  CHECK(!plain.reads("User:alice", "red"));
  const std::string others = "[roles.others]\npolicies = [\"narrow.json\", \"none.json\"]\n";
  const Broker by_role(alice_and(role + others), texts);
  CHECK(by_role.reads("User:alice", "red"));
  const Broker by_session(alice_and("tags = { team = \"orders\" }\n" + role + others), texts);
  CHECK(by_session.reads("User:alice", "orders"));
  CHECK(!by_session.reads("User:alice", "red"));
  const Broker limited(alice_and("session-policies = [\"none.json\"]\n" + role + others), texts);
  CHECK(!limited.reads("User:alice", "red"));
  CHECK(limited.reads("IAM:" + std::string(kSts), "orders") == false);  // that session's tags are not known to be none
}

TEST_CASE("what a decision names is the statement's file, place and Sid, and whom the principal plays") {
  const Broker broker(kAlice, kReads);
  const IamPin pin = broker.authorizer.pin(0);
  auto asker = pin.asker({"User:alice", "10.0.0.1"}, IamTransport::kPlain);
  REQUIRE(asker);
  CHECK(asker->arn() == "arn:aws:sts::111122223333:assumed-role/app/alice");
  const IamVerdict allowed = asker->decide({Operation::kRead, ResourceType::kTopic, "orders"}, 0);
  CHECK(asker->statement(allowed) == "iam/app.json:1:105: statement `Read` (Allow, identity policy)");
  CHECK(asker->statement(asker->decide({Operation::kWrite, ResourceType::kTopic, "orders"}, 0)).empty());
}

TEST_CASE("by type, MSK asks for `hardcode`; exactly, some name must be allowed and not denied") {
  const auto may = [](const std::string& statements, bool exact) {
    const Broker broker(kAlice, {{"app.json", entering(statements)}}, {.exact_by_resource_type = exact});
    const IamPin pin = broker.authorizer.pin(0);
    auto asker = pin.asker({"User:alice", "10.0.0.1"}, IamTransport::kPlain);
    REQUIRE(asker);
    return asker->decide_by_type(Operation::kWrite, ResourceType::kTopic, 0).allowed;
  };
  const auto on = [](const std::string& effect, const std::string& topic) {
    return R"({"Effect":")" + effect +
           R"(","Action":"kafka-cluster:WriteData","Resource":"arn:aws:kafka:*:*:topic/prod/*)" + topic + "\"}";
  };
  const std::string orders = on("Allow", "/orders");
  CHECK(!may(orders, false));
  CHECK(may(orders, true));
  for (const bool exact : {false, true}) {
    CHECK(may(on("Allow", ""), exact));
    CHECK(!may(R"({"Effect":"Allow","Action":"kafka-cluster:ReadData","Resource":"*"})", exact));
    CHECK(!may(orders + "," + on("Deny", "/ord*"), exact));
    CHECK(!may(R"({"Effect":"Allow","Action":"kafka-cluster:WriteData","Resource":"arn:aws:kafka:*:*:topic/other/*"})",
               exact));
    // Only a name that no topic has.
    CHECK(!may(on("Allow", "/or:ders"), exact));
  }
  CHECK(may(on("Allow", "/a?c-*") + "," + on("Deny", "/hardcode"), true));
  CHECK(may(on("Allow", "") + "," + on("Deny", "/hardcode"), true));
  CHECK(!may(on("Allow", "") + "," + on("Deny", "/hardcode"), false));
  CHECK(may(
      R"({"Effect":"Allow","Action":"kafka-cluster:WriteData","NotResource":"arn:aws:kafka:*:*:topic/prod/*/hardcode"})",
      true));
}

TEST_CASE("a caller is prepared once, and again when the policies change") {
  Broker broker(kAlice, kReads);
  for (int i = 0; i < 10; ++i) CHECK(broker.reads("User:alice"));
  CHECK(broker.authorizer.numbers().prepared == 1);
  for (int i = 0; i < 10; ++i) {
    broker.decide("User:alice", Operation::kRead, ResourceType::kTopic, "orders", "10.0.0." + std::to_string(i));
  }
  CHECK(broker.authorizer.numbers().prepared == 1);  // no policy asks for the address
  broker.authorizer.replace(roster_of(kAlice, {{"app.json", kAllowAll}}).value(), *parse_iam_cluster(kCluster), {});
  CHECK(broker.reads("User:alice", "bills"));
  const IamNumbers numbers = broker.authorizer.numbers();
  CHECK(numbers.prepared == 2);
  CHECK(numbers.callers == 1);
  CHECK(numbers.identities == 1);
  CHECK(numbers.parts == 1);
  CHECK(numbers.retired == 0);
}

TEST_CASE("more callers than are kept are all judged, and what is kept stays bounded") {
  const std::string by_address = entering(
      R"({"Effect":"Allow","Action":"kafka-cluster:ReadData","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/16"}}})");
  const Broker broker(kAlice, {{"app.json", by_address}});
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 3000; ++i) {
      const std::string host =
          (i % 2 == 0 ? "10.0." : "10.1.") + std::to_string(i / 256) + "." + std::to_string(i % 256);
      CHECK(broker.decide("User:alice", Operation::kRead, ResourceType::kTopic, "t", host).allowed == (i % 2 == 0));
    }
  }
  const IamNumbers numbers = broker.authorizer.numbers();
  CHECK(numbers.callers <= 1024);
  CHECK(numbers.prepared >= 3000);
  CHECK(numbers.retired == 0);
}
