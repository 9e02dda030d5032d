#include "unit/doc_hcl/reading.h"

using namespace klamm;

namespace {

// The tree of an expression: its kind's sign or name, its text, and what is below it.
std::string show(const HclFile& file, HclId id) {
  static const char* const kNames[] = {"body",  "attribute", "block",     "name",    "broken",  "",      "true",
                                       "false", "null",      "str",       "lit",     "wrapped", "",      "get",
                                       "index", "splat",     "attrsplat", "item",    "call",    "paren", "!",
                                       "neg",   "*",         "/",         "%",       "+",       "-",     ">",
                                       ">=",    "<",         "<=",        "==",      "!=",      "&&",    "||",
                                       "if",    "list",      "map",       "forlist", "formap",  "join"};
  const HclNode& node = file.node(id);
  std::string out = kNames[static_cast<size_t>(node.kind)];
  if (!file.text(id).empty()) out += (out.empty() ? "" : " ") + std::string(file.text(id));
  if (node.marked) out += " ...";
  if (node.first_child == kNoHcl) return out;
  out += '(';
  for (HclId at = node.first_child; at != kNoHcl; at = file.node(at).next) {
    if (at != node.first_child) out += ", ";
    out += show(file, at);
  }
  return out + ')';
}

std::string shown(const std::string& text) {
  HclFile file = parse("a = " + text + "\n");
  INFO((file.refused() ? file.diagnostics()[0].message : ""));
  CHECK_FALSE(file.refused());
  CHECK(written(file, value(file)) == text);
  return show(file, value(file));
}

}  // namespace

TEST_CASE("operators bind as HCL says, those of one level from left to right") {
  CHECK(shown("1 + 2 * 3 - 4") == "-(+(1, *(2, 3)), 4)");
  CHECK(shown("a || b && c == d") == "||(a, &&(b, ==(c, d)))");
  CHECK(shown("!a.b && -c[0] < 1") == "&&(!(get b(a)), <(neg(index(c, 0)), 1))");
  CHECK(shown("(1 + 2) * 3") == "*(paren(+(1, 2)), 3)");
  CHECK(shown("a ? b : c ? d : e") == "if(a, b, if(c, d, e))");
}

TEST_CASE("numbers are kept as they are written") {
  for (const char* number : {"0", "007", "1.50", "1e5", "2.5E-3", "100000000000000000000000"}) {
    CHECK(shown(number) == number);
  }
  CHECK(complaint("a = 1.2.3\n").place == "1.2.3");
  CHECK(complaint("a = 1e2e3\n").place == "1e2e3");
}

TEST_CASE("steps follow each other: names, indexes, splats") {
  CHECK(shown("aws_msk_cluster.this[0].arn") == "get arn(index(get this(aws_msk_cluster), 0))");
  CHECK(shown("a[\"b\"][c + 1]") == "index(index(a, str(lit b)), +(c, 1))");
  CHECK(shown("a[*].id") == "splat(a, get id(item))");
  CHECK(shown("a[*].b[0].c") == "splat(a, get c(index(get b(item), 0)))");
  CHECK(shown("a.*.id") == "attrsplat(a, get id(item))");
  CHECK(shown("a.*.id[0]") == "index(attrsplat(a, get id(item)), 0)");
  CHECK(shown("a.0.b") == "get b(index(a, 0))");
}

TEST_CASE("calls have arguments, the last of which may be expanded") {
  CHECK(shown("f()") == "call f");
  CHECK(shown("max(1, 2,)") == "call max(1, 2)");
  CHECK(shown("merge(a...)") == "call merge ...(a)");
  CHECK(shown("provider::aws::arn_parse(x)") == "call provider::aws::arn_parse(x)");
}

TEST_CASE("lists and maps may span lines") {
  CHECK(shown("[\n  1,\n  2, # two\n]") == "list(1, 2)");
  CHECK(shown("{\n  a = 1\n  \"b\" : 2, (c) = 3\n\n}") == "map(a, 1, str(lit b), 2, paren(c), 3)");
  CHECK(shown("[]") == "list");
  CHECK(shown("{}") == "map");
}

TEST_CASE("for expressions have names, a collection, results and a condition") {
  CHECK(shown("[for x in y : x.id if x.on]") == "forlist(name x, y, get id(x), get on(x))");
  CHECK(shown("{ for k, v in m : k => v... }") == "formap ...(name k, name v, m, k, v)");
  CHECK(complaint("a = [for k, v in m : k => v]\n").place == "k");
  CHECK(complaint("a = { for k, v in m : v }\n").place == "v");
}
