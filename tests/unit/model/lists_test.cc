#include <catch2/catch.hpp>

#include "model/host.h"
#include "node_of.h"

using namespace klamm;

TEST_CASE("voters are id, host and port with their place") {
  BrokerConfig node = node_of("controller.quorum.voters=1@a:9093, 2@[::1]:9094 ,x@b:1,4@c,5,{{ i }}@d:1,7@{{ h }}:2");
  REQUIRE(node.voters().size() == 7);
  CHECK(node.voters()[0].id == 1);
  CHECK(node.voters()[0].host == "a");
  CHECK(node.voters()[0].port == 9093);
  CHECK(node.voters()[1].host == "::1");
  CHECK(text_at(node, node.voters()[1].span) == "2@[::1]:9094");
  CHECK(node.voters()[2].refused);
  CHECK(node.voters()[3].refused);
  CHECK(node.voters()[4].refused);
  CHECK(node.voters()[5].unknown);
  CHECK(node.voters()[5].host == "d");
  CHECK(node.voters()[6].id == 7);
  CHECK(node.voters()[6].host.empty());
  CHECK(node.voters_unknown());
}

TEST_CASE("super users are split at semicolons and trimmed") {
  BrokerConfig node = node_of("super.users= User:CN=a,O=b ; ;Group:x:y;oops;{{ more }};User:{{ name }}");
  REQUIRE(node.super_users().size() == 5);
  CHECK(node.super_users()[0].text == "User:CN=a,O=b");
  CHECK(node.super_users()[0].type == "User");
  CHECK(node.super_users()[0].name == "CN=a,O=b");
  CHECK(text_at(node, node.super_users()[0].span) == "User:CN=a,O=b");
  CHECK(node.super_users()[1].name == "x:y");
  CHECK(node.super_users()[2].refused);
  CHECK(node.super_users()[3].unknown);
  CHECK(node.super_users()[4].type == "User");
  CHECK(node.super_users_unknown());
  CHECK_FALSE(node_of("super.users=User:{{ name }}").super_users_unknown());
}

TEST_CASE("a host says how far it can be reached from") {
  for (std::string_view host : {"localhost", "LocalHost", "127.0.0.1", "127.9.9.9", "127.1", "::1", "0:0:0:0:0:0:0:1",
                                "::ffff:127.0.0.1", "::1%lo"}) {
    INFO(host);
    CHECK(reach_of(host) == Reach::kLoopback);
  }
  for (std::string_view host : {"", "0.0.0.0", "0", "::", "0:0:0:0:0:0:0:0", "::0", "::ffff:0.0.0.0"}) {
    INFO(host);
    CHECK(reach_of(host) == Reach::kEverywhere);
  }
  for (std::string_view host : {"10.0.0.1", "128.0.0.1", "localhosts", "127.0.0.1.example", "fe80::1", "::2", "1::1",
                                "::1::", ":", ":::", "256.0.0.0", "1:2:3:4:5:6:7:8:9", "::ffff:10.0.0.1", "127"}) {
    INFO(host);
    CHECK(reach_of(host) == Reach::kAddress);
  }
}
