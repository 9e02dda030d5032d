#include "unit/terraform/modules.h"

using namespace klamm;

TEST_CASE("literals, operators and templates are evaluated") {
  CHECK(value_of("1 + 2 * 3") == "7");
  CHECK(value_of("true && !false ? \"a\" : \"b\"") == "'a'");
  CHECK(value_of("\"x-${1 + 1}-${true}\"") == "'x-2-true'");
  CHECK(value_of("{ a = [1, null], \"b\" = { c = \"d\" } }") == "{a: [1, null], b: {c: 'd'}}");
  CHECK(value_of("[for x in [1, 2, 3] : x * 10 if x != 2]") == "[10, 30]");
  CHECK(value_of("[{ id = \"a\" }, { id = \"b\" }][*].id") == "['a', 'b']");
  CHECK(value_of("0.1") == "0.1");
  CHECK(value_of("1.50") == "1.5");
}

TEST_CASE("functions are evaluated over what is written down") {
  CHECK(value_of("join(\",\", concat([\"a\"], [\"b\", 1]))") == "'a,b,1'");
  CHECK(value_of("format(\"%s=%d\", upper(\"a\"), 3)") == "'A=3'");
  CHECK(value_of("merge({ a = 1 }, { b = 2 })") == "{a: 1, b: 2}");
  CHECK(value_of("lookup({ a = 1 }, \"b\", \"c\")") == "'c'");
  CHECK(value_of("max(1, length([1, 2, 3]))") == "3");
  CHECK(value_of("tolist(toset([\"b\", \"a\", \"b\"]))") == "['a', 'b']");
  CHECK(value_of("coalesce(null, \"\", \"x\")") == "'x'");
  CHECK(value_of("try({ a = 1 }.b, \"x\")") == "'x'");
  CHECK(value_of("flatten([[1], [[2]], keys({ c = 3 })])") == "[1, 2, 'c']");
  CHECK(value_of("jsonencode({ b = [1, \"<\"], a = null })") == "'{\"a\":null,\"b\":[1,\"\\u003c\"]}'");
  CHECK(value_of("yamldecode(\"a: [1, x]\\nb: true\")") == "{a: [1, 'x'], b: true}");
  CHECK(value_of("jsondecode(\"{\\\"a\\\": 1.0}\").a") == "1");
  CHECK(value_of("base64encode(\"auto\")") == "'YXV0bw=='");
  CHECK(value_of("trimspace(replace(\" a-b \", \"-\", \"_\"))") == "'a_b'");
  CHECK(value_of("contains(split(\",\", \"a,b\"), \"b\")") == "true");
  CHECK(value_of("compact([\"a\", \"\", null])") == "['a']");
}

TEST_CASE("what nobody knows is unknown, with the address that it refers to") {
  CHECK(value_of("aws_msk_configuration.this.arn") == "?aws_msk_configuration.this.arn");
  CHECK(value_of("aws_subnet.private[*].id") == "?aws_subnet.private[*].id");
  CHECK(value_of("data.aws_region.current.name") == "?data.aws_region.current.name");
  CHECK(value_of("a.b[0].c[\"d\"].e") == "?a.b[0].c[\"d\"].e");
  CHECK(value_of("terraform.workspace") == "?terraform.workspace");
  CHECK(value_of("var.a", "variable \"a\" {}") == "?var.a");
  CHECK(value_of("module.kafka.arn", "module \"kafka\" {\n  source = \"public/msk/aws\"\n}\n") == "?module.kafka.arn");
  CHECK(value_of("timestamp()") == "?");
  CHECK(value_of("a.b.c + 1") == "?");
  CHECK(value_of("a.b.c ? 1 : 2") == "?");
  CHECK(value_of("[for x in a.b.c : x]") == "?");
}

