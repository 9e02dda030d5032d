#include "unit/authz/counted_memory.h"
#include "unit/authz/iam_kit.h"

using namespace klamm;
using namespace klamm::test;

TEST_CASE("a decision allocates nothing, but for conditions on the time") {
  Ask ask{.identity = {allow(R"("Action":"*","Resource":["arn:aws:kafka:*:*:topic/*/*-x",")" + std::string(kTopics) +
                             R"(${aws:PrincipalTag/team}-*"],"Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}})"),
                       deny(R"("Action":"kafka-cluster:*","NotResource":")" + std::string(kTopics) + R"(*")")},
          .context = {{"aws:PrincipalTag/team", {"red"}}, {"aws:SourceIp", {"10.1.2.3"}}}};
  const auto counts = [](const Ask& asked, IamReason expected) {
    const IamIndex index = IamIndex::compile(asked.set());
    const IamCaller caller =
        index.caller(*parse_iam_principal(kSession), *parse_iam_cluster(kCluster), {asked.context});
    const std::string arn = std::string(kTopics) + "red-orders-of-a-name-that-is-longer-than-any-small-string";
    const uint64_t before = allocations;
    const IamDecision decision = caller.decide({IamAction::kReadData, arn, 1'780'000'000});
    const uint64_t after = allocations;
    CHECK(decision.reason == expected);
    return after - before;
  };
  CHECK(counts(ask, IamReason::kAllowed) == 0);
  CHECK(counts({}, IamReason::kNoIdentityAllow) == 0);
  const std::string until =
      allow(R"("Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2030-01-01"}})");
  CHECK(counts({.identity = {until}}, IamReason::kAllowed) > 0);
}
