#include "linter/gitignore.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <set>

#include "linter/walk.h"
#include "unit/linter/scratch.h"

using namespace klamm::cli;
using klamm::test::Scratch;

namespace {

std::optional<bool> verdict(std::string_view patterns, std::string_view path, bool folder = false) {
  return IgnoreFile("/r/", patterns).ignores("/r/" + std::string(path), folder);
}

// Runs a command in a folder and gives its output.
std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  char chunk[4096];
  while (size_t got = std::fread(chunk, 1, sizeof chunk, pipe)) out.append(chunk, got);
  ::pclose(pipe);
  return out;
}

std::set<std::string> split(const std::string& text, char end) {
  std::set<std::string> parts;
  for (size_t begin = 0; begin < text.size();) {
    size_t stop = std::min(text.find(end, begin), text.size());
    parts.insert(text.substr(begin, stop - begin));
    begin = stop + 1;
  }
  return parts;
}

// What git itself leaves in a work tree.
std::set<std::string> kept_by_git(const Scratch& scratch) {
  return split(output_of("cd '" + scratch.path() +
                         "' && git -c core.excludesFile=/dev/null ls-files -z --others "
                         "--exclude-standard"),
               '\0');
}

std::set<std::string> kept_by_walk(const Scratch& scratch) {
  std::set<std::string> kept;
  std::string root = scratch.path() + "/";
  for (const WalkedFile& file : walk({scratch.path()}).files) kept.insert(file.path.substr(root.size()));
  return kept;
}

class Generator {
 public:
  explicit Generator(uint32_t seed) : random_(seed) {}
  template <class Item>
  Item pick(std::initializer_list<Item> items) {
    return *(items.begin() + random_() % items.size());
  }
  std::string path() {
    std::string path;
    for (size_t depth = random_() % 3 + 1; depth-- > 0;) {
      if (!path.empty()) path += '/';
      path += pick<std::string_view>({"a", "b", "ab", "abc", "a.b", "x y", "a]", "[a", "!a", "#a", "a-b", "a\\b", "é"});
    }
    return path;
  }
  std::string pattern() {
    std::string pattern(pick<std::string_view>({"", "", "", "!", "\\!", "\\#", "/", "!/", "**/", "#"}));
    for (size_t parts = random_() % 4 + 1; parts-- > 0;) {
      pattern += pick<std::string_view>({"a",           "b",         "c",    "*",     "**",   "?",  "/",   "/",
                                         "[ab]",        "[!a]",      "[^b]", "[a-c]", "[]a]", "[a", "\\a", "\\*",
                                         "[[:alpha:]]", "[[:bad:]]", ".",    " ",     "\\ ",  "]",  "é",   "-"});
    }
    pattern += pick<std::string_view>({"", "", "", "/", "/**", "/*", " ", "  ", "\\", "\r", "\t"});
    return pattern;
  }
  size_t number(size_t below) { return random_() % below; }

 private:
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("the last pattern that matches decides") {
  CHECK(verdict("*.log\n!keep.log\n", "keep.log") == false);
  CHECK(verdict("!keep.log\n*.log\n", "keep.log") == true);
  CHECK(verdict("*.log", "keep.txt") == std::nullopt);
}

TEST_CASE("a pattern with a slash is anchored, one without matches at any depth") {
  CHECK(verdict("a", "x/y/a") == true);
  CHECK(verdict("/a", "x/a") == std::nullopt);
  CHECK(verdict("x/a", "x/a") == true);
  CHECK(verdict("x/a", "y/x/a") == std::nullopt);
  CHECK(verdict("a/", "a") == std::nullopt);
  CHECK(verdict("a/", "a", true) == true);
}

TEST_CASE("two stars cross folders and one does not") {
  CHECK(verdict("a/**/b", "a/b") == true);
  CHECK(verdict("a/**/b", "a/x/y/b") == true);
  CHECK(verdict("a/*/b", "a/x/y/b") == std::nullopt);
  CHECK(verdict("**/b", "b") == true);
  CHECK(verdict("a/**", "a/x/y") == true);
  CHECK(verdict("a/*", "a/x/y") == std::nullopt);
  CHECK(verdict("a**b/c", "a/x/b/c") == std::nullopt);
  CHECK(verdict("x/?**/c", "x/ac") == std::nullopt);
  CHECK(verdict("a**/c", "ac") == true);  // as git has it
}

TEST_CASE("hostile patterns come to an end") {
  std::string stars;
  for (int count = 0; count < 100; ++count) stars += "*a";
  std::string path(4000, 'a');
  CHECK(verdict(stars + "b", path) == std::nullopt);
  CHECK(verdict("/" + stars + "b", path) == std::nullopt);
}

TEST_CASE("a generated tree is walked exactly as git sees it") {
  if (std::system("git --version >/dev/null 2>&1") != 0) FAIL("git is needed for this test");
  for (uint32_t seed = 1; seed <= 60; ++seed) {
    Generator generator(seed);
    Scratch scratch;
    for (size_t files = 0; files < 25; ++files) {
      std::string path = generator.path();
      std::error_code blocked;
      std::filesystem::create_directories(std::filesystem::path(scratch.path(path)).parent_path(), blocked);
      if (!blocked && !std::filesystem::is_directory(scratch.path(path))) scratch.write(path);
    }
    std::string sources;
    for (std::string_view folder : {"", "a", "b", "a/b", "ab"}) {
      if (!folder.empty() && (generator.number(2) == 0 || !std::filesystem::is_directory(scratch.path(folder))))
        continue;
      std::string text;
      for (size_t lines = generator.number(5) + 1; lines-- > 0;) text += generator.pattern() + "\n";
      if (generator.number(5) == 0) text.pop_back();
      scratch.write(folder.empty() ? ".gitignore" : std::string(folder) + "/.gitignore", text);
      sources += std::string(folder) + "/.gitignore:\n" + text;
    }
    REQUIRE(std::system(("git init -q '" + scratch.path() + "'").c_str()) == 0);
    std::string exclude = generator.pattern() + "\n";
    scratch.write(".git/info/exclude", exclude);
    sources += ".git/info/exclude:\n" + exclude;
    CAPTURE(seed, sources);
    REQUIRE(kept_by_walk(scratch) == kept_by_git(scratch));
  }
}
