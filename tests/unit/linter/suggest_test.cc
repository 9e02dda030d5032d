#include "linter/suggest.h"

#include <catch2/catch.hpp>

using klamm::cli::nearest;

TEST_CASE("slips of the finger find their word") {
  CHECK(nearest("lnit", {"lint", "show"}) == "lint");
  CHECK(nearest("explian", {"lint", "explain"}) == "explain");
  CHECK(nearest("KL01O", {"KL010", "KL020"}) == "KL010");
  CHECK(nearest("kl010", {"KL010"}) == "KL010");
}

TEST_CASE("what resembles nothing finds nothing") {
  CHECK(nearest("zebra", {"lint", "show"}).empty());
  CHECK(nearest("", {"lint"}).empty());
  CHECK(nearest("x", {"y"}).empty());
  CHECK(nearest(std::string(100000, 'a'), {"lint"}).empty());
}
