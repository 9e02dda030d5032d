#include "report/layout.h"

#include <catch2/catch.hpp>

#include "unit/report/sample.h"

using namespace klamm;

namespace {

Finding at(std::string line, uint32_t begin, uint32_t end) {
  Finding made = test::finding();
  made.source_line = std::move(line);
  made.place.region = Region{{14, begin}, {14, end}};
  return made;
}

// The excerpt with its region marked in a second line.
std::string shown(const Finding& finding, size_t room) {
  Excerpt made = excerpt(finding, room);
  return made.text + "\n" + std::string(made.begin, ' ') + std::string(made.end - made.begin, '^');
}

std::string folded(std::string_view text, size_t at, size_t width) {
  std::string out;
  append_folded(out, text, at, "  ", width);
  return out;
}

}  // namespace

TEST_CASE("carets stand under the region") {
  CHECK(shown(at("listeners=A://b", 11, 16), 80) ==
        "listeners=A://b\n"
        "          ^^^^^");
}

TEST_CASE("an empty region has one caret, also at the end of the line") {
  CHECK(shown(at("key=", 5, 5), 80) == "key=\n    ^");
  CHECK(shown(at("", 1, 1), 80) == "\n^");
}

TEST_CASE("a region of several lines is marked to the end of its first line") {
  Finding finding = at("a=b,\\", 3, 9);
  finding.place.region->end = {16, 2};
  CHECK(shown(finding, 80) == "a=b,\\\n  ^^^");
}

TEST_CASE("tabs before the region keep the carets in place") {
  CHECK(shown(at("\tkey\t=x", 7, 8), 80) ==
        "    key =x\n"
        "         ^");
}

TEST_CASE("wide and combining characters keep the carets in place") {
  CHECK(width_of("日本") == 4);
  CHECK(width_of("e\u0301") == 1);
  CHECK(width_of("🙂") == 2);
  CHECK(shown(at("日本=x", 4, 5), 80) == "日本=x\n     ^");
  CHECK(shown(at("e\u0301=x", 4, 5), 80) == "e\u0301=x\n  ^");
}

TEST_CASE("a Latin-1 byte is one column and shown as four cells") {
  CHECK(shown(at("caf\xE9=x", 6, 7), 80) ==
        "caf\\xe9=x\n"
        "        ^");
}

TEST_CASE("a line longer than the room is cut around the region") {
  std::string line = std::string(100, 'a') + "HERE" + std::string(100, 'b');
  CHECK(shown(at(line, 101, 105), 20) ==
        "…aaaaaHEREbbbbbbbbb…\n"
        "      ^^^^");
  CHECK(shown(at(line, 1, 3), 10) ==
        "aaaaaaaaa…\n"
        "^^");
  CHECK(shown(at(line, 204, 205), 10) ==
        "…bbbbbbbbb\n"
        "         ^");
  Excerpt whole = excerpt(at(line, 1, 205), 30);
  CHECK(width_of(whole.text) == 30);
  CHECK(whole.begin == 0);
  CHECK(whole.end == 30);
}

TEST_CASE("every cut fits the room and marks at least one cell of it") {
  std::string line;
  for (int index = 0; index < 40; ++index) line += index % 3 == 0 ? "日" : index % 3 == 1 ? "\t" : "x";
  for (uint32_t begin = 1; begin <= 41; ++begin) {
    for (size_t room = 4; room < 40; ++room) {
      Excerpt made = excerpt(at(line, begin, begin + 1), room);
      CAPTURE(begin, room, made.text);
      REQUIRE(width_of(made.text) <= room);
      REQUIRE(made.begin < made.end);
      REQUIRE(made.begin <= room);
    }
  }
}

TEST_CASE("a piece of a long line counts its columns from where it begins") {
  Finding finding = at("=value", 1002, 1007);
  finding.source_line_column = 1001;
  CHECK(shown(finding, 80) ==
        "…=value\n"
        "  ^^^^^");
}

TEST_CASE("text folds between words and never inside one") {
  CHECK(folded("one two three", 0, 8) == "one two\n  three");
  CHECK(folded("one two three", 0, 0) == "one two three");
  CHECK(folded("a incomprehensibilities b", 0, 8) == "a\n  incomprehensibilities\n  b");
  CHECK(folded("日本 日本", 0, 8) == "日本\n  日本");
}
