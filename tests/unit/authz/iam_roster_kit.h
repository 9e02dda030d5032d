// A roster from texts, and what its principals may do.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <string>

#include "klamm/iam_authorizer.h"
#include "unit/authz/iam_kit.h"

namespace klamm::test {

using Texts = std::map<std::string, std::string>;

inline Result<IamRoster> roster_of(const std::string& toml, const Texts& policies) {
  IamRosterSources sources;
  sources.folder = "iam/";
  if (!toml.empty()) sources.principals = std::make_shared<const Source>("principals.toml", toml);
  for (const auto& [name, text] : policies) {
    sources.policies.push_back(std::make_shared<const Source>("iam/" + name, text));
  }
  Budget budget;
  return read_iam_roster(sources, *parse_iam_cluster(kCluster), budget);
}

inline const std::string kConnect = R"({"Effect":"Allow","Action":"kafka-cluster:Connect","Resource":"*"})";
// A policy that lets in, and then says this.
inline std::string entering(const std::string& statements) {
  return R"({"Version":"2012-10-17","Statement":[)" + kConnect + "," + statements + "]}";
}
inline const std::string kReadOrders =
    entering(R"({"Sid":"Read","Effect":"Allow","Action":["kafka-cluster:ReadData","kafka-cluster:DescribeTopic"],)"
             R"("Resource":"arn:aws:kafka:*:*:topic/prod/*/orders"})");

// Where User:alice plays the role app, of which the file says more.
inline std::string alice_and(const std::string& more) { return "[principals.\"User:alice\"]\nrole = \"app\"\n" + more; }
inline const std::string kAlice = alice_and("[roles.app]\npolicies = [\"app.json\"]\n");

class Broker {
 public:
  Broker(const std::string& toml, const Texts& policies, const IamOptions& options = {}) {
    auto roster = roster_of(toml, policies);
    INFO((roster ? "" : roster.error().message));
    REQUIRE(roster.ok());
    authorizer.replace(std::move(roster).value(), *parse_iam_cluster(kCluster), options);
  }

  // Of nobody that IAM judges: kNothing.
  IamVerdict decide(const std::string& principal, Operation operation, ResourceType type, const std::string& name,
                    const std::string& host = "10.0.0.1", IamTransport transport = IamTransport::kSecure,
                    int64_t now = 1'780'000'000) const {
    const IamPin pin = authorizer.pin(0);
    auto asker = pin.asker({principal, host}, transport);
    return asker ? asker->decide({operation, type, name}, now) : IamVerdict();
  }
  bool reads(const std::string& principal, const std::string& topic = "orders") const {
    return decide(principal, Operation::kRead, ResourceType::kTopic, topic).allowed;
  }
  bool judges(const std::string& principal) const {
    const IamPin pin = authorizer.pin(0);
    return pin.asker({principal, "10.0.0.1"}, IamTransport::kUnknown).has_value();
  }

  IamAuthorizer authorizer;
};

}  // namespace klamm::test
