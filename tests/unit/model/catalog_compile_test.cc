#include <catch2/catch.hpp>

#include <string>

#include "klamm/catalog.h"
#include "klamm/catalog_build.h"
#include "project_catalog.h"

using namespace klamm;

namespace {

const std::string kVersions = "versions = [\"3.9.2\", \"4.0.2\", \"4.1\"]\n";

std::string error_of(const std::string& toml) {
  auto compiled = compile_catalog({{"a.toml", kVersions}, {"b.toml", toml}});
  return compiled ? "" : compiled.error().message;
}

// A catalog over its own section.
struct Small {
  explicit Small(const std::string& toml)
      : section(compile_catalog({{"b.toml", kVersions + toml}}).value()), catalog(section) {}
  std::string section;
  Catalog catalog;
};

}  // namespace

TEST_CASE("an attribute without a history holds in every version, one with it from each version on") {
  Small small(
      R"(broker."a.b" = { type = "INT", default = { "3.9" = false, "4.0" = "1", "4.1" = true }, importance = "LOW" })");
  KeyId key = small.catalog.find("a.b");
  CHECK_FALSE(small.catalog.define(key, {3, 9})->default_value);
  CHECK_FALSE(small.catalog.define(key, {3, 9})->required);
  CHECK(small.catalog.define(key, {4, 0})->default_value == "1");
  CHECK(small.catalog.define(key, {4, 1})->required);
  CHECK(small.catalog.define(key, {4, 1})->importance == Importance::kLow);
}

TEST_CASE("a key may go and come back") {
  Small small(R"(broker."a.b" = { kafka = "3.9, 4.1-", type = "INT" })");
  KeyId key = small.catalog.find("a.b");
  CHECK(small.catalog.exists(key, {3, 9}));
  CHECK_FALSE(small.catalog.exists(key, {4, 0}));
  CHECK(small.catalog.exists(key, {4, 1}));
  CHECK_FALSE(small.catalog.removed(key));
}

TEST_CASE("validators are told as a person would want to read them") {
  auto told = [](const std::string& valid) {
    Small small("broker.\"a.b\" = { type = \"LIST\", valid = " + valid + " }");
    return std::string(small.catalog.validator(0, {4, 0}).text);
  };
  CHECK(told("{ min = 1 }") == "at least 1");
  CHECK(told("{ max = 0.5 }") == "at most 0.5");
  CHECK(told("{ min = 1, max = 9, or = -1 }") == "1 to 9, or -1");
  CHECK(told("{ one_of = [\"a\", \"b\"] }") == "one of a, b");
  CHECK(told("{ one_of = [\"a\"], ignore_case = true }") == "one of a, in any case");
  CHECK(told("{ items = [], empty = false }") == "a list without empty items, at least one");
  CHECK(told("{ items = [\"a\"], empty = true }") == "a list of a");
  CHECK(told("{ other = \"host:port\" }") == "host:port");
}

TEST_CASE("what is wrong in a catalog is said with its place") {
  CHECK(error_of("x = ").starts_with("b.toml:1:"));
  CHECK(error_of("unknown = 1") == "b.toml:1:11: no table of a catalog: `unknown`");
  CHECK(error_of("broker.\"a\" = { type = \"INT\", kafka = \"x\" }").find("ranges of versions") != std::string::npos);
  CHECK(error_of("broker.\"a\" = { type = \"INT\", kafka = \"2.8\" }").find("no version has `a`") != std::string::npos);
  CHECK(error_of("broker.\"a\" = { type = \"NUMBER\" }").find("no such word: `NUMBER`") != std::string::npos);
  CHECK(error_of("broker.\"a\" = { }").find("`type` is missing") != std::string::npos);
  CHECK(error_of("broker.\"a\" = { type = \"INT\", tpye = 1 }").find("unknown here: `tpye`") != std::string::npos);
  CHECK(error_of("broker.\"a\" = { type = { \"3.9\" = \"INT\", x = \"INT\" } }").find("names versions only") !=
        std::string::npos);
  CHECK(error_of("broker.\"a\" = { type = \"INT\", valid = { min = \"1\" } }").find("a number is expected") !=
        std::string::npos);
  CHECK(error_of("broker = 1").find("a table is expected") != std::string::npos);
  CHECK(error_of("security = [\"nosuch.*\"]").find("no key is `nosuch.*`") != std::string::npos);
  CHECK(error_of("note.\"nosuch\" = { instead = \"x\" }").find("no key is `nosuch`") != std::string::npos);
  CHECK(error_of("client_note.\"nosuch\" = { note = \"x\" }").find("no client reads `nosuch`") != std::string::npos);
  CHECK(error_of("client.\"a\" = \"nobody\"").find("readers are") != std::string::npos);
  CHECK(error_of("broker.\"a\" = { type = \"INT\" }\nclient.\"a\" = \"admin\"").find("a broker reads `a`") !=
        std::string::npos);
  CHECK(error_of("foreign = [{ reader = \"r\", keys = [\"k\", \"k\"] }]").find("`k` is there twice") !=
        std::string::npos);
  CHECK(error_of("foreign = [{ reader = \"r\", keys = [\"k\"], secret = [\"x\"] }]")
            .find("name keys of the same table") != std::string::npos);
  CHECK(error_of("versions = [\"3.9\"]").find("versions ascend") != std::string::npos);
  CHECK(compile_catalog({}).error().message == "the catalog names no versions");
}

TEST_CASE("a key in two files is refused") {
  std::string toml = "broker.\"a\" = { type = \"INT\" }";
  auto compiled = compile_catalog({{"a.toml", kVersions}, {"b.toml", toml}, {"c.toml", toml}});
  REQUIRE_FALSE(compiled);
  CHECK(compiled.error().message == "c.toml:1:14: `a` is there twice");
}

TEST_CASE("the order of files makes no difference") {
  auto sources = project_catalog_sources();
  auto forward = compile_catalog(sources);
  std::reverse(sources.begin(), sources.end());
  CHECK(compile_catalog(sources).value() == forward.value());
}

TEST_CASE("every shortened and every overlong section is refused") {
  std::string section = Small("broker.\"a.b\" = { type = \"INT\" }").section;
  REQUIRE(verify_catalog(section));
  for (size_t size = 0; size < section.size(); ++size) CHECK_FALSE(verify_catalog(section.substr(0, size)));
  CHECK_FALSE(verify_catalog(section + '\0'));
  section[0] = 'K';
  CHECK_FALSE(verify_catalog(section));
}
