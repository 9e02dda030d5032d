// Many askers under policies that never rest. Built with ThreadSanitizer, too, so its policies are made by hand.
#include <atomic>
#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "klamm/iam_authorizer.h"

using namespace klamm;

namespace {

const IamCluster kOurs{"aws", "eu-west-1", "111122223333", "prod", "0a1b-7"};

IamStatement statement(IamEffect effect, const std::string& action, const std::string& resource) {
  IamStatement made;
  made.effect = effect;
  made.actions.push_back({action, {}});
  made.resources.push_back({resource, {}});
  return made;
}

// Everybody of 300 principals plays the role app, which may read all topics or none; from even addresses only.
IamRoster roster(bool allows) {
  IamPolicy policy;
  policy.statements.push_back(statement(IamEffect::kAllow, "kafka-cluster:Connect", "*"));
  policy.statements.push_back(
      statement(allows ? IamEffect::kAllow : IamEffect::kDeny, "kafka-cluster:ReadData", "arn:aws:kafka:*:*:topic/*"));
  policy.statements.push_back(statement(IamEffect::kDeny, "kafka-cluster:ReadData", "arn:aws:kafka:*:*:topic/*"));
  policy.statements.back().conditions.push_back(
      {IamOperator::kIpAddress, IamQuantifier::kNone, false, {"aws:SourceIp", {}}, {{"10.1.0.0/16", {}}}});
  IamRoster made;
  IamIdentity role;
  role.arn = "arn:aws:iam::111122223333:role/app";
  role.policies.push_back(policy);
  made.identities.push_back(role);
  for (int i = 0; i < 300; ++i) {
    IamPart part;
    part.principal = "User:u" + std::to_string(i);
    part.plays = *parse_iam_principal("arn:aws:sts::111122223333:assumed-role/app/s" + std::to_string(i));
    made.parts.push_back(part);
  }
  return made;
}

// One request: all of it must be of one set of policies.
bool request(const IamAuthorizer& authorizer, uint32_t stripe, uint32_t round) {
  const std::string principal = "User:u" + std::to_string(round % 300);
  const bool even = round % 2 == 0;
  const std::string host = (even ? "10.0.0." : "10.1.0.") + std::to_string(round / 300 % 20);
  const IamPin pin = authorizer.pin(stripe);
  auto asker = pin.asker({principal, host}, IamTransport::kPlain);
  if (!asker || asker->arn() != "arn:aws:sts::111122223333:assumed-role/app/s" + std::to_string(round % 300)) {
    return false;
  }
  unsigned allowed = 0;
  for (const char* name : {"a", "b", "c"}) {
    allowed += asker->decide({Operation::kRead, ResourceType::kTopic, name}, 0).allowed ? 1 : 0;
  }
  return even ? allowed == 0 || allowed == 3 : allowed == 0;
}

}  // namespace

TEST_CASE("eight askers under changing policies and a full table see whole sets of policies, and nothing is kept") {
  IamAuthorizer authorizer;
  authorizer.replace(roster(true), kOurs, {});
  std::atomic<bool> stop{false};
  std::atomic<unsigned> wrong{0};
  std::vector<std::thread> threads;
  for (uint32_t stripe = 0; stripe < 8; ++stripe) {
    threads.emplace_back([&, stripe] {
      for (uint32_t round = stripe * 1000; !stop.load(); ++round) {
        if (!request(authorizer, stripe, round)) wrong.fetch_add(1);
      }
    });
  }
  for (int change = 0; change < 40; ++change) {
    authorizer.replace(roster(change % 2 == 0), kOurs, {});
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  stop.store(true);
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong.load() == 0);
  const IamNumbers numbers = authorizer.numbers();
  CHECK(numbers.retired == 0);
  CHECK(numbers.prepared > 1000);
  CHECK(numbers.callers <= 1024);
}
