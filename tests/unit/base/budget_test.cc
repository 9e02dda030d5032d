#include <catch2/catch.hpp>

#include "klamm/budget.h"

using namespace klamm;

TEST_CASE("a budget is spent by the first thing too many, and stays spent") {
  Limits limits;
  limits.nodes = 2;
  Budget budget(limits);
  CHECK(budget.take_nodes(2));
  CHECK_FALSE(budget.spent());
  CHECK_FALSE(budget.take_nodes());
  CHECK(budget.spent());
  CHECK_FALSE(budget.take_steps());
  CHECK_FALSE(budget.fits_depth(1));
  CHECK(budget.error().message == "refused: more than 2 nodes");
}

TEST_CASE("the first limit that was passed is the one that is told") {
  Limits limits;
  limits.depth = 1;
  limits.bytes = 1;
  Budget budget(limits);
  CHECK_FALSE(budget.fits_depth(2));
  CHECK_FALSE(budget.fits_bytes(2));
  CHECK(budget.error().message == "refused: more than 1 levels of nesting");
}

TEST_CASE("no limit lets a source be too large for its spans") {
  Limits limits;
  limits.bytes = UINT64_MAX;
  CHECK_FALSE(Budget(limits).fits_bytes(kMostBytes));
  CHECK(Budget(limits).fits_bytes(kMostBytes - 1));
}
