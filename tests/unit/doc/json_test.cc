#include "unit/doc/reading.h"

using namespace klamm;

namespace {

Document read(std::string text) { return read_with(read_json, std::move(text)); }

// Everything of a document in one line: kind, key and value as written, indented by parentheses.
std::string show(const Document& document, NodeId id = 0) {
  const Node& node = document.node(id);
  std::string out = node.has_key ? written(document, node.key_span) + ":" : "";
  out += written(document, node.value_span);
  if (node.first_child == kNoNode) return out;
  out += "(";
  for (NodeId child = node.first_child; child != kNoNode; child = document.node(child).next) {
    if (child != node.first_child) out += " ";
    out += show(document, child);
    if (document.node(child).parent != id) out += "?";
  }
  return out + ")";
}

std::pair<std::string, Span> complaint(std::string text) {
  auto document = read(std::move(text));
  REQUIRE(document.diagnostics().size() == 1);
  CHECK(document.refused());
  CHECK(document.size() > 0);
  return {document.diagnostics()[0].message, document.diagnostics()[0].span};
}

using Complaint = std::pair<std::string, Span>;

std::string nested(size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("every JSON value has its place, from quote to quote and from bracket to bracket") {
  CHECK(show(read(R"( {"a" : [1, "b", {}], "c":{"d":null}} )")) ==
        R"({"a" : [1, "b", {}], "c":{"d":null}}("a":[1, "b", {}](1 "b" {}) "c":{"d":null}("d":null)))");
  CHECK(show(read("[true,false , null,-1.5e3,0]")) == "[true,false , null,-1.5e3,0](true false null -1.5e3 0)");
  CHECK(show(read("\"x\"")) == "\"x\"");
  CHECK(show(read(" 42\n")) == "42");
  CHECK(show(read("[[],[[]]]")) == "[[],[[]]]([] [[]]([]))");
}

TEST_CASE("the kind of every JSON value is told") {
  auto document = read(R"([{},[],"s",1,true,false,null])");
  std::vector<NodeKind> kinds;
  for (NodeId id = 0; id < document.size(); ++id) kinds.push_back(document.node(id).kind);
  using enum NodeKind;
  CHECK(kinds == std::vector<NodeKind>{kArray, kObject, kArray, kString, kNumber, kTrue, kFalse, kNull});
}

TEST_CASE("keys and values of JSON are decoded, in place where nothing changes") {
  auto document = read(R"({"a":"b c","":"","n":12.50,"t":true})");
  CHECK(document.arena_size() == 0);
  CHECK(document.key(1) == "a");
  CHECK(document.value(1) == "b c");
  CHECK(document.key(2).empty());
  CHECK(document.value(2).empty());
  CHECK(document.value(3) == "12.50");
  CHECK(document.value(4) == "true");
}

TEST_CASE("JSON escapes are decoded, each with its place") {
  auto document = read(R"({"k\u00e9y":"a\"\\\/\b\f\n\r\tz\u20AC\ud83d\ude00é"})");
  CHECK(document.key(1) == "k\xc3\xa9y");
  Text value = document.node(1).value;
  CHECK(document.text(value) == "a\"\\/\b\f\n\r\tz\xe2\x82\xac\xf0\x9f\x98\x80\xc3\xa9");
  auto place = [&](uint32_t begin, uint32_t end) { return written(document, document.span_of(value, begin, end)); };
  CHECK(place(0, 1) == "a");
  CHECK(place(1, 2) == "\\\"");
  CHECK(place(3, 4) == "\\/");
  CHECK(place(8, 10) == "\\tz");
  CHECK(place(10, 11) == "\\u20AC");
  CHECK(place(13, 14) == "\\ud83d\\ude00");
  CHECK(place(17, 19) == "é");
  CHECK(written(document, document.span_of(document.node(1).key, 1, 3)) == "\\u00e9");
}

TEST_CASE("a low surrogate alone is kept, a high one alone is refused") {
  CHECK(read(R"("\ude00")").value(0) == "\xed\xb8\x80");
  CHECK(complaint(R"(["ab\ud83d"])") == Complaint{"unpaired surrogate", {4, 5}});
  CHECK(complaint(R"(["\ud83d\u0041"])") == Complaint{"unpaired surrogate", {2, 3}});
  CHECK(complaint(R"(["\ud83d\ud83d\ude00"])") == Complaint{"unpaired surrogate", {2, 3}});
}

TEST_CASE("an escaped NUL is a character, a NUL byte is refused") {
  CHECK(read(R"("a\u0000b")").value(0) == std::string_view("a\0b", 3));
  CHECK(complaint(std::string("[1,\0]", 5)) == Complaint{"a NUL byte in JSON", {3, 4}});
  CHECK(complaint(std::string("[1]\0", 4)) == Complaint{"a NUL byte in JSON", {3, 4}});
}

TEST_CASE("duplicate keys are kept in order, and the last one is found") {
  auto document = read(R"({"a":1,"b":2,"a":3})");
  CHECK(document.size() == 4);
  CHECK(document.value(document.find(0, "a")) == "3");
}

TEST_CASE("a byte order mark is passed over") {
  auto document = read("\xef\xbb\xbf{\"a\":1}");
  CHECK_FALSE(document.refused());
  CHECK(document.node(0).value_span == Span{3, 10});
  CHECK(complaint("\xef\xbb\xbf") == Complaint{"no JSON value", {3, 3}});
  CHECK(read(" \xef\xbb\xbf{}").refused());
}

TEST_CASE("a syntax error is refused in its place") {
  CHECK(complaint("") == Complaint{"no JSON value", {0, 0}});
  CHECK(complaint("  \n") == Complaint{"no JSON value", {3, 3}});
  CHECK(complaint("{} x") == Complaint{"something follows the JSON value", {3, 4}});
  CHECK(complaint("{}{}") == Complaint{"something follows the JSON value", {2, 3}});
  CHECK(complaint("{a:1}") == Complaint{"expected a quoted name", {1, 2}});
  CHECK(complaint("{\"a\" 1}") == Complaint{"expected `:` behind the name", {5, 6}});
  CHECK(complaint("{\"a\":1 \"b\":2}") == Complaint{"expected `,` or `}`", {7, 8}});
  CHECK(complaint("{\"a\":1,}") == Complaint{"expected a quoted name", {7, 8}});
  CHECK(complaint("[1 2]") == Complaint{"expected `,` or `]`", {3, 4}});
  CHECK(complaint("[1,]") == Complaint{"expected a JSON value", {3, 4}});
  CHECK(complaint("[1") == Complaint{"expected `,` or `]`", {2, 2}});
  CHECK(complaint("{\"a\":") == Complaint{"expected a JSON value", {5, 5}});
  CHECK(complaint("\"ab") == Complaint{"the string has no end", {3, 3}});
  CHECK(complaint("\"a\nb\"") == Complaint{"malformed escape, or a control character in a string", {2, 3}});
  CHECK(complaint("\"a\\x\"") == Complaint{"malformed escape, or a control character in a string", {2, 3}});
  CHECK(complaint("\"\\u12g4\"") == Complaint{"malformed `\\u` escape: four hexadecimal digits must follow", {1, 2}});
  CHECK(complaint("nul") == Complaint{"expected a JSON value", {3, 3}});
  CHECK(complaint("NaN") == Complaint{"expected a JSON value", {0, 1}});
  CHECK(complaint("+1") == Complaint{"expected a JSON value", {0, 1}});
  CHECK(complaint("[01]") == Complaint{"expected `,` or `]`", {2, 3}});
  CHECK(complaint("1.") == Complaint{"expected a digit", {2, 2}});
  CHECK(complaint("// x\n1") == Complaint{"expected a JSON value", {0, 1}});
  CHECK(complaint("\"\xc3\x28\"") == Complaint{"malformed UTF-8", {1, 2}});
  CHECK(complaint("{\"a\":\"\xed\xa0\x80\"}") == Complaint{"malformed UTF-8", {6, 7}});
}

TEST_CASE("what was read before a syntax error stays") {
  auto document = read(R"({"a":[1,2,x],"b":3})");
  CHECK(document.refused());
  CHECK(show(document) == R"({"a":[1,2,x],"b":3}("a":[1,2,x],"b":3}(1 2)))");
}

TEST_CASE("nesting is bounded") {
  CHECK(refusal(read_json, nested(256), {}).empty());
  CHECK(refusal(read_json, nested(257), {}) == "refused: more than 256 levels of nesting");
  CHECK(refusal(read_json, std::string(10'000'000, '['), {}) == "refused: more than 256 levels of nesting");
  std::string objects;
  for (int count = 0; count < 300; ++count) objects += "{\"a\":";
  CHECK(refusal(read_json, objects, {}) == "refused: more than 256 levels of nesting");
}

TEST_CASE("nodes, bytes and decoded pieces of JSON are bounded") {
  Limits limits;
  limits.nodes = 4;
  CHECK(refusal(read_json, "[1,2,3]", limits).empty());
  CHECK(refusal(read_json, "[1,2,3,4]", limits) == "refused: more than 4 nodes");
  limits = {};
  limits.bytes = 4;
  CHECK(refusal(read_json, "[1 ]", limits).empty());
  CHECK(refusal(read_json, "[1  ]", limits) == "refused: more than 4 bytes");
  limits = {};
  limits.pieces = 3;
  CHECK(refusal(read_json, R"(["\n\n\n"])", limits).empty());
  CHECK(refusal(read_json, R"(["\n\n\n\n"])", limits) == "refused: more than 3 pieces of decoded text");
  CHECK(refusal(read_json, R"({"\n\n\n\n":1})", limits) == "refused: more than 3 pieces of decoded text");
}
