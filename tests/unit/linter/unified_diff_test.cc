#include "linter/unified_diff.h"

#include <catch2/catch.hpp>

using klamm::cli::unified_diff;

namespace {

std::string lines(int from, int to) {
  std::string out;
  for (int line = from; line <= to; ++line) out += std::to_string(line) + "\n";
  return out;
}

}  // namespace

TEST_CASE("texts that are alike have no difference") {
  CHECK(unified_diff("a", "", "").empty());
  CHECK(unified_diff("a", "x\ny\n", "x\ny\n").empty());
}

TEST_CASE("a changed line stands between three lines of context") {
  CHECK(unified_diff("f", lines(1, 20), lines(1, 9) + "ten\n" + lines(11, 20)) ==
        "--- f\n+++ f\n@@ -7,7 +7,7 @@\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13\n");
}

TEST_CASE("changes far apart are hunks of their own, with the lines of the whole file") {
  CHECK(unified_diff("f", lines(1, 30), "0\n" + lines(1, 29)) ==
        "--- f\n+++ f\n@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -27,4 +28,3 @@\n 27\n 28\n 29\n-30\n");
}

TEST_CASE("added and deleted files have ranges of no lines") {
  CHECK(unified_diff("f", "", "x\n") == "--- f\n+++ f\n@@ -0,0 +1 @@\n+x\n");
  CHECK(unified_diff("f", "x\n", "") == "--- f\n+++ f\n@@ -1 +0,0 @@\n-x\n");
}

TEST_CASE("a missing line end at the end of a file is told") {
  CHECK(unified_diff("f", "x", "x\n") == "--- f\n+++ f\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n");
}

TEST_CASE("a diff is harmless on a terminal") {
  CHECK(unified_diff("f\x1b[m", "\x1b[31m\r\n", "y\r\n") ==
        "--- f\\x1b[m\n+++ f\\x1b[m\n@@ -1 +1 @@\n-\\x1b[31m\r\n+y\r\n");
}
