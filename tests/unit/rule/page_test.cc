#include "klamm/rule_page.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "unit/rule/fixture.h"

namespace klamm {
namespace {

namespace fs = std::filesystem;

std::string file(std::string_view name) {
  std::ifstream in(fs::path(KLAMM_ROOT) / "docs/rules" / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const TestPack& pack() {
  static const TestPack made({rule_text("KL900", R"x(
severity = "critical"
fatal = true
scope = "listener"
kafka = "3.3-4.0"
mode = "kraft"
fail = '@listener.anonymous'
at = "@listener"
message = "listener `{listener}` lets anybody in"
why = """
Long
  words."""
yields = ["KL001"]
fix = { title = "mend {listener}", set = "ssl.client.auth", value = "required" }
references = ["https://a.example/"]
[[bad]]
at = "1:11"
kafka = "4.0"
text = "listeners=A://:1"
fixed = "x\n"
[[good]]
text = """
```
"""
)x")});
  return made;
}

TEST_CASE("the page of a rule says all that its record does") {
  std::string page = rule_markdown(pack().pack().rule(0));
  for (std::string_view part :
       {"# KL900 kl900\n\nA title.\n", "| Severity | critical; the node refuses to start |", "| Applies to | Kafka 3.3-4.0, KRaft |",
        "| Judges | a listener |", "| Silent where | KL001 is found |", "| Machine fix | mend `<listener>` (not safe: read it first) |",
        "**Says:** listener `<listener>` lets anybody in\n", "**Why:** Long words.\n",
        "```\nfail @listener.anonymous\n```\n", "Found at 1:11, Kafka 4.0:\n\n```properties\nlisteners=A://:1\n```\n",
        "and after the machine fix:\n\n```properties\nx\n```\n", "Not found:\n\n````properties\n```\n````\n",
        "- <https://a.example/>\n"}) {
    CAPTURE(part);
    CHECK(page.find(part) != std::string::npos);
  }
}

TEST_CASE("the page as text is folded and has no markup") {
  std::string text = rule_text(pack().pack().rule(0), 40);
  CHECK(text.find("says: listener `<listener>` lets anybody\nin\n") != std::string::npos);
  CHECK(text.find("**") == std::string::npos);
  CHECK(text.find("    listeners=A://:1\n") != std::string::npos);
}

TEST_CASE("the index lists the families in their order") {
  std::string index = rule_index_markdown({&Pack::builtin(), &pack().pack()});
  CHECK(index.find("## KL: Listeners\n") < index.find("## KR: KRaft controllers\n"));
  CHECK(index.find("| [KL900](KL900.md) | `kl900` | critical, fatal | 3.3-4.0 | A title |\n") != std::string::npos);
}

TEST_CASE("docs/rules is what the records say (./dev regenerate rules)") {
  const Pack& built_in = Pack::builtin();
  CHECK(file("README.md") == rule_index_markdown({&built_in}));
  size_t pages = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(KLAMM_ROOT) / "docs/rules")) {
    pages += entry.path().extension() == ".md";
  }
  CHECK(pages == built_in.rule_count() + 1);
  std::string stale;
  for (size_t rule = 0; rule < built_in.rule_count(); ++rule) {
    std::string name = std::string(built_in.rule_id(rule)) + ".md";
    if (file(name) != rule_markdown(built_in.rule(rule))) stale += name + " ";
  }
  CHECK(stale == "");
}

}  // namespace
}  // namespace klamm
