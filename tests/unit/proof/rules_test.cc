// Every built-in rule is proven by its own record. One case per concern, so that a failure says what kind it is.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "klamm/rule_test.h"

namespace klamm {
namespace {

namespace fs = std::filesystem;

std::vector<RuleSource> built_in_sources() {
  std::vector<RuleSource> out;
  fs::path root = fs::path(KLAMM_ROOT) / "configs/rules";
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    out.push_back({fs::relative(entry.path(), root).string(), std::string{std::istreambuf_iterator<char>(file), {}}});
  }
  std::sort(out.begin(), out.end(), [](const RuleSource& a, const RuleSource& b) { return a.name < b.name; });
  return out;
}

const RuleTestReport& report() {
  static const RuleTestReport made = [] {
    auto tested = test_rules(built_in_sources(), {&Pack::builtin()});
    INFO((tested ? std::string() : tested.error().message));
    REQUIRE(tested.ok());
    return std::move(tested).value();
  }();
  return made;
}

std::string failures(std::string_view concern) {
  std::string out;
  for (const RuleTestFailure& failure : report().failures) {
    if (failure.concern == concern) out += failure.rule + " " + failure.where + ": " + failure.message + "\n";
  }
  return out;
}

TEST_CASE("the built-in rules are those of configs/rules") {
  CHECK(report().rules == Pack::builtin().rule_count());
  CHECK(report().examples >= 2 * report().rules);
}

TEST_CASE("every bad example of a built-in rule is found where it says, every good one is not") {
  CHECK(failures("example") == "");
}

TEST_CASE("in no bad example does another rule find something worse") { CHECK(failures("severity") == ""); }

TEST_CASE("no two findings of high severity or worse stand at one place") { CHECK(failures("one-cause") == ""); }

TEST_CASE("the machine fix of a built-in rule makes what its example says, and settles") {
  CHECK(failures("fix") == "");
}

TEST_CASE("every hole in the words of a finding is filled") { CHECK(failures("words") == ""); }

TEST_CASE("the examples of a built-in rule notice every change of its logic") {
  CHECK(report().mutants > 0);
  CHECK(failures("mutation") == "");
}

}  // namespace
}  // namespace klamm
