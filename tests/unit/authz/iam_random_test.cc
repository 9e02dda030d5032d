#include <catch2/catch.hpp>

#include "unit/authz/iam_random.h"

using namespace klamm;
using namespace klamm::test;

TEST_CASE("engine and oracle decide random requests under random policies alike") {
  size_t allowed = 0;
  size_t denied = 0;
  size_t unknown = 0;
  for (uint64_t seed = 1; seed <= 400; ++seed) {
    Choices choices(seed);
    const IamIndex index = IamIndex::compile(random_policies(choices));
    for (int count = 0; count < 6; ++count) {
      const OracleRequest request = random_request(choices);
      const std::string differs = disagreement(index, request);
      INFO("seed " << seed);
      REQUIRE(differs == "");
      const bool strict = IamOracle(index.policies(), request).decide(false).allowed;
      const bool lenient = IamOracle(index.policies(), request).decide(true).allowed;
      ++(strict ? allowed : lenient ? unknown : denied);
    }
  }
  CAPTURE(allowed, denied, unknown);
  CHECK(allowed > 100);
  CHECK(denied > 100);
  CHECK(unknown > 30);
}
