#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "klamm/rule_page.h"
#include "klamm/rules.h"

using namespace klamm;

namespace {

const std::filesystem::path kPages = std::filesystem::path(KLAMM_ROOT) / "docs" / "rules";

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the page of every rule is fresh: ./dev regenerate rules makes them anew") {
  const Pack& pack = Pack::builtin();
  std::set<std::string> expected = {"README.md"};
  CHECK(read(kPages / "README.md") == rule_index_markdown({&pack}));
  for (size_t index = 0; index < pack.rule_count(); ++index) {
    std::string name = std::string(pack.rule_id(index)) + ".md";
    INFO(name);
    CHECK(read(kPages / name) == rule_markdown(pack.rule(index)));
    expected.insert(name);
  }
  for (const auto& entry : std::filesystem::directory_iterator(kPages)) {
    INFO(entry.path());
    CHECK(expected.contains(entry.path().filename().string()));
  }
}

TEST_CASE("holes read as names where there is no finding to fill them") {
  CHECK(without_holes("listener `{listener}` of {{x}}") == "listener `<listener>` of {x}");
}

TEST_CASE("a rule's text keeps to the width it is given") {
  const Pack& pack = Pack::builtin();
  for (size_t index = 0; index < pack.rule_count(); ++index) {
    std::string text = rule_text(pack.rule(index), 80);
    CHECK(text.starts_with(pack.rule_id(index)));
    CHECK(text.find("\n  why\n") != std::string::npos);
  }
}
