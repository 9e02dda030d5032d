#include "unit/doc_hcl/reading.h"

using namespace klamm;

TEST_CASE("what is wrong is told at its place") {
  CHECK(complaint("a = \n").place == "\n");
  CHECK(complaint("a = 1 2\n").place == "2");
  CHECK(complaint("\"a\" = 1\n").place == "\"");
  CHECK(complaint("a\n").place == "a");
  CHECK(complaint("b {\n  c = 1\n").message == "the block has no end");
  CHECK(complaint("b \"${x}\" {\n}\n").place == "${");
  CHECK(complaint("b\n{\n}\n").place == "b");
  CHECK(complaint("b \"l\"\n{\n}\n").place == "\n");
  CHECK(complaint("b {\n} c = 1\n").place == "c");
  CHECK(complaint("a = [1 2]\n").place == "2");
  CHECK(complaint("a = [1\n").message == "the list has no end");
  CHECK(complaint("a = {b c}\n").place == "c");
  CHECK(complaint("a = f(1 2)\n").place == "2");
  CHECK(complaint("a = f(1\n").place == "f(");
  CHECK(complaint("a = b.\n").place == "\n");
  CHECK(complaint("a = b ? c\n").message == "expected `:` and what holds otherwise");
  CHECK(complaint("a = \"x\nb = 1\n").place == "\n");
  CHECK(complaint("a = 'x'\n").message == "strings stand in double quotes");
  CHECK(complaint("a = b & c\n").place == "&");
  CHECK(complaint("a = \"${b c}\"\n").place == "c");
  CHECK(complaint("a = b.0.1\n").place == "0.1");
}

TEST_CASE("behind a syntax error reading goes on at the next line") {
  HclFile file = parse("a = = 1\nb = [1, (\nc = 2\n");
  CHECK(file.refused());
  CHECK(file.diagnostics().size() == 1);
  file = parse("resource x y {\n  a = [1 2]\n  b = 3\n}\nc = 4\n");
  CHECK(file.diagnostics().size() == 1);
  HclId block = child(file, file.root());
  HclId body = child(file, block, 2);
  CHECK(file.text(child(file, body, 1)) == "b");
  CHECK(file.text(child(file, file.root(), 1)) == "c");
}

TEST_CASE("of many wrong characters a bounded number is told") {
  std::string text;
  for (int count = 0; count < 1000; ++count) text += "';\n";
  CHECK(parse(text).diagnostics().size() == Document::kMostDiagnostics);
}

TEST_CASE("a comment without its end is no comment") {
  CHECK(complaint("a = 1 /* b").place == "*");
  CHECK(complaint("/* " + std::string(1000, '/') + "\n").place == "/");
}
