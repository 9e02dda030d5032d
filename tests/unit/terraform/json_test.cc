#include "unit/terraform/modules.h"

using namespace klamm;

namespace {

constexpr const char* kCluster = R"({
  "//": "a comment",
  "variable": {"n": {"default": "kafka"}},
  "locals": {"p": "a=1\nb=${var.n}"},
  "resource": {
    "aws_msk_cluster": {
      "c": {
        "cluster_name": "x-${var.n}",
        "number_of_broker_nodes": 3,
        "tags": {"Name": "y"},
        "encryption_info": {"encryption_in_transit": [{"client_broker": "TLS"}]},
        "client_subnets": ["s-\u0031", "${aws_subnet.a.id}"],
        "dynamic": {"d": {"for_each": [1, 2], "iterator": "it", "content": {"e": "${it.value}"}}}
      }
    },
    "aws_msk_configuration": {"m": {"count": 2, "server_properties": "${local.p}"}}
  }
}
)";

}  // namespace

TEST_CASE("JSON's syntax gives what HCL's does") {
  Template read = read_module({{"main.tf.json", kCluster}});
  CHECK(messages(read).empty());
  const Resource& cluster = resource(read, "aws_msk_cluster.c");
  CHECK(show(read, cluster, cluster.body) ==
        "{cluster_name: 'x-kafka', number_of_broker_nodes: 3, tags: {Name: 'y'}, "
        "encryption_info: [{encryption_in_transit: [{client_broker: 'TLS'}]}], "
        "client_subnets: ['s-1', ?aws_subnet.a.id], d: [{e: 1}, {e: 2}]}");
  const Resource& configuration = resource(read, "aws_msk_configuration.m[1]");
  auto text = read.text(configuration, attribute(configuration, {"server_properties"}));
  CHECK(text->bytes() == "a=1\nb=kafka");
  CHECK(origin(*text, "a=1") == "main.tf.json: a=1");
  CHECK(origin(*text, "\n") == "main.tf.json: \\n");
  CHECK(origin(*text, "kafka") == "main.tf.json: var.n");
}

TEST_CASE("what is wrong in JSON, or in a template of it, is told at its place") {
  Template read = read_module({{"main.tf.json", "{\"locals\": {\"a\": \"x${\"}}"}});
  REQUIRE(read.diagnostics.size() == 1);
  const auto& [source, diagnostic] = read.diagnostics[0];
  CHECK(source->bytes().substr(diagnostic.span.begin, 1) == "\"");
  read = read_module({{"main.tf.json", "{\"locals\": "}});
  REQUIRE(messages(read).size() == 1);
  CHECK(messages(read)[0] == "main.tf.json: expected a JSON value");
}

TEST_CASE("both syntaxes make one module, and either may override") {
  Template read = read_module({{"main.tf", "resource \"a\" \"b\" {\n  c = local.l\n  d = 1\n}\n"},
                               {"locals.tf.json", "{\"locals\": {\"l\": 7}}"},
                               {"x_override.tf.json", "{\"resource\": {\"a\": {\"b\": {\"d\": 2}}}}"}});
  const Resource& made = resource(read, "a.b");
  CHECK(show(read, made, attribute(made, {"c"})) == "7");
  CHECK(show(read, made, attribute(made, {"d"})) == "2");
}
