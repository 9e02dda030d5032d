#include "unit/terraform/modules.h"

using namespace klamm;

namespace {

std::string refusal(const std::string& text) {
  Limits limits;
  limits.steps = 200'000;
  limits.nodes = 50'000;
  NoFiles nothing;
  MemoryFiles files(nothing);
  files.put("main.tf", text);
  Budget budget(limits);
  auto read = read_terraform(files, ".", budget);
  return read.ok() ? "" : read.error().message;
}

}  // namespace

TEST_CASE("values that double are bounded by steps") {
  std::string text = "locals {\n  a0 = \"0123456789abcdef\"\n";
  for (int level = 1; level < 60; ++level) {
    std::string below = "local.a" + std::to_string(level - 1);
    text += "  a" + std::to_string(level) + " = \"${" + below + "}${" + below + "}\"\n";
  }
  text += "}\nresource \"x\" \"y\" {\n  v = local.a59\n}\n";
  CHECK(refusal(text) != "");
  text = "locals {\n  a0 = [1]\n";
  for (int level = 1; level < 60; ++level) {
    std::string below = "local.a" + std::to_string(level - 1);
    text += "  a" + std::to_string(level) + " = concat(" + below + ", " + below + ")\n";
  }
  text += "}\nresource \"x\" \"y\" {\n  v = local.a59\n}\n";
  CHECK(refusal(text) == "refused: more than 200000 steps");
  text = "locals {\n  a0 = [1]\n";
  for (int level = 1; level < 60; ++level) {
    std::string below = "local.a" + std::to_string(level - 1);
    text += "  a" + std::to_string(level) + " = [" + below + ", " + below + "]\n";
  }
  text += "}\nresource \"x\" \"y\" {\n  v = local.a59\n}\n";
  CHECK(refusal(text) == "refused: more than 50000 nodes");
}

TEST_CASE("chains of names are bounded by depth") {
  std::string text = "locals {\n  a0 = 1\n";
  for (int level = 1; level < 1000; ++level) {
    text += "  a" + std::to_string(level) + " = local.a" + std::to_string(level - 1) + "\n";
  }
  text += "}\nresource \"x\" \"y\" {\n  v = local.a999\n}\n";
  CHECK(refusal(text) == "refused: more than 256 levels of nesting");
}

TEST_CASE("copies without end are bounded") {
  CHECK(refusal("resource \"x\" \"y\" {\n  count = 1e15\n}\n") == "refused: more than 10000 aliases");
  CHECK(refusal("module \"m\" {\n  count = 100000\n  source = \"./m\"\n}\n") == "");
}

TEST_CASE("a module whose folder cannot be listed is an error") {
  NoFiles nothing;
  Budget budget;
  auto read = read_terraform(nothing, "nowhere", budget);
  REQUIRE_FALSE(read.ok());
  CHECK(read.error().message == "cannot open `nowhere`: no files are read here");
}

TEST_CASE("files outside of the root are not read") {
  CHECK(value_of("file(\"../secret\")") == "?");
  CHECK(value_of("file(\"/etc/passwd\")") == "?");
  CHECK(value_of("templatefile(\"missing.tpl\", {})") == "?");
}

TEST_CASE("an empty folder is an empty template") {
  Template read = read_module({{"notes.txt", "x"}});
  CHECK(read.resources.empty());
  CHECK(read.diagnostics.empty());
}
