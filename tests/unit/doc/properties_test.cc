#include <catch2/catch.hpp>

#include "unit/doc/reading.h"
#include "unit/doc/vectors.h"

using namespace klamm;

namespace {

Document read(std::string text) { return read_with(read_properties, std::move(text)); }

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs pairs_of(const Document& document) {
  Pairs pairs;
  for (NodeId id = document.node(document.root()).first_child; id != kNoNode; id = document.node(id).next) {
    pairs.emplace_back(document.key(id), document.value(id));
  }
  return pairs;
}

// The key and the value of the first setting as they stand in the file.
std::pair<std::string, std::string> first_written(const Document& document) {
  const Node& node = document.node(1);
  return {written(document, node.key_span), written(document, node.value_span)};
}

using Written = std::pair<std::string, std::string>;

}  // namespace

TEST_CASE("properties are what java.util.Properties reads") {
  auto vectors = properties_vectors();
  REQUIRE(vectors.size() > 150);
  for (const auto& vector : vectors) {
    INFO(vector.line);
    auto document = read(vector.input);
    CHECK(document.refused() == vector.refused);
    if (!vector.refused) CHECK(pairs_of(document) == vector.pairs);
  }
}

TEST_CASE("the root of a properties file is an object over the whole text") {
  auto document = read("a=b\n");
  CHECK(document.node(0).kind == NodeKind::kObject);
  CHECK(document.node(0).value_span == Span{0, 4});
  CHECK(document.node(1).parent == document.root());
  CHECK(read("").size() == 1);
}

TEST_CASE("the last of several lines with one key is found") {
  auto document = read("a=1\nb=2\na=3\n");
  CHECK(document.value(document.find(document.root(), "a")) == "3");
  CHECK(document.find(document.root(), "A") == kNoNode);
}

TEST_CASE("plain text is not copied") {
  auto document = read("  some.key =  some value \n");
  CHECK(document.arena_size() == 0);
  CHECK(document.key(1).data() == document.source().bytes().data() + 2);
}

TEST_CASE("spans of a setting cover key and value as written") {
  CHECK(first_written(read("  a.b = c d  \r\n")) == Written{"a.b", "c d  "});
  CHECK(first_written(read("a\\ b=\\u0041\\\\\n")) == Written{"a\\ b", "\\u0041\\\\"});
  CHECK(first_written(read("k\\\n  ey=v\\\n  al\n")) == Written{"k\\\n  ey", "v\\\n  al"});
  CHECK(first_written(read("a=\\\n  b,\\\n  c\nd=e")) == Written{"a", "b,\\\n  c"});
  CHECK(first_written(read("a\\\n = b")) == Written{"a", "b"});
  CHECK(first_written(read("a=\\u00\\\n41\n")) == Written{"a", "\\u00\\\n41"});
}

TEST_CASE("a dangling backslash belongs to the value, so that who replaces the value ends the setting") {
  CHECK(first_written(read("a=b\\\n\nc=d")) == Written{"a", "b\\"});
  CHECK(first_written(read("a=b\\\n   ")) == Written{"a", "b\\"});
  CHECK(first_written(read("a=b\\")) == Written{"a", "b\\"});
  CHECK(first_written(read("a=b\\\n  \\\n\n")) == Written{"a", "b\\\n  \\"});
  CHECK(first_written(read("a = \\\n\n")) == Written{"a", "\\"});
  CHECK(first_written(read("a\\\n\n")) == Written{"a", "\\"});
  CHECK(first_written(read("\\\n")) == Written{"", "\\"});
}

TEST_CASE("an empty value has a place behind the separator") {
  CHECK(read("a=\nb=c").node(1).value_span == Span{2, 2});
  CHECK(read("a =  \nb=c").node(1).value_span == Span{5, 5});
  CHECK(read("a\nb=c").node(1).value_span == Span{1, 1});
  CHECK(read("=b").node(1).key_span == Span{0, 0});
  auto document = read("a=\\u0041\nb=\n");
  CHECK(document.span_of(document.node(2).value, 0, 0) == Span{11, 11});
}

TEST_CASE("a setting says whether something separates its value") {
  auto separated = [](std::string text) { return read(std::move(text)).node(1).separated == true; };
  CHECK(separated("a=b"));
  CHECK(separated("a="));
  CHECK(separated("a :"));
  CHECK(separated("a b"));
  CHECK(separated("a \\\n b"));
  CHECK_FALSE(separated("a"));
  CHECK_FALSE(separated("a  "));
  CHECK_FALSE(separated("a\\\n  "));
}

TEST_CASE("a setting says whether a backslash continued it, and whether in vain") {
  auto flags = [](std::string text) {
    auto document = read(std::move(text));
    return std::pair<bool, bool>(document.node(1).continued, document.node(1).dangling);
  };
  using Flags = std::pair<bool, bool>;
  CHECK(flags("a=b\nc=d") == Flags{false, false});
  CHECK(flags("a=b\\\\\nc=d") == Flags{false, false});
  CHECK(flags("a=b\\\nc=d") == Flags{true, false});
  CHECK(flags("a\\\n=b") == Flags{true, false});
  CHECK(flags("a=b\\\n\nc=d") == Flags{true, true});
  CHECK(flags("a=b\\\n\t\rc=d") == Flags{true, true});
  CHECK(flags("a=b\\\n c\\") == Flags{true, true});
  CHECK(flags("a=b\\\n c\\\\") == Flags{true, false});
  CHECK(flags("a=\\u00\\\n41") == Flags{true, false});
}

