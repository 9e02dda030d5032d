#include <atomic>
#include <cstdlib>
#include <new>

#include "unit/authz/iam_kit.h"

namespace {

std::atomic<size_t> allocations = 0;

void* counted(size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(size_t size) { return counted(size); }
void* operator new[](size_t size) { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, size_t) noexcept { std::free(memory); }

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
    const size_t before = allocations;
    const IamDecision decision = caller.decide({IamAction::kReadData, arn, 1'780'000'000});
    const size_t after = allocations;
    CHECK(decision.reason == expected);
    return after - before;
  };
  CHECK(counts(ask, IamReason::kAllowed) == 0);
  CHECK(counts({}, IamReason::kNoIdentityAllow) == 0);
  const std::string until =
      allow(R"("Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2030-01-01"}})");
  CHECK(counts({.identity = {until}}, IamReason::kAllowed) > 0);
}
