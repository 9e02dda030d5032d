#include "authz/cidr.h"

#include <catch2/catch.hpp>

using namespace klamm::authz;

namespace {

bool holds(std::string_view range_text, std::string_view host) {
  const auto range = parse_range(range_text);
  const auto address = parse_address(host);
  return range && address && in_range(*address, *range);
}

}  // namespace

TEST_CASE("an IPv4 range holds the addresses of its network, however it is spelled") {
  for (const char* range : {"10.0.0.77/8", "10.0.0.0/8", "10.0.0.0/08", "010.0.0.0/8"}) {
    CHECK(holds(range, "10.255.0.1"));
    CHECK_FALSE(holds(range, "11.0.0.1"));
  }
  CHECK(holds("10.0.0.2/31", "10.0.0.3"));
  CHECK_FALSE(holds("10.0.0.2/31", "10.0.0.4"));
  CHECK(holds("10.0.0.2/32", "10.0.0.2"));
  CHECK_FALSE(holds("10.0.0.2/32", "10.0.0.3"));
  CHECK(holds("0.0.0.0/0", "255.255.255.255"));
}

TEST_CASE("0.0.0.0 is in no range") {
  CHECK_FALSE(holds("0.0.0.0/0", "0.0.0.0"));
  CHECK_FALSE(holds("0.0.0.0/32", "0.0.0.0"));
  CHECK(holds("::/0", "0:0:0:0:0:0:0:0"));
}

TEST_CASE("what is no range holds nothing") {
  for (const char* text : {"",
                           "/",
                           "/8",
                           "10.0.0.0",
                           "10.0.0.0/",
                           "10.0.0.0/33",
                           "10.0.0.0/8 ",
                           " 10.0.0.0/8",
                           "10.0.0/24",
                           "10.0.0.0.0/8",
                           "10.0.0.256/8",
                           "10.0.0.0/008",
                           "10.0.0.0/-1",
                           "10.0.0.0/+8",
                           "10.0.0.0/8/8",
                           "host/8",
                           "::ffff:10.0.0.0/104",
                           "::/129",
                           "::/",
                           "::",
                           ":/0",
                           "1:2:3:4:5:6:7/64",
                           "1:2:3:4:5:6:7:8:9/64",
                           "1:2:3:4:5:6:7::8/64",
                           "1::2::3/64",
                           "12345::/64",
                           "g::/64",
                           "fe80::%eth0/10",
                           "fe80::%/10",
                           "1:2:3:4:5:6:7:1.2.3.4/64",
                           "1.2.3.4::/64",
                           "[::1/64",
                           "::1]/64",
                           "::1.2.3/64",
                           "1:/16",
                           ":1/16",
                           "10.0.0.0/8:"}) {
    INFO(text);
    CHECK_FALSE(parse_range(text));
  }
}

TEST_CASE("an IPv6 range holds the addresses of its network, however they are spelled") {
  for (const char* range :
       {"fe80::/10", "FE80:0:0:0:0:0:0:0/10", "fe80::1%3/10", "[fe80::]/10", "fe80::/010", "fe80::/+10"}) {
    INFO(range);
    CHECK(holds(range, "fe80:0:0:0:0:0:0:1%1"));
    CHECK(holds(range, "fe80:0:0:0:a:b:c:d%eth0"));
    CHECK_FALSE(holds(range, "fec0:0:0:0:0:0:0:1"));
  }
  CHECK(holds("2001:db8::/33", "2001:db8:7fff:0:0:0:0:1"));
  CHECK_FALSE(holds("2001:db8::/33", "2001:db8:8000:0:0:0:0:1"));
  CHECK(holds("1:2:3:4:5:6:7:8/128", "1:2:3:4:5:6:7:8"));
  CHECK(holds("64:ff9b::10.0.0.1/128", "64:ff9b:0:0:0:0:a00:1"));
  CHECK(holds("::1.2.3.4/128", "0:0:0:0:0:0:102:304"));
  CHECK(holds("::/0", "1:2:3:4:5:6:7:8"));
}

TEST_CASE("the families do not mix") {
  CHECK_FALSE(holds("::/0", "10.0.0.1"));
  CHECK_FALSE(holds("0.0.0.0/0", "0:0:0:0:0:0:0:1"));
}

TEST_CASE("a host name is no address") {
  for (const char* host : {"", "localhost", "10.0.0", "1.2.3.4.5", "1.2.3.x", "1..2.3", "cafe"}) {
    CHECK_FALSE(parse_address(host));
  }
}