TEST_CASE("the lines that a setting stands on are told") {
  auto document = read("# x\n  a=b,\\\r\n   c\\\n\nd=e\n");
  const Node& node = document.node(1);
  auto lines = document.source().lines_of({node.key_span.begin, node.value_span.end});
  REQUIRE(lines.size() == 2);
  CHECK(written(document, lines[0]) == "  a=b,\\");
  CHECK(written(document, lines[1]) == "   c\\");
}

TEST_CASE("decoded bytes lead to what they were written as") {
  auto document = read("a=x\\u00e9y\\\n  z\\t\xe9!\n");
  Text value = document.node(1).value;
  REQUIRE(document.text(value) == "x\xc3\xa9yz\t\xc3\xa9!");
  auto place = [&](uint32_t begin, uint32_t end) { return written(document, document.span_of(value, begin, end)); };
  CHECK(place(0, 1) == "x");
  CHECK(place(1, 2) == "\\u00e9");
  CHECK(place(1, 3) == "\\u00e9");
  CHECK(place(3, 4) == "y");
  CHECK(place(3, 5) == "y\\\n  z");
  CHECK(place(4, 5) == "z");
  CHECK(place(5, 6) == "\\t");
  CHECK(place(6, 8) == "\xe9");
  CHECK(place(0, value.size) == "x\\u00e9y\\\n  z\\t\xe9!");
}

TEST_CASE("the end of a decoded text is not the beginning of the next one") {
  auto document = read("a=\\u0041\nb=\\u0042\n");
  Text value = document.node(1).value;
  CHECK(document.span_of(value, 1, 1) == Span{8, 8});
}

TEST_CASE("two escapes that are one character are one place") {
  auto document = read("a=\\ud83d\\ude00b\n");
  Text value = document.node(1).value;
  REQUIRE(document.text(value) ==
          "\xf0\x9f\x98\x80"
          "b");
  CHECK(written(document, document.span_of(value, 1, 2)) == "\\ud83d\\ude00");
  CHECK(written(document, document.span_of(value, 4, 5)) == "b");
}

TEST_CASE("surrogates of two texts do not meet") {
  auto document = read("\\ud83d=\\ude00\n");
  CHECK(document.key(1) == "\xed\xa0\xbd");
  CHECK(document.value(1) == "\xed\xb8\x80");
}

TEST_CASE("a malformed escape is refused in its place, and reading goes on") {
  auto document = read("a=\\u00zz\nb=C:\\users\nc=d\n\\u12=\\u");
  REQUIRE(document.diagnostics().size() == 4);
  std::vector<std::string> places;
  for (const auto& diagnostic : document.diagnostics()) {
    CHECK(diagnostic.kind == Diagnostic::Kind::kRefused);
    places.push_back(written(document, diagnostic.span));
  }
  CHECK(places == std::vector<std::string>{"\\u00", "\\u", "\\u12", "\\u"});
  CHECK(pairs_of(document) == Pairs{{"a", "u00zz"}, {"b", "C:users"}, {"c", "d"}, {"u12", "u"}});
}

TEST_CASE("of very many diagnostics the first are kept") {
  std::string text;
  for (int count = 0; count < 1000; ++count) text += "a=\\u\n";
  auto document = read(text);
  CHECK(document.refused());
  CHECK(document.diagnostics().size() == Document::kMostDiagnostics);
  CHECK(document.diagnostics().back().span.end <= 600);
}

TEST_CASE("columns of a setting count code points, and a Latin-1 byte is one") {
  auto document = read("# \xc3\xa9\r\n\tk\xe9y = \xe2\x82\xac\r\n");
  const Node& node = document.node(1);
  CHECK(document.source().region(node.key_span) == Region{{2, 2}, {2, 5}});
  CHECK(document.source().region(node.value_span) == Region{{2, 8}, {2, 9}});
}

TEST_CASE("an embedded value is a source whose places lead home") {
  auto document = read("x=\\u0041\nsasl.jaas.config=a b=\\\"p\\\\\n  q\\\";\n");
  auto inner = document.embed(2);
  REQUIRE(inner->bytes() == "a b=\"p\\");
  CHECK(inner->name() == "file");
  CHECK(inner->to_root({2, 3}) == Span{28, 29});
  CHECK(inner->to_root({4, 5}) == Span{30, 32});
  CHECK(inner->to_root({7, 7}) == Span{35, 35});
  CHECK(inner->region({4, 5}) == Region{{2, 22}, {2, 24}});
}

TEST_CASE("an embedded value that is empty has a place") {
  auto document = read("x=\\u0041\na=\n");
  CHECK(document.embed(2)->to_root({0, 0}) == Span{11, 11});
}
