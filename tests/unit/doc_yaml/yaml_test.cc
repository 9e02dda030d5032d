#include "unit/doc/reading.h"

using namespace klamm;

namespace {

Document read(std::string text) { return read_with(read_yaml, std::move(text)); }

// Keys and values of a document, as JSON would have them; numbers and words bare.
std::string show(const Document& document, NodeId id = 0) {
  const Node& node = document.node(id);
  std::string out = node.has_key ? std::string(document.key(id)) + ": " : "";
  if (node.kind == NodeKind::kString) return out + "'" + std::string(document.value(id)) + "'";
  if (node.kind != NodeKind::kObject && node.kind != NodeKind::kArray) {
    return out + (node.kind == NodeKind::kNull ? "null" : std::string(document.value(id)));
  }
  out += node.kind == NodeKind::kObject ? "{" : "[";
  for (NodeId child = node.first_child; child != kNoNode; child = document.node(child).next) {
    if (child != node.first_child) out += ", ";
    out += show(document, child);
  }
  return out + (node.kind == NodeKind::kObject ? "}" : "]");
}

std::string shown(std::string text) {
  auto document = read(std::move(text));
  CHECK(document.diagnostics().empty());
  return show(document);
}

NodeId at(const Document& document, std::initializer_list<std::string_view> path) {
  NodeId id = document.node(0).first_child;
  for (std::string_view key : path) id = document.find(id, key);
  REQUIRE(id != kNoNode);
  return id;
}

std::string value_as_written(const Document& document, std::initializer_list<std::string_view> path) {
  return written(document, document.node(at(document, path)).value_span);
}

// What the decoded bytes [begin, end) of a value were written as.
std::string origin(const Document& document, NodeId id, uint32_t begin, uint32_t end) {
  return written(document, document.span_of(document.node(id).value, begin, end));
}

struct Complaint {
  Diagnostic::Kind kind;
  std::string place;
  std::string message;
};

Complaint complaint(std::string text) {
  auto document = read(std::move(text));
  REQUIRE(document.diagnostics().size() == 1);
  const Diagnostic& only = document.diagnostics()[0];
  CHECK(document.refused() == (only.kind == Diagnostic::Kind::kRefused));
  return {only.kind, written(document, only.span), only.message};
}

}  // namespace

TEST_CASE("maps, lists and scalars of YAML are read in block and in flow style") {
  CHECK(shown("a: 1\nb:\n  - x\n  - {c: d, e: [true, ~]}\nf:\n") ==
        "[{a: 1, b: ['x', {c: 'd', e: [true, null]}], f: null}]");
  CHECK(shown("- - a\n  - b\n-\n") == "[[['a', 'b'], null]]");
  CHECK(shown("just text\n") == "['just text']");
}

TEST_CASE("the root holds each document of a stream") {
  CHECK(shown("a: b\n---\nc: d\n...\n---\n- e\n") == "[{a: 'b'}, {c: 'd'}, ['e']]");
  CHECK(shown("") == "[]");
  CHECK(shown("# nothing\n") == "[]");
}

TEST_CASE("plain scalars are what the core schema calls them, quoted and tagged ones strings") {
  CHECK(shown("[null, Null, NULL, ~, true, False, 0, -12, +1.5e-3, .5, 0x1F, 0o17, .inf, -.INF, .nan]") ==
        "[[null, null, null, null, true, False, 0, -12, +1.5e-3, .5, 0x1F, 0o17, .inf, -.INF, .nan]]");
  CHECK(shown("[nul, yes, 0x, 0o8, 1.2.3, 1e, -x, ., 'true', \"1\", !!str 12, ! 7, 127.0.0.1]") ==
        "[['nul', 'yes', '0x', '0o8', '1.2.3', '1e', '-x', '.', 'true', '1', '12', '7', '127.0.0.1']]");
}

TEST_CASE("scalars of every style are decoded") {
  CHECK(shown("a: 'it''s'\nb: \"x\\ty\\u00e9\\U0001F600\\\n   z\"\n") ==
        "[{a: 'it's', b: 'x\ty\xc3\xa9\xf0\x9f\x98\x80z'}]");
  CHECK(shown("a: |\n  one\n    two\n\n  three\nb: |-\n  x\nc: |+\n  y\n\n") ==
        "[{a: 'one\n  two\n\nthree\n', b: 'x', c: 'y\n\n'}]");
  CHECK(shown("a: >\n  one\n  two\n\n  three\nb: plain\n  goes on\n") ==
        "[{a: 'one two\nthree\n', b: 'plain goes on'}]");
  CHECK(shown("a: |\n  one\n  two") == "[{a: 'one\ntwo'}]");
  CHECK(shown("a: |\r\n  one\r\n  two\r\n") == "[{a: 'one\ntwo\n'}]");
}

TEST_CASE("every value has its place, quotes and brackets included") {
  auto document = read("a: 'b c'  # no\nlist:\n  - x\n  - {k: \"v\"}\nempty:\nlast: [1,\n  2]\n");
  CHECK(value_as_written(document, {"a"}) == "'b c'");
  CHECK(value_as_written(document, {"list"}) == "- x\n  - {k: \"v\"}");
  CHECK(value_as_written(document, {"empty"}).empty());
  CHECK(document.node(at(document, {"empty"})).value_span.begin == document.node(at(document, {"empty"})).key_span.end);
  CHECK(value_as_written(document, {"last"}) == "[1,\n  2]");
  CHECK(written(document, document.node(at(document, {"last"})).key_span) == "last");
}

