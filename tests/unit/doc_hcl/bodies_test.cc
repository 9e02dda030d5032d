#include "unit/doc_hcl/reading.h"

using namespace klamm;

TEST_CASE("arguments and blocks are read in the order of the text, with their places") {
  HclFile file = parse("a = 1\nresource \"aws_msk_cluster\" main {\n  b = true\n  c {\n  }\n}\n");
  HclId root = file.root();
  CHECK_FALSE(file.refused());
  HclId first = child(file, root, 0);
  CHECK(file.node(first).kind == HclKind::kAttribute);
  CHECK(file.text(first) == "a");
  CHECK(written(file, first) == "a = 1");
  HclId block = child(file, root, 1);
  CHECK(file.node(block).kind == HclKind::kBlock);
  CHECK(file.text(block) == "resource");
  CHECK(file.text(child(file, block, 0)) == "aws_msk_cluster");
  CHECK(written(file, child(file, block, 0)) == "\"aws_msk_cluster\"");
  CHECK(file.text(child(file, block, 1)) == "main");
  HclId body = child(file, block, 2);
  CHECK(written(file, body) == "{\n  b = true\n  c {\n  }\n}");
  CHECK(file.text(child(file, body, 1)) == "c");
}

TEST_CASE("a block of one line has one argument or none") {
  HclFile file = parse("iam { enabled = true }\nscram {}\n");
  CHECK_FALSE(file.refused());
  HclId body = child(file, child(file, file.root(), 0));
  CHECK(file.text(child(file, body)) == "enabled");
  CHECK(complaint("iam { enabled = true, b = 1 }\n").place == ",");
  CHECK(complaint("iam { enabled = true\n}\n").place == "\n");
}

TEST_CASE("comments are no arguments, whatever stands in them") {
  HclFile file = parse(
      "# configuration_info { arn = \"x\" }\n// b = 1\n/* c = 2\n configuration_info {\n */ d = 3 # e = 4\n"
      "block { // f = 5\n}");
  CHECK_FALSE(file.refused());
  HclId first = child(file, file.root());
  CHECK(file.text(first) == "d");
  CHECK(written(file, first) == "d = 3");
  HclId second = file.node(first).next;
  CHECK(file.text(second) == "block");
  CHECK(file.node(second).next == kNoHcl);
  CHECK(file.node(child(file, second)).first_child == kNoHcl);
}

TEST_CASE("a comment may hold bytes of any encoding") {
  CHECK_FALSE(parse("# caf\xe9\na = 1\n").refused());
  CHECK(complaint("a = \"caf\xe9\"\n").message == "malformed UTF-8");
}

TEST_CASE("lines may end with CRLF and the text begin with a byte order mark") {
  HclFile file = parse(
      "\xef\xbb\xbf"
      "a = 1\r\nb {\r\n  c = 2\r\n}\r\n");
  CHECK_FALSE(file.refused());
  CHECK(written(file, child(file, file.root())) == "a = 1");
  CHECK(complaint("a = 1\rb = 2\n").place == "\r");
}

TEST_CASE("names may have letters beyond ASCII") {
  HclFile file = parse("größe = 1\n名前 = local.größe\n_ = 2\nа-b = 3\n");
  CHECK_FALSE(file.refused());
  CHECK(file.text(child(file, file.root())) == "größe");
  HclId second = child(file, file.root(), 1);
  CHECK(file.text(second) == "名前");
  CHECK(file.text(child(file, second)) == "größe");
  CHECK(complaint("€ = 1\n").place == "€");
}

TEST_CASE("a name may be set once in each block") {
  Complaint twice = complaint("a = 1\nb { a = 2 }\na = 3\n");
  CHECK(twice.place == "a");
  CHECK(twice.message == "`a` is set twice in one block");
  CHECK_FALSE(parse("b { a = 2 }\nb { a = 3 }\n").refused());
}

TEST_CASE("an empty text is an empty body") {
  for (const char* text : {"", "\n", "# nothing", "/* nothing */"}) {
    HclFile file = parse(text);
    CHECK_FALSE(file.refused());
    CHECK(file.node(file.root()).kind == HclKind::kBody);
    CHECK(file.node(file.root()).first_child == kNoHcl);
  }
}

TEST_CASE("the budget bounds nodes, nesting and bytes") {
  auto refusal = [](std::string text, Limits limits) {
    Budget budget(limits);
    auto read = read_hcl(std::make_shared<Source>("main.tf", std::move(text)), budget);
    return read.ok() ? "" : read.error().message;
  };
  Limits nodes;
  nodes.nodes = 3;
  CHECK(refusal("a = 1\n", nodes).empty());
  CHECK(refusal("a = 1 + 1\n", nodes) == "refused: more than 3 nodes");
  Limits bytes;
  bytes.bytes = 5;
  CHECK(refusal("a = 1\n", bytes) == "refused: more than 5 bytes");
  std::string deep(300, '[');
  CHECK(refusal("a = " + deep, {}) == "refused: more than 256 levels of nesting");
  CHECK(refusal("a = " + std::string(300, '!') + "b\n", {}) == "refused: more than 256 levels of nesting");
  std::string blocks;
  for (int count = 0; count < 300; ++count) blocks += "b {\n";
  CHECK(refusal(blocks, {}) == "refused: more than 256 levels of nesting");
  std::string quotes;
  for (int count = 0; count < 300; ++count) quotes += "\"${";
  CHECK(refusal("a = " + quotes, {}) == "refused: more than 256 levels of nesting");
  std::string directives;
  for (int count = 0; count < 300; ++count) directives += "%{ if a }";
  CHECK(refusal("a = \"" + directives + "\"\n", {}) == "refused: more than 256 levels of nesting");
}

TEST_CASE("long chains of operators and steps are no nesting") {
  std::string sum = "a = 1";
  std::string steps = "b = c";
  for (int count = 0; count < 5000; ++count) {
    sum += " + 1";
    steps += ".d[0]";
  }
  CHECK_FALSE(parse(sum + "\n" + steps + "\n").refused());
}
