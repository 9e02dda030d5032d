#include "unit/terraform/modules.h"

using namespace klamm;

namespace {

std::string shown(const std::string& text, std::string_view address) {
  Template read = read_module({{"main.tf", text}});
  const Resource& made = resource(read, address);
  return show(read, made, made.body);
}

std::string addresses(const Template& read) {
  std::string all;
  for (const Resource& made : read.resources) all += made.address + " ";
  return all;
}

}  // namespace

TEST_CASE("nested blocks are arrays of objects under their type") {
  CHECK(shown("resource \"aws_msk_cluster\" \"this\" {\n  encryption_info {\n    encryption_in_transit {\n"
              "      client_broker = \"TLS\"\n    }\n  }\n}\n",
              "aws_msk_cluster.this") == "{encryption_info: [{encryption_in_transit: [{client_broker: 'TLS'}]}]}");
  CHECK(shown("resource \"a\" \"b\" {\n  c {\n    d = 1\n  }\n  e = 2\n  c {\n  }\n}\n", "a.b") ==
        "{c: [{d: 1}, {}], e: 2}");
}

TEST_CASE("what speaks to Terraform alone is no attribute") {
  CHECK(shown("resource \"a\" \"b\" {\n  provider = aws.x\n  depends_on = [c.d]\n  e = 1\n  lifecycle {\n    "
              "ignore_changes = [e]\n"
              "  }\n}\n",
              "a.b") == "{e: 1}");
}

TEST_CASE("what stands in comments is not there") {
  CHECK(shown("resource \"aws_msk_cluster\" \"c\" {\n  # configuration_info {\n  #   arn = \"x\"\n  # }\n"
              "  /* client_authentication {\n    unauthenticated = false\n  } */\n  cluster_name = \"größe\" // "
              "enhanced_monitoring = \"X\"\n}\n",
              "aws_msk_cluster.c") == "{cluster_name: 'größe'}");
}

TEST_CASE("several clusters of one file are several resources, in their order") {
  Template read = read_module({{"main.tf",
                                "resource \"aws_msk_cluster\" \"b\" {\n  cluster_name = \"one\"\n}\n"
                                "resource \"aws_msk_cluster\" \"a\" {\n  cluster_name = \"two\"\n}\n"
                                "data \"aws_vpc\" \"v\" {\n  id = \"vpc-1\"\n}\n"}});
  CHECK(addresses(read) == "aws_msk_cluster.b aws_msk_cluster.a data.aws_vpc.v ");
  CHECK_FALSE(read.resources[0].data);
  CHECK(read.resources[2].data);
  CHECK(read.resources[2].type == "aws_vpc");
  CHECK(read.resources[0].document == read.resources[1].document);
  CHECK(show(read, read.resources[1], read.resources[1].body) == "{cluster_name: 'two'}");
}

TEST_CASE("count and for_each make as many resources") {
  Template read =
      read_module({{"main.tf",
                    "resource \"a\" \"n\" {\n  count = 2\n  v = \"x${count.index}\"\n}\n"
                    "resource \"a\" \"none\" {\n  count = false ? 1 : 0\n}\n"
                    "resource \"a\" \"m\" {\n  for_each = { k = 1, l = 2 }\n  v = [each.key, each.value]\n}\n"
                    "resource \"a\" \"s\" {\n  for_each = toset([\"p\"])\n  v = each.value\n}\n"
                    "resource \"a\" \"u\" {\n  count = var.many\n  v = count.index\n}\n"
                    "variable \"many\" {}\n"}});
  CHECK(addresses(read) == "a.n[0] a.n[1] a.m[\"k\"] a.m[\"l\"] a.s[\"p\"] a.u ");
  auto v = [&](std::string_view address) {
    const Resource& made = resource(read, address);
    return show(read, made, attribute(made, {"v"}));
  };
  CHECK(v("a.n[1]") == "'x1'");
  CHECK(v("a.m[\"l\"]") == "['l', 2]");
  CHECK(v("a.s[\"p\"]") == "'p'");
  CHECK(v("a.u") == "?");
}

TEST_CASE("an indexed reference takes from that copy") {
  std::string copies = "resource \"z\" \"w\" {\n  for_each = { k = \"n1\", l = \"n2\" }\n  name = each.value\n}\n";
  CHECK(value_of("z.w[\"l\"].name", copies) == "'n2'");
  CHECK(value_of("z.w[\"l\"].arn", copies) == "?z.w[\"l\"].arn");
  CHECK(value_of("z.w[\"no\"].name", copies) == "?z.w[\"no\"].name");
}

TEST_CASE("dynamic blocks are what they make") {
  CHECK(shown("resource \"a\" \"b\" {\n  dynamic \"c\" {\n    for_each = [\"x\", \"y\"]\n    content {\n      d = "
              "c.value\n      e = c.key\n"
              "    }\n  }\n}\n",
              "a.b") == "{c: [{d: 'x', e: 0}, {d: 'y', e: 1}]}");
  CHECK(shown("resource \"a\" \"b\" {\n  c {\n    d = 0\n  }\n  dynamic \"c\" {\n    for_each = { k = 1 }\n    "
              "iterator = it\n"
              "    content {\n      d = it.value\n    }\n  }\n}\n",
              "a.b") == "{c: [{d: 0}, {d: 1}]}");
  CHECK(
      shown("resource \"a\" \"b\" {\n  dynamic \"c\" {\n    for_each = true ? [] : [1]\n    content {\n    }\n  }\n}\n",
            "a.b") == "{c: []}");
  std::string unknown = "  dynamic \"c\" {\n    for_each = x.y.z\n    content {\n      d = 1\n    }\n  }\n}\n";
  CHECK(shown("resource \"a\" \"b\" {\n" + unknown, "a.b") == "{c: ?}");
  CHECK(shown("resource \"a\" \"b\" {\n  c {\n  }\n" + unknown, "a.b") == "{c: [{}, ?]}");
}

TEST_CASE("override files replace arguments and blocks by their names") {
  Template read = read_module(
      {{"main.tf", "resource \"a\" \"b\" {\n  c = 1\n  d = 2\n  e {\n    f = 3\n  }\n}\nlocals {\n  x = 1\n}\n"},
       {"override.tf", "resource \"a\" \"b\" {\n  d = local.x\n  e {\n    f = 4\n  }\n}\nlocals {\n  x = 5\n}\n"}});
  const Resource& made = resource(read, "a.b");
  CHECK(show(read, made, attribute(made, {"c"})) == "1");
  CHECK(show(read, made, attribute(made, {"d"})) == "5");
  CHECK(show(read, made, attribute(made, {"e"})) == "[{f: 4}]");
  CHECK(read.diagnostics.empty());
}
