#include "unit/authz/session.h"

#include <catch2/catch.hpp>
#include <random>

using namespace klamm::test;

TEST_CASE("random sequences of adding, removing, loading, asking and listing answer as the oracle") {
  for (unsigned seed = 0; seed < 1'500; ++seed) {
    std::mt19937 random(seed);
    std::string bytes(200 + random() % 1'800, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    INFO("seed " << seed);
    REQUIRE(run_session(bytes) == "");
  }
}
