#include "linter/replace_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "unit/linter/scratch.h"

using klamm::cli::replace_file;
using klamm::test::Scratch;

namespace {

void put(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::string get(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

size_t files_in(const std::string& folder) {
  std::filesystem::directory_iterator all(folder);
  return static_cast<size_t>(std::distance(begin(all), end(all)));
}

}  // namespace

TEST_CASE("a file gets its new text and keeps its mode") {
  Scratch scratch;
  std::string path = scratch.path("file");
  put(path, "old");
  REQUIRE(::chmod(path.c_str(), 0640) == 0);
  REQUIRE(replace_file(path, "old", "new text"));
  CHECK(get(path) == "new text");
  struct stat status{};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0640);
  CHECK(files_in(scratch.path("")) == 1);
}

TEST_CASE("a link stays a link, and what it leads to gets the text") {
  Scratch scratch;
  put(scratch.path("file"), "old");
  std::filesystem::create_symlink(scratch.path("file"), scratch.path("link"));
  REQUIRE(replace_file(scratch.path("link"), "old", "new"));
  CHECK(std::filesystem::is_symlink(scratch.path("link")));
  CHECK(get(scratch.path("file")) == "new");
}

TEST_CASE("a file that changed meanwhile is left alone") {
  Scratch scratch;
  std::string path = scratch.path("file");
  for (const char* text : {"other", "ol", "older", ""}) {
    put(path, text);
    auto done = replace_file(path, "old", "new");
    REQUIRE(!done);
    CHECK(done.error().message == "cannot write `" + path + "`: it changed meanwhile");
    CHECK(get(path) == text);
    CHECK(files_in(scratch.path("")) == 1);
  }
}

TEST_CASE("what is no file, or gone, is not replaced") {
  Scratch scratch;
  std::filesystem::create_directory(scratch.path("folder"));
  CHECK(!replace_file(scratch.path("folder"), "", "new"));
  CHECK(!replace_file(scratch.path("missing"), "", "new"));
  CHECK(!std::filesystem::exists(scratch.path("missing")));
}
