#include "linter/arguments.h"

#include <catch2/catch.hpp>

using namespace klamm::cli;

namespace {

constexpr Flag kFlags[] = {{"format", true, true}, {"fail-on", true}, {"quiet"}, {"help"}};

klamm::Result<Arguments> parse(const std::vector<std::string>& words) {
  return Arguments::parse("lint", kFlags, words);
}

std::string error_of(const std::vector<std::string>& words) {
  auto parsed = parse(words);
  REQUIRE(!parsed);
  return parsed.error().message;
}

}  // namespace

TEST_CASE("flags and paths may stand in any order") {
  auto parsed = parse({"a", "--format", "json", "b", "--quiet", "--format=sarif", "-"});
  REQUIRE(parsed);
  const Arguments& arguments = parsed.value();
  CHECK(arguments.positional() == std::vector<std::string>{"a", "b", "-"});
  CHECK(arguments.values("format") == std::vector<std::string>{"json", "sarif"});
  CHECK(arguments.has("quiet"));
  CHECK(!arguments.has("help"));
  CHECK(arguments.in_order()[1].value == "json");
}

TEST_CASE("behind two dashes everything is a path") {
  auto parsed = parse({"--", "--quiet", "-x"});
  REQUIRE(parsed);
  CHECK(parsed.value().positional() == std::vector<std::string>{"--quiet", "-x"});
}

TEST_CASE("a dash is a value like any other") {
  auto parsed = parse({"--format", "-", "x"});
  REQUIRE(parsed);
  CHECK(parsed.value().value("format") == "-");
  CHECK(parsed.value().positional() == std::vector<std::string>{"x"});
}

TEST_CASE("lists are taken apart at commas") {
  auto parsed = parse({"--format", "a,b", "--format", ",c,"});
  REQUIRE(parsed);
  CHECK(parsed.value().values("format", true) == std::vector<std::string>{"a", "b", "c"});
}

TEST_CASE("a mistyped flag gets the one it is near to") {
  CHECK(error_of({"--fromat", "x"}) == "lint: no flag `--fromat`; did you mean `--format`?");
  CHECK(error_of({"--fromat=x"}).find("did you mean `--format`?") != std::string::npos);
  CHECK(error_of({"--zzzzzz"}) == "lint: no flag `--zzzzzz`");
  CHECK(error_of({"--form", "x"}).find("no flag `--form`") != std::string::npos);
}

TEST_CASE("flags are refused without their value, with one too many, and twice") {
  CHECK(error_of({"--format"}) == "lint: flag `--format` lacks its value");
  CHECK(error_of({"--quiet=1"}) == "lint: flag `--quiet` takes no value");
  CHECK(error_of({"--fail-on", "low", "--fail-on", "high"}) == "lint: flag `--fail-on` is given twice");
}

TEST_CASE("help has a short form") {
  auto parsed = parse({"-h"});
  REQUIRE(parsed);
  CHECK(parsed.value().has("help"));
}
