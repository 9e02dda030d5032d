#include "linter/output.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "unit/linter/scratch.h"

using klamm::cli::Output;
using klamm::test::Scratch;

TEST_CASE("what is appended arrives, however large") {
  Scratch scratch;
  std::string wanted;
  {
    auto output = Output::open(scratch.path("out"));
    REQUIRE(output);
    for (int line = 0; line < 100000; ++line) {
      std::string text = "line " + std::to_string(line) + "\n";
      wanted += text;
      output.value().buffer() += text;
      output.value().flush_if_large();
    }
    CHECK(output.value().close());
  }
  std::ifstream file(scratch.path("out"), std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == wanted);
}

TEST_CASE("a full disk is an error that names the file") {
  auto output = Output::open("/dev/full");
  REQUIRE(output);
  output.value().buffer() += "x";
  auto closed = output.value().close();
  REQUIRE(!closed);
  CHECK(closed.error().message == "cannot write `/dev/full`: no space left on device");
}

TEST_CASE("a file that cannot be created is an error") {
  CHECK(!Output::open("/no/such/folder/x"));
  CHECK(!Output::open("/"));
}
