// Policies from text, and what is asked of them, in a few words.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "klamm/iam.h"
#include "klamm/iam_reader.h"

namespace klamm::test {

inline constexpr const char* kCluster =
    "arn:aws:kafka:eu-west-1:111122223333:cluster/prod/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9-7";
inline constexpr const char* kTopics =
    "arn:aws:kafka:eu-west-1:111122223333:topic/prod/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9-7/";
inline constexpr const char* kGroups =
    "arn:aws:kafka:eu-west-1:111122223333:group/prod/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9-7/";
inline constexpr const char* kSession = "arn:aws:sts::111122223333:assumed-role/app/s1";
inline constexpr const char* kUser = "arn:aws:iam::111122223333:user/team/ann";
inline constexpr const char* kForeign = "arn:aws:sts::444455556666:assumed-role/app/s1";

inline IamPolicy policy_of(const std::string& json, IamLayer layer = IamLayer::kIdentity) {
  Budget budget;
  auto read = read_iam(std::make_shared<const Source>("policy.json", json), layer, budget);
  REQUIRE(read.ok());
  for (const IamDiagnostic& diagnostic : read.value().diagnostics) INFO(shown(diagnostic));
  REQUIRE(!read.value().refused());
  REQUIRE(read.value().policies.size() == 1);
  return read.value().policies[0];
}

// A policy of one statement, its members as JSON.
inline std::string of(const std::string& members) {
  return R"({"Version":"2012-10-17","Statement":{)" + members + "}}";
}
inline std::string allow(const std::string& more) { return of(R"("Effect":"Allow",)" + more); }
inline std::string deny(const std::string& more) { return of(R"("Effect":"Deny",)" + more); }
inline const std::string kAllowAll = allow(R"("Action":"*","Resource":"*")");

struct Ask {
  std::vector<std::string> identity{};
  std::vector<std::string> cluster{};
  std::vector<std::string> boundary{};
  std::vector<std::string> session{};
  std::vector<std::vector<std::string>> scps{};
  std::vector<std::vector<std::string>> rcps{};
  std::vector<IamContext::Key> context{};
  bool partial = false;
  bool incomplete = false;
  std::string principal = kSession;

  IamPolicySet set() const {
    IamPolicySet set;
    const auto add = [](const std::vector<std::string>& texts, std::vector<IamPolicy>& to, IamLayer layer) {
      for (const std::string& text : texts) to.push_back(policy_of(text, layer));
    };
    add(identity, set.identity, IamLayer::kIdentity);
    add(cluster, set.cluster, IamLayer::kCluster);
    add(boundary, set.boundary, IamLayer::kBoundary);
    add(session, set.session, IamLayer::kSession);
    for (const auto& level : scps) add(level, set.scps.emplace_back(), IamLayer::kScp);
    for (const auto& level : rcps) add(level, set.rcps.emplace_back(), IamLayer::kRcp);
    set.incomplete = incomplete;
    return set;
  }
  IamDecision decide(const std::string& action, const std::string& arn, IamDoubt doubt = IamDoubt::kStrict,
                     int64_t now = 1'780'000'000) const {
    const IamIndex index = IamIndex::compile(set());
    const auto who = parse_iam_principal(principal);
    REQUIRE(who);
    const auto of = parse_iam_cluster(kCluster);
    REQUIRE(of);
    const auto asked = parse_iam_action(action);
    REQUIRE(asked);
    return index.caller(*who, *of, {context, partial}).decide({*asked, arn, now}, doubt);
  }
  // ReadData on topic `orders`.
  bool allows(const std::string& topic = "orders") const { return decide("ReadData", kTopics + topic).allowed; }
  std::string verdict(const std::string& topic = "orders") const {
    if (decide("ReadData", kTopics + topic).allowed) return "ALLOWED";
    return decide("ReadData", kTopics + topic, IamDoubt::kLenient).allowed ? "UNKNOWN" : "DENIED";
  }
};

}  // namespace klamm::test