TEST_CASE("bytes of a literal block lead to their own bytes, through the indent") {
  auto document = read("conf: |\n    # broker\n    node.id=1\n    x=2\n");
  NodeId id = at(document, {"conf"});
  CHECK(document.value(id) == "# broker\nnode.id=1\nx=2\n");
  CHECK(origin(document, id, 9, 16) == "node.id");
  CHECK(origin(document, id, 9, 18) == "node.id=1");
  auto inner = document.embed(id);
  Budget budget;
  auto properties = read_properties(inner, budget);
  REQUIRE(properties.ok());
  const Node& line = properties.value().node(properties.value().find(0, "x"));
  Region region = inner->region(line.value_span);
  CHECK(region.begin.line == 4);
  CHECK(region.begin.column == 7);
}

TEST_CASE("bytes of folded and quoted text lead to what they stand for") {
  auto document = read("a: \"x\\u00e9y\"\nb: >\n  one\n  two\nc: 'it''s'\n");
  CHECK(origin(document, at(document, {"a"}), 1, 3) == "\\u00e9");
  CHECK(origin(document, at(document, {"a"}), 3, 4) == "y");
  CHECK(origin(document, at(document, {"b"}), 0, 3) == "one");
  CHECK(origin(document, at(document, {"b"}), 3, 4) == "\n  ");
  CHECK(origin(document, at(document, {"b"}), 4, 7) == "two");
  CHECK(origin(document, at(document, {"c"}), 3, 4) == "s");
}

TEST_CASE("an alias is a copy of what its anchor names, with its places") {
  auto document = read("a: &x {k: [1, 2]}\nb: *x\nc: [*x, *x]\n&y d: *y\n");
  CHECK(document.diagnostics().empty());
  CHECK(show(document).find("b: {k: [1, 2]}, c: [{k: [1, 2]}, {k: [1, 2]}]") != std::string::npos);
  CHECK(value_as_written(document, {"b", "k"}) == "[1, 2]");
  CHECK(document.node(at(document, {"b", "k"})).value_span.begin == 10);
  CHECK(show(document).ends_with("d: 'd'}]"));
  CHECK(shown("- &a x\n- *a\n- &a y\n- *a\n") == "[['x', 'x', 'y', 'y']]");
  CHECK(shown("a: &k name\n*k : v\n") == "[{a: 'name', name: 'v'}]");
}

TEST_CASE("merge keys add what a map does not have itself") {
  CHECK(shown("base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  y: 3\n") == "[{base: {x: 1, y: 2}, own: {y: 3, x: 1}}]");
  CHECK(shown("- &a {x: 1}\n- &b {x: 2, z: 4}\n- {<<: [*a, *b], q: 0}\n") ==
        "[[{x: 1}, {x: 2, z: 4}, {q: 0, x: 1, z: 4}]]");
  CHECK(shown("- {<<: {x: 1}, y: 2}\n") == "[[{y: 2, x: 1}]]");
}

TEST_CASE("a tag of the user's own makes an object with one member") {
  CHECK(shown("a: !Ref Name\nb: !GetAtt [x, y]\nc: !If [p, !Ref Q, {r: s}]\n") ==
        "[{a: {!Ref: 'Name'}, b: {!GetAtt: ['x', 'y']}, c: {!If: ['p', {!Ref: 'Q'}, {r: 's'}]}}]");
  auto document = read("a: &n !Sub \"x ${Y}\"\nb: *n\n");
  CHECK(value_as_written(document, {"a"}) == "!Sub \"x ${Y}\"");
  CHECK(value_as_written(document, {"b", "!Sub"}) == "\"x ${Y}\"");
}

TEST_CASE("a repeated key is suspect, and the later one counts") {
  auto found = complaint("a: 1\nb: 2\na: 3\n");
  CHECK(found.kind == Diagnostic::Kind::kSuspect);
  CHECK(found.place == "a");
  auto document = read("a: 1\na: 3\n");
  CHECK(document.value(at(document, {"a"})) == "3");
}

TEST_CASE("text that is no YAML is refused at its line, with what was read before") {
  auto found = complaint("a: b\nc: [1,\n");
  CHECK(found.kind == Diagnostic::Kind::kRefused);
  CHECK_FALSE(found.message.empty());
  CHECK(value_as_written(read("a: b\nc: [1,\n"), {"a"}) == "b");
  CHECK(complaint("a: *nobody\n").place == "*nobody");
  CHECK(complaint("a: &x [*x]\n").place == "*x");
  CHECK(complaint("? [a]\n: b\n").message == "a map or list as a key");
  CHECK(complaint(std::string("a: \0b", 5)).message == "a NUL byte in YAML");
  CHECK(complaint("a: \xff\n").place == "\xff");
}

TEST_CASE("depth, nodes and aliases of YAML are bounded") {
  auto error = [](std::string text, Limits limits) {
    Budget budget(limits);
    auto read = read_yaml(std::make_shared<Source>("test", std::move(text)), budget);
    return read.ok() ? std::string() : read.error().message;
  };
  Limits limits;
  CHECK(error(std::string(300, '['), limits) == "refused: more than 256 levels of nesting");
  CHECK(error(std::string(1000000, '['), limits) == "refused: more than 256 levels of nesting");
  std::string laughs = "- &a [x, x, x, x, x, x, x, x, x]\n";
  for (char name = 'b'; name <= 'j'; ++name) {
    laughs += "- &" + std::string(1, name) + " [";
    for (int count = 0; count < 9; ++count) laughs += std::string(count ? ", *" : "*") + static_cast<char>(name - 1);
    laughs += "]\n";
  }
  CHECK(error(laughs, limits) == "refused: more than 4000000 nodes");
  limits.aliases = 3;
  CHECK(error("- &a x\n- *a\n- *a\n- *a\n- *a\n", limits) == "refused: more than 3 aliases");
}
