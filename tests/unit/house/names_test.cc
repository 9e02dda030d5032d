// One name, one meaning: of two definitions the linker takes either without a word, and only a program that links both
// notices.
#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <set>

#include "unit/house/tree.h"

namespace {

// What the lines of a header define in our namespace itself: types by name, functions by name and parameters as
// written. Members are indented, and so are none of it.
std::set<std::string> names_of(const std::vector<std::string>& lines) {
  static const std::regex kType(R"(^(?:struct|class|enum class) (\w+)(?: final)?(?: : [^;]*)? \{)");
  static const std::regex kFunction(
      R"(^(?!using|return|struct|class)[A-Za-z_][\w:<>,*& ]*[ *&](\w+)\(([^;{}]*)\)[^;]*[;{])");
  std::set<std::string> out;
  std::string space;
  std::smatch found;
  for (const std::string& line : lines) {
    if (line.starts_with("namespace ")) space = line;
    if (space != "namespace klamm {") continue;
    if (std::regex_search(line, found, kType)) out.insert(found[1].str());
    if (std::regex_search(line, found, kFunction)) out.insert(found[1].str() + "(" + found[2].str() + ")");
  }
  return out;
}

}  // namespace

TEST_CASE("no two headers mean different things by one name") {
  std::map<std::string, std::string> known;
  for (const char* tree : {"native", "linter", "jni"}) {
    for (const auto& file : klamm::house_files(tree)) {
      if (file.extension != ".h") continue;
      for (const std::string& name : names_of(file.lines())) {
        auto [first, fresh] = known.emplace(name, file.path);
        INFO(name << " stands in " << first->second << " and in " << file.path);
        CHECK(fresh);
      }
    }
  }
  CHECK(known.size() > 500);
}

TEST_CASE("definitions in our namespace are noticed") {
  const std::vector<std::string> lines = {"namespace other {",
                                          "struct Elsewhere {",
                                          "}  // namespace other",
                                          "namespace klamm {",
                                          "struct CodePoint {",
                                          "  char32_t code = 0;",
                                          "struct Announced;",
                                          "class Subject : public Base {",
                                          "inline CodePoint code_point(std::string_view text, size_t at) {",
                                          "std::string shown(const Value& value, size_t most = 3);",
                                          "using Text = std::string;"};
  CHECK(names_of(lines) == std::set<std::string>{"CodePoint", "Subject", "code_point(std::string_view text, size_t at)",
                                                 "shown(const Value& value, size_t most = 3)"});
}
