#include <catch2/catch.hpp>

#include "unit/authz/universe.h"

using namespace klamm;
using namespace klamm::test;

namespace {

void exhaust(const Universe& universe, const AuthorizerOptions& options) {
  Exhaustion exhaustion(universe, options);
  CHECK(exhaustion.check() == "");
  for (size_t first = 0; first < exhaustion.size(); ++first) REQUIRE(exhaustion.check_pairs(first) == "");
}

}  // namespace

TEST_CASE("every set of up to two of 168 entries decides as the oracle: principals and operations") {
  Universe universe;
  universe.hosts = {"*"};
  universe.operations = {Operation::kRead, Operation::kAlterConfigs};
  REQUIRE(universe.entries().size() == 168);
  exhaust(universe, {});
}

TEST_CASE("every set of up to two of 168 entries decides as the oracle: hosts, and everyone allowed by default") {
  Universe universe;
  universe.principals = {"User:*", "User:u"};
  universe.operations = {Operation::kRead};
  REQUIRE(universe.entries().size() == 168);
  exhaust(universe, {.allow_everyone_if_no_acl = true, .corrected_by_resource_type = true});
}

TEST_CASE("every set of up to two of 168 entries decides as the oracle: ranges of hosts") {
  Universe universe;
  universe.principals = {"User:u"};
  universe.names = {"*", "ab"};
  universe.hosts = {"*", "10.1.2.3", "10.0.0.0/8", "10.9.9.9/8", "10.1.2.0/24", "0.0.0.0/0", "fe80::/10"};
  universe.clients = {"10.1.2.3", "10.9.0.1", "11.0.0.1", "0.0.0.0", "fe80:0:0:0:0:0:0:1%eth0", "10.0.0.0/8"};
  universe.operations = {Operation::kAll, Operation::kRead, Operation::kDescribe};
  REQUIRE(universe.entries().size() == 168);
  exhaust(universe, {.cidr_hosts = true});
}
