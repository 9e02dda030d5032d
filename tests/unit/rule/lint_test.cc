#include "unit/rule/fixture.h"

namespace klamm {
namespace {

constexpr std::string_view kOpen =
    "listeners=A://0.0.0.0:9092,B://10.0.0.5:9093\n"
    "listener.security.protocol.map=A:PLAINTEXT,B:SASL_SSL\n";

const std::string kHostnames = rule_text("KT005", R"(
when = 'any(@listeners.protocol, it in ["SSL", "SASL_SSL"])'
fail = 'explicit(ssl.endpoint.identification.algorithm) && ssl.endpoint.identification.algorithm == ""'
at = "ssl.endpoint.identification.algorithm"
message = "{key} is empty; it is {default} by default in {kafka}")");

const std::string kAnonymous = rule_text("KL001", R"(
scope = "listener"
fail = '@listener.anonymous && @listener.reach != "loopback"'
at = "@listener"
message = "listener `{listener}` on port {@listener.port} speaks {@listener.protocol}")");

TEST_CASE("logic at the node fails where its key stands, to the column") {
  TestPack pack({kHostnames});
  LintResult result = pack.lint("listeners=SSL://10.0.0.5:9093\nssl.endpoint.identification.algorithm=\n");
  REQUIRE(places(result) == Strings{"KT005 2:39"});
  CHECK(result.findings[0].message == "ssl.endpoint.identification.algorithm is empty; it is https by default in 4.4");
  CHECK(result.findings[0].key == "ssl.endpoint.identification.algorithm");
  CHECK(result.findings[0].source_line == "ssl.endpoint.identification.algorithm=");
  CHECK(result.findings[0].why == "A reason.");
  CHECK(pack.lint("listeners=SSL://10.0.0.5:9093\n").findings.empty());
  CHECK(pack.lint("listeners=PLAINTEXT://:1\nssl.endpoint.identification.algorithm=\n").findings.empty());
  CHECK(result.assumptions == Strings{"Kafka 4.4", "KRaft"});
}

TEST_CASE("logic at listeners judges each of them and points at its entry") {
  TestPack pack({kAnonymous});
  LintResult result = pack.lint(kOpen);
  REQUIRE(places(result) == Strings{"KL001 1:11"});
  CHECK(result.findings[0].place.region->end == Position{1, 27});
  CHECK(result.findings[0].message == "listener `A` on port 9092 speaks PLAINTEXT");
  CHECK(result.findings[0].logical == "A");
}

TEST_CASE("a listener that nobody wrote is judged too, and the file is the place") {
  TestPack pack({kAnonymous});
  CHECK(places(pack.lint("node.id=1\n")) == Strings{"KL001 file"});
}

TEST_CASE("the item of a list that decides is the place") {
  TestPack pack({rule_text("KZ009", R"x(
fail = 'any(@super_users, it == "User:*")'
at = "super.users"
message = "{it} is everybody")x"),
                 rule_text("KS001", R"x(
fail = '"PLAIN" in sasl.enabled.mechanisms'
at = "sasl.enabled.mechanisms")x")});
  LintResult result = pack.lint("super.users=User:a;User:*\nsasl.enabled.mechanisms = GSSAPI, PLAIN\n");
  CHECK(places(result) == Strings{"KZ009 1:20", "KS001 2:35"});
  CHECK(result.findings[0].message == "User:* is everybody");
}

TEST_CASE("an absent key points at the next place that there is") {
  TestPack pack({rule_text("KZ001", R"(
fail = '!set(authorizer.class.name)'
at = ["authorizer.class.name", "@roles"])")});
  CHECK(places(pack.lint("node.id=1\nprocess.roles=broker\n")) == Strings{"KZ001 2:15"});
  CHECK(places(pack.lint("node.id=1\n")) == Strings{"KZ001 file"});
  CHECK(places(pack.lint("authorizer.class.name=\n")) == Strings{"KZ001 1:23"});
}

TEST_CASE("a rule is silent outside of its versions and modes") {
  TestPack pack({rule_text("KA001", "kafka = \"4.0-\"\nmode = \"kraft\"\nfail = 'true'"),
                 rule_text("KA002", "kafka = \"-3.9\"\nmode = \"zookeeper\"\nfail = 'true'")});
  CHECK(places(pack.lint("process.roles=broker\n")) == Strings{"KA001 file"});
  CHECK(places(pack.lint("zookeeper.connect=a:1\n")) == Strings{"KA002 file"});
  LintOptions options;
  options.kafka_version = KafkaVersion{3, 9};
  CHECK(pack.lint("process.roles=broker\n", options).findings.empty());
}

TEST_CASE("what a template leaves open neither passes nor fails, and is said once for each rule") {
  TestPack pack({rule_text("KA001", "fail = 'auto.create.topics.enable'\nat = \"auto.create.topics.enable\""),
                 rule_text("KA002", "fail = 'auto.create.topics.enable || num.partitions == 1'")});
  LintResult result = pack.lint("num.partitions=1\nauto.create.topics.enable={{ auto }}\n");
  CHECK(places(result) == Strings{"KA002 1:16"});
  REQUIRE(result.unknown.size() == 1);
  CHECK(result.unknown[0].rule == "KA001");
  CHECK(result.unknown[0].place.region->begin == Position{2, 27});
  CHECK(result.unknown[0].message.find("`auto.create.topics.enable`") != std::string::npos);
}

TEST_CASE("a value that Kafka refuses is unknown to other rules, and no note is made of it") {
  TestPack pack({rule_text("KA001", "fail = 'num.partitions != 7'"),
                 rule_text("KA002", "fail = 'ssl.client.auth != \"required\"'")});
  LintResult result = pack.lint("num.partitions=seven\nssl.client.auth=required # really\n");
  CHECK(result.findings.empty());
  CHECK(result.unknown.empty());
}

TEST_CASE("findings stand in the order of places, those of the whole file first, then of ids") {
  TestPack pack({rule_text("KA004", "fail = 'true'\nat = \"num.partitions\""),
                 rule_text("KA003", "fail = 'true'\nat = \"num.partitions\""),
                 rule_text("KA002", "fail = 'true'\nat = \"broker.rack\""),
                 rule_text("KA005", "fail = 'true'\nat = \"log.dirs\"")});
  CHECK(places(pack.lint("num.partitions=1\nbroker.rack=a\n")) ==
        Strings{"KA005 file", "KA003 1:16", "KA004 1:16", "KA002 2:13"});
}

TEST_CASE("other keys that logic read are related places") {
  TestPack pack({rule_text("KD001", R"(
fail = 'min.insync.replicas >= default.replication.factor'
at = "min.insync.replicas")")});
  LintResult result = pack.lint("default.replication.factor=2\nmin.insync.replicas=2\n");
  REQUIRE(places(result) == Strings{"KD001 2:21"});
  REQUIRE(result.findings[0].related.size() == 1);
  CHECK(result.findings[0].related[0].place.region->begin == Position{1, 28});
  CHECK(result.findings[0].related[0].message == "`default.replication.factor` is set here");
}

TEST_CASE("an input that is over its budget is an error, one that is none of ours is no input") {
  TestPack pack({kHostnames});
  LintOptions options;
  options.limits.bytes = 10;
  auto source = std::make_shared<Source>("x", std::string(kOpen));
  auto result = lint(source, pack.packs(), pack.selection(), options);
  REQUIRE(!result.ok());
  CHECK(result.error().message == "refused: more than 10 bytes");
  auto other = lint(std::make_shared<Source>("server.properties", "bootstrap.servers=a:1\nacks=all\n"), pack.packs(),
                    pack.selection(), {});
  REQUIRE(other.ok());
  CHECK(other.value().kind == InputKind::kNone);
}

TEST_CASE("settings inside a document of another kind do not make it a file of settings") {
  auto kind = [](std::string text) { return detect(Source("x", std::move(text)), catalog()); };
  CHECK(kind("resource \"aws_msk_configuration\" \"a\" {\n  name = \"a\"\n  kafka_versions = [\"3.9.x\"]\n"
             "  server_properties = <<EOT\nauto.create.topics.enable=true\ndelete.topic.enable=true\nEOT\n}\n") ==
        InputKind::kNone);
  CHECK(kind("apiVersion: kafka.strimzi.io/v1\nkind: Kafka\nmetadata:\n  name: a\nspec:\n  kafka:\n    listeners:\n"
             "      - name: plain\n        port: 9092\n    config:\n      min.insync.replicas: 2\n") ==
        InputKind::kNone);
  CHECK(kind("process.roles=broker\nnode.id=1\nnote={\nplugin.list=[\n]\nlog.dirs=/d\nlisteners=A://:1\n") ==
        InputKind::kServerProperties);
}

TEST_CASE("what a text is is told from its keys") {
  auto kind = [](std::string_view text) { return detect(Source("x", std::string(text)), catalog()); };
  CHECK(kind(kOpen) == InputKind::kServerProperties);
  CHECK(kind("# only\nbroker.id=0\n") == InputKind::kServerProperties);
  CHECK(kind("process.roles = broker\nbootstrap.servers = a:1\nlog.dirs : /d\n") == InputKind::kServerProperties);
  CHECK(kind("ssl.keystore.location=/a\nssl.keystore.password=b\n") == InputKind::kServerProperties);
  CHECK(kind("bootstrap.servers=a:1\nssl.keystore.location=/a\n") == InputKind::kNone);
  CHECK(kind("bootstrap.servers=a:1\nkey.converter=x\noffset.storage.topic=t\nlisteners=http://:8083\n") ==
        InputKind::kNone);
  CHECK(kind("kafkastore.bootstrap.servers=a\nlisteners=http://:8081\n") == InputKind::kNone);
  CHECK(kind("dataDir=/d\nclientPort=2181\n") == InputKind::kNone);
  CHECK(kind("log4j.rootLogger=INFO\n") == InputKind::kNone);
  CHECK(kind("{\"broker.id\": 0}") == InputKind::kNone);
  CHECK(kind("---\nbroker.id: 0\n") == InputKind::kNone);
  CHECK(kind("") == InputKind::kNone);
  CHECK(kind(std::string_view("broker.id=0\n\0", 13)) == InputKind::kNone);
  CHECK(kind("comment=x\\\nbroker.id=0\n") == InputKind::kNone);
}

}  // namespace
}  // namespace klamm
