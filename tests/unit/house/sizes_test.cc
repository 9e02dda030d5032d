#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <string_view>

#include "unit/house/tree.h"

namespace {

constexpr size_t kMostLines = 500;
constexpr std::array<std::string_view, 4> kSources = {".cc", ".h", ".java", ".sh"};
// They say nothing of what is in them.
constexpr std::array<std::string_view, 8> kEmptyNames = {"util",    "utils", "common", "helper",
                                                         "helpers", "core",  "misc",   "shared"};

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool has_empty_name(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  return holds(kEmptyNames, name.substr(0, name.find('.')));
}

}  // namespace

TEST_CASE("no source file is longer than a reviewer reads") {
  size_t seen = 0;
  for (const auto& file : klamm::house_files()) {
    if (!holds(kSources, file.extension)) continue;
    INFO(file.path);
    CHECK(file.lines().size() <= kMostLines);
    ++seen;
  }
  CHECK(seen > 50);
}

TEST_CASE("no file and no folder has a name that says nothing") {
  for (const auto& file : klamm::house_files()) {
    INFO(file.path);
    CHECK_FALSE(has_empty_name(file.path));
  }
  CHECK(has_empty_name("native/base/utils.h"));
  CHECK(has_empty_name("native/core"));
  CHECK_FALSE(has_empty_name("native/base/score.h"));
}
