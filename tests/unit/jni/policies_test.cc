#include "cpp/policies.h"

#include <catch2/catch.hpp>
#include <string>

#include "cpp/frame.h"
#include "cpp/node.h"
#include "unit/jni/frame_builder.h"

using namespace klamm;
using namespace klamm::jni;

namespace {

constexpr const char* kCluster = "arn:aws:kafka:eu-west-1:111122223333:cluster/prod/0a1b-7";
constexpr const char* kPrincipals =
    "[principals.\"User:alice\"]\nrole = \"app\"\n[roles.app]\npolicies = [\"app.json\"]\n";
constexpr const char* kPolicy =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kafka-cluster:Connect","Resource":"*"},)"
    R"({"Sid":"R","Effect":"Allow","Action":"kafka-cluster:ReadData","Resource":"*"},)"
    R"({"Sid":"D","Effect":"Deny","Action":"kafka-cluster:ReadData","Resource":"arn:aws:kafka:*:*:topic/*/secret"}]})";
constexpr uint8_t kTopic = 2, kRead = 3, kWrite = 4, kClusterAction = 9;

FrameBuilder policies(const char* policy = kPolicy, const char* cluster = kCluster) {
  return FrameBuilder()
      .text(cluster)
      .text("iam/")
      .u8(1)
      .text("p.toml")
      .text(kPrincipals)
      .u32(1)
      .text("iam/app.json")
      .text(policy);
}

struct Fixture {
  explicit Fixture(int32_t mode = kByAcls | kByIam) : node({}, mode) {
    CHECK(node.authorizer().add({0, 1}, {ResourceType::kTopic, PatternType::kPrefixed, Operation::kWrite,
                                         Permission::kAllow, "", "User:*", "*"}) == Change::kDone);
  }

  std::string load(const FrameBuilder& builder, int32_t expected, size_t room = 1000) {
    std::vector<std::byte> frame = builder.bytes;
    frame.resize(frame.size() + room);
    CHECK(load_policies_frame(*node.iam(), node.iam_options(), frame, builder.bytes.size()) == expected);
    if (expected < 0) return {};
    FrameReader reader(frame);
    return std::string(reader.text());
  }

  // Allowed or not, and then why.
  std::string decide(const char* principal, uint8_t type, uint8_t operation, const char* name) {
    const FrameBuilder request =
        FrameBuilder().u32(1).text(principal).text("10.0.0.1").u8(1).action(type, operation, 3, name);
    std::vector<std::byte> frame = request.bytes;
    const size_t answer = (frame.size() + 7) / 8 * 8;
    frame.resize(answer + 1000);
    const Lease lease(node, nullptr, 0);
    REQUIRE(decide_frame(lease.judges(), frame, request.bytes.size()) == 1);
    std::string said = (static_cast<int>(frame[answer]) & 1) != 0 ? "allowed" : "denied";
    FrameReader reader{std::span(frame).subspan(answer + 1)};
    if (const uint8_t reason = reader.u8(); reason != kByPolicies) return said + " by ACLs";
    for (int i = 0; i < 3; ++i) said += " | " + std::string(reader.text());
    CHECK(reader.ok());
    return said;
  }

  Node node;
};

}  // namespace

TEST_CASE("mapped principals are judged by policies, others by ACLs") {
  Fixture fixture;
  CHECK(fixture.load(policies(), 1).empty());
  const std::string as = " | arn:aws:sts::111122223333:assumed-role/app/alice";
  CHECK(fixture.decide("User:alice", kTopic, kRead, "orders") ==
        "allowed | IamAllow | iam/app.json:1:105: statement `R` (Allow, identity policy)" + as);
  CHECK(fixture.decide("User:alice", kTopic, kRead, "secret") ==
        "denied | IamDeny | iam/app.json:1:183: statement `D` (Deny, identity policy)" + as);
  CHECK(fixture.decide("User:alice", kTopic, kWrite, "orders") ==
        "denied | IamNoAllow | no identity policy allows it" + as);
  CHECK(fixture.decide("User:alice", 4, kClusterAction, "kafka-cluster") ==
        "denied | IamNoAction | nothing in IAM grants this operation" + as);
  CHECK(fixture.decide("User:bob", kTopic, kWrite, "orders") == "allowed by ACLs");
  CHECK(fixture.decide("User:bob", kTopic, kRead, "orders") == "denied by ACLs");
}

TEST_CASE("where ACLs do not count, who is none of IAM's is denied") {
  Fixture fixture(kByIam);
  fixture.load(policies(), 1);
  CHECK(fixture.decide("User:bob", kTopic, kWrite, "orders") ==
        "denied | NoIamPrincipal | only principals of IAM are judged | ");
  CHECK(fixture.decide("User:alice", kTopic, kRead, "orders").starts_with("allowed"));
}

TEST_CASE("policies that are refused leave those before in force and say why") {
  Fixture fixture;
  fixture.load(policies(), 1);
  CHECK(fixture.load(policies("{}"), 0) == "iam/app.json:1:1: a policy without `Statement`");
  CHECK(fixture.load(policies("{}"), 0, 0).size() > 10);
  CHECK(fixture.load(policies(kPolicy, "arn:aws:kafka:eu-west-1:1:cluster/prod/*"), 0)
            .starts_with("klamm.iam.cluster.arn: "));
  CHECK(fixture.decide("User:alice", kTopic, kRead, "orders").starts_with("allowed"));
}

TEST_CASE("policies that are cut anywhere, or go on, are refused") {
  Fixture fixture;
  const FrameBuilder whole = policies();
  FrameBuilder cut;
  for (size_t size = 0; size < whole.bytes.size(); ++size) {
    cut.bytes.assign(whole.bytes.begin(), whole.bytes.begin() + static_cast<ptrdiff_t>(size));
    fixture.load(cut, kBadFrame);
  }
  fixture.load(policies().u8(0), kBadFrame);
  std::vector<std::byte> small(4);
  CHECK(load_policies_frame(*fixture.node.iam(), {}, small, 5) == kBadFrame);
}

TEST_CASE("after its end a node judges nobody by policies") {
  Fixture fixture;
  fixture.load(policies(), 1);
  fixture.node.close();
  CHECK(fixture.decide("User:alice", kTopic, kRead, "orders").starts_with("denied"));
  CHECK(fixture.decide("IAM:arn:aws:sts::111122223333:assumed-role/app/alice", kTopic, kRead, "orders")
            .starts_with("denied"));
}

TEST_CASE("what is held is not changed by a load, and goes when it is given back") {
  Fixture fixture;
  fixture.load(policies(), 1);
  const HeldPin held = Lease(fixture.node, nullptr, 0).hold();
  fixture.load(policies(R"({"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}})"), 1);
  {
    const Lease lease(fixture.node, &held, 0);
    auto asker = lease.judges().iam->asker({"User:alice", "10.0.0.1"}, IamTransport::kPlain);
    REQUIRE(asker);
    CHECK(asker->decide({Operation::kRead, ResourceType::kTopic, "orders"}, 0).allowed);
  }
  CHECK(fixture.decide("User:alice", kTopic, kRead, "orders").starts_with("denied"));
  CHECK(fixture.node.iam()->numbers().retired == 1);
  Lease(fixture.node, &held, 0).give_back();
  CHECK(fixture.node.iam()->numbers().retired == 0);
}
