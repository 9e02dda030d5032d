#include "klamm/fix.h"

#include <catch2/catch.hpp>

#include "fix/property_edits.h"
#include "klamm/document.h"

namespace klamm {
namespace {

Edit edit(uint32_t begin, uint32_t end, std::string text) { return {{begin, end}, std::move(text)}; }

Document read(std::string text) {
  Budget budget;
  auto document = read_properties(std::make_shared<Source>("server.properties", std::move(text)), budget);
  REQUIRE(document.ok());
  return std::move(document).value();
}

std::string apply(const Document& document, std::vector<Edit> edits) {
  auto text = apply_edits(document.source().bytes(), edits);
  REQUIRE(text.ok());
  return std::move(text).value();
}

NodeId find(const Document& document, std::string_view key) {
  NodeId node = document.find(document.root(), key);
  REQUIRE(node != kNoNode);
  return node;
}

TEST_CASE("edits apply in the order of the text, insertions at one place in the order given") {
  CHECK(apply_edits("abcdef", {edit(4, 6, "Z"), edit(0, 1, "")}).value() == "bcdZ");
  CHECK(apply_edits("ab", {edit(1, 1, "1"), edit(1, 1, "2"), edit(1, 2, "")}).value() == "a12");
  CHECK(apply_edits("", {edit(0, 0, "x")}).value() == "x");
  CHECK(apply_edits("ab", {}).value() == "ab");
}

TEST_CASE("edits that overlap, or leave the text, are refused as a whole") {
  CHECK(apply_edits("abcdef", {edit(0, 3, ""), edit(2, 4, "")}).error().message == "two edits overlap at byte 2");
  CHECK(apply_edits("abc", {edit(0, 2, ""), edit(1, 1, "x")}).error().message == "two edits overlap at byte 1");
  CHECK(!apply_edits("abc", {edit(2, 4, "")}).ok());
  CHECK(!apply_edits("abc", {edit(2, 1, "")}).ok());
}

TEST_CASE("a setting is deleted with its continuations and its line end, whatever that is") {
  for (std::string end : {"\n", "\r\n", "\r"}) {
    Document document = read("a=1" + end + "  b = x\\" + end + "   y" + end + "c=2" + end);
    CHECK(apply(document, {delete_setting(document, find(document, "b"))}) == "a=1" + end + "c=2" + end);
    CHECK(apply(document, {delete_setting(document, find(document, "a"))}).starts_with("  b"));
  }
  Document last = read("a=1\nb");
  CHECK(apply(last, {delete_setting(last, find(last, "b"))}) == "a=1\n");
}

TEST_CASE("a value is replaced where it stands, and a key without one gets one") {
  Document document = read("a : 1\nb=\nc\n");
  CHECK(apply(document, {replace_value(document, find(document, "a"), "2")}) == "a : 2\nb=\nc\n");
  CHECK(apply(document, {replace_value(document, find(document, "b"), "2")}) == "a : 1\nb=2\nc\n");
  CHECK(apply(document, {replace_value(document, find(document, "c"), "2")}) == "a : 1\nb=\nc=2\n");
  CHECK(apply(document, {rename_setting(document, find(document, "a"), "x y")}) == "x\\ y : 1\nb=\nc\n");
}

TEST_CASE("a setting is appended as a line of its own, but never behind a line that runs on") {
  auto appended = [](std::string text) {
    Document document = read(std::move(text));
    auto line = append_setting(document, "k", "v");
    return line ? apply(document, {*line}) : std::string("none");
  };
  CHECK(appended("") == "k=v\n");
  CHECK(appended("a=1") == "a=1\nk=v\n");
  CHECK(appended("a=1\r\nb=2\r\n") == "a=1\r\nb=2\r\nk=v\r\n");
  CHECK(appended("a=1\\") == "none");
  CHECK(appended("a=1\\\n") == "none");
  CHECK(appended("a=1\\\\\n") == "a=1\\\\\nk=v\n");
}

TEST_CASE("what an edit writes reads back the same") {
  const char* texts[] = {
      "",   "plain",          " lead", "\t tabs",          "a = b: c", "#x", "!x", "back\\slash", "new\nline\rhere",
      "ä€", "a\xed\xa0\x80z", "tail ", "\xf0\x9f\x98\x80", "\f form"};
  for (const char* text : texts) {
    CAPTURE(text);
    Document document = read("old=1\n");
    auto line = append_setting(document, std::string("k") + text, text);
    REQUIRE(line);
    Document again = read(apply(document, {*line}));
    NodeId node = find(again, std::string("k") + text);
    CHECK(again.value(node) == text);
  }
}

TEST_CASE("fixes are made round by round until none is left") {
  // Each round takes one letter of each kind away.
  auto find_letters = [](const std::string& text) -> Result<std::vector<Fix>> {
    std::vector<Fix> fixes;
    for (char letter : {'a', 'b'}) {
      auto at = static_cast<uint32_t>(text.find(letter));
      if (at < text.size()) fixes.push_back({std::string("no ") + letter, true, false, {{{at, at + 1}, ""}}});
    }
    return fixes;
  };
  FixOutcome outcome = fix_until_settled("xaabby", find_letters).value();
  CHECK(outcome.settled);
  CHECK(outcome.text == "xy");
  CHECK(outcome.rounds == 2);
  CHECK(outcome.applied == std::vector<std::string>{"no a", "no b", "no a", "no b"});
}

TEST_CASE("of fixes that overlap, one is made in a round; the edits of a fix stay together") {
  int rounds = 0;
  auto find = [&](const std::string& text) -> Result<std::vector<Fix>> {
    ++rounds;
    if (text != "abc") return std::vector<Fix>{};
    return std::vector<Fix>{{"one", true, false, {{{0, 1}, "1"}, {{2, 3}, "1"}}},
                            {"two", true, false, {{{1, 2}, "2"}, {{2, 3}, "2"}}}};
  };
  CHECK(fix_until_settled("abc", find).value().text == "1b1");
  CHECK(rounds == 2);
}

TEST_CASE("fixes that undo each other leave the text as it was") {
  auto toggle = [](const std::string& text) -> Result<std::vector<Fix>> {
    return std::vector<Fix>{{"toggle", true, false, {{{0, 1}, text == "a" ? "b" : "a"}}}};
  };
  FixOutcome outcome = fix_until_settled("a", toggle).value();
  CHECK(!outcome.settled);
  CHECK(outcome.text == "a");
  CHECK(outcome.applied.empty());
  auto grow = [](const std::string&) -> Result<std::vector<Fix>> {
    return std::vector<Fix>{{"grow", true, false, {{{0, 0}, "x"}}}};
  };
  outcome = fix_until_settled("a", grow, 5).value();
  CHECK((!outcome.settled && outcome.text == "a" && outcome.rounds == 5));
}

TEST_CASE("a fix that is wrong in itself, or changes nothing, is skipped and named") {
  auto find = [](const std::string&) -> Result<std::vector<Fix>> {
    return std::vector<Fix>{{"overlap", true, false, {{{0, 2}, ""}, {{1, 2}, ""}}},
                            {"same", true, false, {{{0, 1}, "a"}}},
                            {"words", true, false, {}}};
  };
  FixOutcome outcome = fix_until_settled("ab", find).value();
  CHECK(outcome.settled);
  CHECK(outcome.text == "ab");
  CHECK(outcome.skipped == std::vector<std::string>{"overlap", "same"});
}

}  // namespace
}  // namespace klamm
