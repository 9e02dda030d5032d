#include "linter/walk.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "unit/linter/scratch.h"

using namespace klamm::cli;
using klamm::test::Scratch;

namespace {

// Paths found below the scratch folder, without it; named ones are marked.
std::string found(const Scratch& scratch, const std::vector<std::string>& named) {
  std::vector<std::string> paths;
  for (const std::string& name : named) paths.push_back(name.starts_with('/') ? name : scratch.path(name));
  std::string out;
  for (const WalkedFile& file : walk(paths).files) {
    out += file.path.substr(scratch.path().size() + 1) + (file.named ? "! " : " ");
  }
  return out;
}

}  // namespace

TEST_CASE("files come in byte order of their paths") {
  Scratch scratch;
  for (std::string_view name : {"b/x", "a/y", "a-z", "B", "a/b/c", "\xC3\xA9"}) scratch.write(name);
  CHECK(found(scratch, {""}) == "B a-z a/b/c a/y b/x \xC3\xA9 ");
}

TEST_CASE("a file named twice is taken once, and named beats found") {
  Scratch scratch;
  scratch.write("d/x");
  CHECK(found(scratch, {"d/x", "d/./x", "d//x"}) == "d/x! ");
  CHECK(found(scratch, {"d", "d/x"}) == "d/x! ");
  CHECK(found(scratch, {"d", "d/"}) == "d/x ");
  CHECK(found(scratch, {"", "d"}) == "d/x ");
}

TEST_CASE("links to files are read, links to folders are not followed") {
  Scratch scratch;
  scratch.write("real/x");
  std::filesystem::create_symlink(scratch.path("real/x"), scratch.path("link"));
  std::filesystem::create_directory_symlink(scratch.path(), scratch.path("real/loop"));
  std::filesystem::create_symlink("nowhere", scratch.path("dangling"));
  CHECK(found(scratch, {""}) == "link real/x ");
  CHECK(found(scratch, {"real/loop"}) == "real/loop/link real/loop/real/x ");
}

TEST_CASE("FIFOs and devices are passed by") {
  Scratch scratch;
  scratch.write("x");
  REQUIRE(::mkfifo(scratch.path("fifo").c_str(), 0600) == 0);
  CHECK(found(scratch, {""}) == "x ");
}

TEST_CASE("what does not exist or cannot be opened is told, and the rest is walked") {
  Scratch scratch;
  scratch.write("a/x");
  scratch.write("shut/y");
  Walk missing = walk({scratch.path("nothing"), scratch.path("a"), ""});
  REQUIRE(missing.unreadable.size() == 2);
  CHECK(missing.unreadable[1].error.message ==
        "cannot read `" + scratch.path("nothing") + "`: no such file or directory");
  CHECK(missing.files.size() == 1);
  if (::geteuid() == 0) return;  // root may read everything
  std::filesystem::permissions(scratch.path("shut"), std::filesystem::perms::none);
  Walk shut = walk({scratch.path()});
  std::filesystem::permissions(scratch.path("shut"), std::filesystem::perms::owner_all);
  CHECK(shut.unreadable.size() == 1);
  CHECK(shut.files.size() == 1);
}

TEST_CASE("an ignored folder that is named is walked all the same") {
  Scratch scratch;
  scratch.folder(".git");
  scratch.write(".gitignore", "out/\n*.bak\n");
  scratch.write("out/x");
  scratch.write("in/x");
  scratch.write("in/x.bak");
  CHECK(found(scratch, {""}) == ".gitignore in/x ");
  CHECK(found(scratch, {"in"}) == "in/x ");
  CHECK(found(scratch, {"out"}) == "out/x ");
  CHECK(found(scratch, {"in/x.bak"}) == "in/x.bak! ");
}

TEST_CASE("a repository inside another begins anew") {
  Scratch scratch;
  scratch.folder(".git");
  scratch.write(".gitignore", "*.bak\n");
  scratch.write("inner/.git/info/exclude", "secret\n");
  scratch.write("inner/x.bak");
  scratch.write("inner/secret");
  CHECK(found(scratch, {""}) == ".gitignore inner/x.bak ");
}

TEST_CASE("deep trees are walked without recursion") {
  Scratch scratch;
  std::string deep = scratch.path();
  while (deep.size() < 3900) {
    deep += "/" + std::string(100, 'd');
    REQUIRE(::mkdir(deep.c_str(), 0700) == 0);
  }
  CHECK(walk({scratch.path()}).files.empty());
  CHECK(walk({scratch.path()}).unreadable.empty());
}

TEST_CASE("paths are tidied without touching what they mean") {
  CHECK(tidy_path("./a//b/.") == "a/b");
  CHECK(tidy_path(".") == ".");
  CHECK(tidy_path("./") == ".");
  CHECK(tidy_path("/") == "/");
  CHECK(tidy_path("//a") == "/a");
  CHECK(tidy_path("a/../b") == "a/../b");
  CHECK(folder_of("/a/b") == "/a");
  CHECK(folder_of("/a") == "/");
}
