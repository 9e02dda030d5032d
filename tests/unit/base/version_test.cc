#include <catch2/catch.hpp>

#include "klamm/version.h"

using namespace klamm;

TEST_CASE("versions compare by release line") {
  CHECK(parse_version("3.9.2") == parse_version("3.9"));
  CHECK(*parse_version("3.9") < *parse_version("4.0"));
  CHECK(parse_version("4.4.0")->text() == "4.4.0");
}

TEST_CASE("what is no version is refused") {
  for (auto text : {"", "4", "4.", ".4", "4.4.", "4.4.0.1", "v4.4", "4.4-rc1", "300.1", " 4.4"}) {
    INFO(text);
    CHECK_FALSE(parse_version(text));
  }
}

TEST_CASE("a version range is closed on both sides and may be open at either end") {
  CHECK(parse_version_range("3.3-4.0")->holds({4, 0}));
  CHECK_FALSE(parse_version_range("3.3-4.0")->holds({4, 1}));
  CHECK(parse_version_range("4.2-")->holds({9, 0}));
  CHECK(parse_version_range("-3.9")->holds({2, 8}));
  CHECK(parse_version_range("4.1")->holds({4, 1}));
  CHECK_FALSE(parse_version_range("4.1")->holds({4, 2}));
  CHECK(parse_version_range("")->holds({2, 8}));
  CHECK_FALSE(parse_version_range("4.0-3.9"));
  CHECK_FALSE(parse_version_range("-"));
}
