#include "unit/terraform/modules.h"

using namespace klamm;

TEST_CASE("local modules are followed with their arguments, and give their outputs") {
  Template read = read_module(
      {{"main.tf",
        "module \"kafka\" {\n  source = \"./modules/kafka\"\n  name   = \"n\"\n}\n"
        "resource \"x\" \"y\" {\n  a = module.kafka.arn\n  b = module.kafka.name\n  c = module.kafka.none\n}\n"},
       {"modules/kafka/main.tf",
        "variable \"name\" {}\nvariable \"size\" {\n  default = 3\n}\n"
        "resource \"aws_msk_cluster\" \"this\" {\n  cluster_name = var.name\n  number_of_broker_nodes = var.size\n"
        "  arn_of = aws_msk_configuration.c.arn\n  path = path.module\n}\n"
        "output \"arn\" {\n  value = aws_msk_cluster.this.arn\n}\n"
        "output \"name\" {\n  value = aws_msk_cluster.this.cluster_name\n}\n"}});
  const Resource& cluster = resource(read, "module.kafka.aws_msk_cluster.this");
  CHECK(show(read, cluster, cluster.body) ==
        "{cluster_name: 'n', number_of_broker_nodes: 3, arn_of: ?module.kafka.aws_msk_configuration.c.arn, path: "
        "'modules/kafka'}");
  const Resource& other = resource(read, "x.y");
  CHECK(show(read, other, other.body) == "{a: ?module.kafka.aws_msk_cluster.this.arn, b: 'n', c: ?module.kafka.none}");
}

TEST_CASE("modules with for_each are as many") {
  Template read =
      read_module({{"main.tf",
                    "module \"k\" {\n  for_each = toset([\"a\", \"b\"])\n  source = \"./k\"\n  name = each.key\n}\n"
                    "resource \"x\" \"y\" {\n  v = module.k[\"b\"].out\n}\n"},
                   {"k/k.tf",
                    "variable \"name\" {}\nresource \"r\" \"s\" {\n  v = var.name\n}\noutput \"out\" {\n  value = "
                    "\"${var.name}!\"\n}\n"}});
  REQUIRE(read.resources.size() == 3);
  CHECK(read.resources[1].address == "module.k[\"a\"].r.s");
  CHECK(show(read, read.resources[2], read.resources[2].body) == "{v: 'b'}");
  CHECK(show(read, read.resources[0], read.resources[0].body) == "{v: 'b!'}");
}

TEST_CASE("a text that a module is given leads to where it was written") {
  Template read =
      read_module({{"main.tf", "module \"k\" {\n  source = \"./k\"\n  properties = <<EOT\na=1\nEOT\n}\n"},
                   {"k/k.tf", "variable \"properties\" {}\nresource \"r\" \"s\" {\n  v = var.properties\n}\n"}});
  const Resource& made = resource(read, "module.k.r.s");
  auto text = read.text(made, attribute(made, {"v"}));
  CHECK(origin(*text, "a=1") == "main.tf: a=1");
  CHECK(made.document->source().name() == "k/k.tf");
}

TEST_CASE("a module beside the folder is followed, one outside of the files is not") {
  Template read =
      read_module({{"envs/prod/main.tf",
                    "module \"k\" {\n  source = \"../../k\"\n}\nmodule \"l\" {\n  source = \"../../../l\"\n}\n"},
                   {"k/k.tf", "resource \"r\" \"s\" {\n  v = 1\n}\n"}},
                  "envs/prod");
  CHECK(read.resources.size() == 1);
  CHECK(read.resources[0].address == "module.k.r.s");
  REQUIRE(messages(read).size() == 1);
  CHECK(messages(read)[0] == "envs/prod/main.tf: cannot open `../l`: no files are read here");
}

TEST_CASE("what depends on itself is told, and unknown") {
  CHECK(value_of("local.a", "locals {\n  a = local.b\n  b = [local.a]\n}") == "?");
  Template read = read_module(
      {{"main.tf", "locals {\n  a = local.b\n  b = \"${local.a}\"\n}\nresource \"x\" \"y\" {\n  v = local.a\n}\n"}});
  REQUIRE(messages(read).size() == 1);
  CHECK(messages(read)[0] == "main.tf: `local.a` depends on itself");
  read = read_module({{"main.tf", "resource \"x\" \"y\" {\n  v = z.w.u\n}\nresource \"z\" \"w\" {\n  u = x.y.v\n}\n"}});
  CHECK(messages(read).size() >= 1);
  read = read_module({{"main.tf", "module \"m\" {\n  source = \"./\"\n}\n"}});
  REQUIRE(messages(read).size() == 1);
  CHECK(messages(read)[0] == "main.tf: the module calls itself");
  read = read_module(
      {{"a/a.tf", "module \"b\" {\n  source = \"../b\"\n}\n"}, {"b/b.tf", "module \"a\" {\n  source = \"../a\"\n}\n"}},
      "a");
  REQUIRE(messages(read).size() == 1);
  CHECK(messages(read)[0] == "b/b.tf: the module calls itself");
}

TEST_CASE("what is declared twice, or wrong in its syntax, is told") {
  Template read = read_module({{"a.tf", "resource \"x\" \"y\" {\n  v = 1\n}\nlocals {\n  l = 1\n}\n"},
                               {"b.tf", "resource \"x\" \"y\" {\n  v = 2\n}\nlocals {\n  l = 2\n}\nz = = 1\n"}});
  std::vector<std::string> told = messages(read);
  REQUIRE(told.size() == 3);
  CHECK(told[0] == "b.tf: expected a value");
  CHECK(told[1] == "b.tf: `y` is declared twice");
  CHECK(told[2] == "b.tf: `local.l` is declared twice");
  CHECK(show(read, read.resources[0], read.resources[0].body) == "{v: 1}");
}
