#include <catch2/catch.hpp>
#include <random>

#include "base/quote.h"
#include "base/utf8.h"
#include "klamm/source.h"

using namespace klamm;

namespace {

Position position(const Source& source, uint32_t offset) { return source.region({offset, offset}).begin; }

std::vector<std::string> lines_of(const Source& source, Span span) {
  std::vector<std::string> lines;
  for (Span line : source.lines_of(span)) lines.emplace_back(source.bytes().substr(line.begin, line.size()));
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("LF, CR and CRLF end a line") {
  Source source("x", "a\nb\rc\r\nd\n\re");
  CHECK(position(source, 0) == Position{1, 1});
  CHECK(position(source, 2) == Position{2, 1});
  CHECK(position(source, 4) == Position{3, 1});
  CHECK(position(source, 5) == Position{3, 2});
  CHECK(position(source, 6) == Position{3, 3});
  CHECK(position(source, 7) == Position{4, 1});
  CHECK(position(source, 9) == Position{5, 1});
  CHECK(position(source, 10) == Position{6, 1});
  CHECK(position(source, 11) == Position{6, 2});
  CHECK(source.line(3) == "c");
  CHECK(source.line(5).empty());
  CHECK(source.line(6) == "e");
  CHECK(source.line(7).empty());
  CHECK(source.line(0).empty());
}

TEST_CASE("columns count code points, a tab as one and a malformed byte as one") {
  Source source("x", "\t\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xe9z");
  CHECK(position(source, 1) == Position{1, 2});
  CHECK(position(source, 3) == Position{1, 3});
  CHECK(position(source, 6) == Position{1, 4});
  CHECK(position(source, 10) == Position{1, 5});
  CHECK(position(source, 11) == Position{1, 6});
  CHECK(position(source, 12) == Position{1, 7});
}

TEST_CASE("the column of a place does not depend on what was asked before") {
  std::string text = "ab\xc3\xa9\xe9\xe2\x82x\n\x82\xc3\xa9\xf0\x9f\x98\x80\r\n\xe2\x82\xac";
  auto size = static_cast<uint32_t>(text.size());
  Source asked("x", text);
  for (uint32_t first = 0; first <= size; ++first) {
    for (uint32_t second = 0; second <= size; ++second) {
      position(asked, first);
      CHECK(position(asked, second) == position(Source("x", text), second));
    }
  }
}

TEST_CASE("places on one long line are found as fast as they come") {
  Source source("x", std::string(10'000'000, 'x'));
  for (uint32_t offset = 0; offset < 10'000'000; offset += 1000) CHECK(position(source, offset).column == offset + 1);
}

TEST_CASE("places on one long line are the same in any order") {
  std::mt19937 random(11);
  const std::vector<std::string> pieces = {"a",    "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\x80\x80\x80",
                                           "\xff", "\xe2\x82"};
  std::string text = "first\n\x80";
  while (text.size() < 60'000) text += pieces[random() % pieces.size()];
  text += std::string(9'000, '\x80');
  Source source("x", text);
  for (int round = 0; round < 400; ++round) {
    uint32_t offset = 6 + static_cast<uint32_t>(random() % (text.size() - 6));
    CHECK(source.region({offset, offset}).begin.column == 1 + utf8_count(std::string_view(text).substr(6, offset - 6)));
  }
}

TEST_CASE("the end of a region is exclusive, and the end of the text is a place") {
  Source source("x", "ab\ncd\n");
  CHECK(source.region({0, 2}) == Region{{1, 1}, {1, 3}});
  CHECK(source.region({1, 4}) == Region{{1, 2}, {2, 2}});
  CHECK(source.region({6, 6}) == Region{{3, 1}, {3, 1}});
  CHECK(Source("x", "").region({0, 0}) == Region{{1, 1}, {1, 1}});
}

TEST_CASE("a span stands on the lines that it touches") {
  Source source("x", "ab\r\ncd\n\nef");
  CHECK(lines_of(source, {0, 1}) == Lines{"ab"});
  CHECK(lines_of(source, {1, 5}) == Lines{"ab", "cd"});
  CHECK(lines_of(source, {1, 4}) == Lines{"ab"});
  CHECK(lines_of(source, {3, 3}) == Lines{"ab"});
  CHECK(lines_of(source, {5, 10}) == Lines{"cd", "", "ef"});
  CHECK(lines_of(source, {7, 7}) == Lines{""});
  CHECK(lines_of(source, {10, 10}) == Lines{"ef"});
  CHECK(lines_of(Source("x", ""), {0, 0}) == Lines{""});
}

TEST_CASE("places compose through every layer to the file") {
  // The file holds a heredoc whose indent of two is stripped; the heredoc holds a value that is continued.
  //                                  0         1
  //                                  0123456 789012 345678
  auto file = std::make_shared<Source>("main.tf", "x <<E\n  a=b,\\\n    c\n  E\n");
  SpanMap stripped;
  stripped.add(0, {8, 14});   // a=b,\ and its line end
  stripped.add(6, {16, 20});  // "  c" and its line end
  auto heredoc = std::make_shared<Source>(file, "a=b,\\\n  c\n", stripped);
  SpanMap joined;
  joined.add(0, {2, 4});
  joined.add(2, {8, 9});
  Source value(heredoc, "b,c", joined);

  CHECK(value.name() == "main.tf");
  CHECK(value.outer() == heredoc.get());
  CHECK(&value.root() == file.get());
  CHECK(value.to_root({0, 1}) == Span{10, 11});
  CHECK(value.to_root({2, 3}) == Span{18, 19});
  CHECK(value.to_root({0, 3}) == Span{10, 19});
  CHECK(value.to_root({3, 3}) == Span{19, 19});
  CHECK(value.region({2, 3}) == Region{{3, 5}, {3, 6}});
  CHECK(value.line(3) == "    c");
}

TEST_CASE("quoted text stays on one line") {
  CHECK(in_backticks("a b") == "`a b`");
  CHECK(in_backticks("a\n\x1b[0m\x7f\xc3\xa9") == "`a\\x0a\\x1b[0m\\x7f\xc3\xa9`");
}