TEST_CASE("one unknown leaves the rest known") {
  CHECK(value_of("[\"a\", a.b.id, 1]") == "['a', ?a.b.id, 1]");
  CHECK(value_of("{ a = a.b.id, c = 1 }") == "{a: ?a.b.id, c: 1}");
  CHECK(value_of("length([a.b.id, 1])") == "2");
  CHECK(value_of("false && a.b.c") == "false");
  CHECK(value_of("\"x=${a.b.id}\\ny=1\"") == "?'x=${a.b.id}\ny=1'");
  CHECK(value_of("join(\",\", [\"x\", a.b.id])") == "?'x,${a.b.id}'");
  CHECK(value_of("\"${upper(a.b.id)}-x\"") == "?'${upper(a.b.id)}-x'");
  CHECK(value_of("\"${a.b.id == \"c\" ? 1 : 2}-x\"") == "?'${unknown}-x'");
}

TEST_CASE("an error is unknown, and try() goes past it") {
  CHECK(value_of("[1][3]") == "?");
  CHECK(value_of("{ a = 1 }.b") == "?");
  CHECK(value_of("\"x\" + 1") == "?");
  CHECK(value_of("try([1][3], null, 2)") == "null");
  CHECK(value_of("can([1][3])") == "false");
}

TEST_CASE("variables have defaults, types and values of files") {
  CHECK(value_of("var.a", "variable \"a\" {\n  default = \"x\"\n}") == "'x'");
  CHECK(value_of("var.a", "variable \"a\" {\n  type = number\n  default = \"3\"\n}") == "3");
  CHECK(value_of("var.a", "variable \"a\" {\n  type = list(string)\n  default = [1]\n}") == "['1']");
  CHECK(value_of("var.a.c",
                 "variable \"a\" {\n  type = object({ b = string, c = optional(bool, true) })\n"
                 "  default = { b = 1, d = 2 }\n}") == "true");
  Texts texts = {{"main.tf", "variable \"a\" {\n  default = 0\n}\nresource \"x\" \"y\" {\n  v = var.a\n}\n"},
                 {"terraform.tfvars", "a = 1\n"},
                 {"b.auto.tfvars", "a = 2\n"},
                 {"c.auto.tfvars.json", "{\"a\": 3}"},
                 {"prod.tfvars", "a = 4\n"}};
  Template read = read_module(texts);
  CHECK(show(read, read.resources[0], attribute(read.resources[0], {"v"})) == "3");
  read = read_module(texts, ".", {{"prod.tfvars"}});
  CHECK(show(read, read.resources[0], attribute(read.resources[0], {"v"})) == "4");
}

TEST_CASE("what is marked as sensitive is unknown wherever it goes") {
  std::string secret =
      "variable \"p\" {\n  default   = \"hunter2\"\n  sensitive = true\n}\n"
      "locals {\n  q = \"user:${var.p}\"\n}\n";
  CHECK(value_of("var.p", secret) == "?var.p");
  CHECK(value_of("local.q", secret) == "?'user:${var.p}'");
  CHECK(value_of("upper(local.q)", secret) == "?");
  CHECK(value_of("jsonencode({ p = var.p })", secret) == "?'{\"p\":\"${var.p}\"}'");
}

TEST_CASE("locals and resources refer to each other") {
  CHECK(value_of("local.b", "locals {\n  a = [1, 2]\n  b = [for x in local.a : x + 1]\n}") == "[2, 3]");
  std::string other = "resource \"z\" \"w\" {\n  name = \"n\"\n  tags = { a = \"b\" }\n}\n";
  CHECK(value_of("z.w.name", other) == "'n'");
  CHECK(value_of("z.w.tags.a", other) == "'b'");
  CHECK(value_of("z.w.arn", other) == "?z.w.arn");
  CHECK(value_of("z.w.name", "resource \"z\" \"w\" {\n  name = var.n\n}\n") == "?z.w.name");
  CHECK(value_of("local.t", "locals {\n  t = merge(var.n, { a = 1 })\n}\n") == "?local.t");
}
