#include <algorithm>
#include <catch2/catch.hpp>

#include "linter/commands.h"

using namespace klamm::cli;

TEST_CASE("every page fits a screen and shows an example") {
  for (std::string_view command :
       {"", "lint", "show", "can", "policy", "practices", "rules", "explain", "help", "version"}) {
    std::string_view page = help_page(command);
    CAPTURE(command);
    REQUIRE(!page.empty());
    CHECK(std::count(page.begin(), page.end(), '\n') <= 24);
    CHECK(page.find("example") != std::string_view::npos);
    CHECK(page.find("klamm") != std::string_view::npos);
    for (size_t begin = 0; begin < page.size();) {
      size_t end = page.find('\n', begin);
      REQUIRE(end - begin <= 80);
      begin = end + 1;
    }
  }
  CHECK(help_page("lnit").empty());
}

TEST_CASE("the page of lint names every flag that it takes") {
  for (std::string_view flag : {"format",   "output",         "fail-on",  "profile",   "kafka-version",  "as",
                                "select",   "ignore",         "rules",    "color",     "quiet",          "verbose",
                                "threads",  "unknown",        "rendered", "max-bytes", "stdin-name",     "upgrade-to",
                                "baseline", "write-baseline", "ratchet",  "no-inline", "require-reason", "today"}) {
    CAPTURE(flag);
    CHECK(help_page("lint").find("--" + std::string(flag) + " ") != std::string_view::npos);
  }
}
