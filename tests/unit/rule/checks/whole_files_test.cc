// What whole files get from all rules together: each defect once, and nothing that the file does not say.
#include "unit/rule/checks/built_in.h"

namespace klamm {
namespace {

constexpr std::string_view kQuickStart =
    "process.roles=broker,controller\n"
    "node.id=1\n"
    "controller.quorum.voters=1@localhost:9093\n"
    "listeners=PLAINTEXT://:9092,CONTROLLER://:9093\n"
    "advertised.listeners=PLAINTEXT://localhost:9092\n"
    "inter.broker.listener.name=PLAINTEXT\n"
    "controller.listener.names=CONTROLLER\n"
    "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,"
    "SASL_SSL:SASL_SSL\n"
    "log.dirs=/tmp/kraft-combined-logs\n"
    "num.partitions=1\n"
    "offsets.topic.replication.factor=1\n";

TEST_CASE("a quick start is one finding for each open door and one for each thing it lacks") {
  CHECK(places(lint_built_in(kQuickStart)) ==
        Strings{"KZ001 file", "KR008 1:15", "KR009 3:26", "KL001 4:11", "KR001 4:29", "KR022 9:10", "KD005 11:34"});
}

TEST_CASE("a node that only its own machine reaches is nobody's business") {
  CHECK(places(lint_built_in("process.roles=broker\n"
                             "node.id=2\n"
                             "controller.quorum.bootstrap.servers=localhost:9093\n"
                             "listeners=PLAINTEXT://localhost:9092\n"
                             "controller.listener.names=CONTROLLER\n"
                             "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT\n"
                             "log.dirs=/var/lib/kafka/data\n"))
            .empty());
}

// A ZooKeeper that is nobody's business here, and stores for TLS.
constexpr std::string_view kSound =
    "zookeeper.connect=z1.example.com:2181,z2.example.com:2181,z3.example.com:2181/kafka\n"
    "zookeeper.set.acl=true\n"
    "zookeeper.ssl.client.enable=true\n"
    "zookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty\n"
    "ssl.keystore.type=PEM\nssl.keystore.location=/etc/kafka/tls/node.pem\n"
    "ssl.truststore.type=PEM\nssl.truststore.location=/etc/kafka/tls/ca.pem\n"
    "log.dirs=/var/lib/kafka/data\n";

TEST_CASE("an open listener and what makes it everything are one finding, at the listener") {
  LintResult result = lint_built_in(
      "broker.id=1\n\n"
      "listeners=PLAINTEXT://0.0.0.0:9092\n"
      "advertised.listeners=PLAINTEXT://kafka1.example.com:9092\n"
      "authorizer.class.name=kafka.security.authorizer.AclAuthorizer\n"
      "super.users=User:ANONYMOUS\n"
      "allow.everyone.if.no.acl.found=true\n" +
      std::string(kSound));
  REQUIRE(places(result) == Strings{"KZ005 3:11"});
  CHECK(result.findings[0].related.size() == 2);
  CHECK(result.findings[0].key == "listeners");
}

TEST_CASE("without an open listener the same settings are findings of their own") {
  CHECK(places(lint_built_in("broker.id=1\n"
                             "sasl.enabled.mechanisms=GSSAPI\n"
                             "listeners=SASL_SSL://10.0.0.1:9092\n"
                             "security.inter.broker.protocol=SASL_SSL\n"
                             "authorizer.class.name=kafka.security.authorizer.AclAuthorizer\n"
                             "super.users=User:ANONYMOUS\n"
                             "allow.everyone.if.no.acl.found=true\n" +
                             std::string(kSound))) == Strings{"KZ004 6:13", "KZ002 7:32"});
}

TEST_CASE("what a file leaves out is open where something else must complete it") {
  LintResult result = lint_built_in(
      "process.roles=broker\ncontroller.listener.names=CONTROLLER\n"
      "advertised.listeners=CLIENTS://kafka1.example.com:9092\n");
  CHECK(places(result) == Strings{"KR011 1:15", "KR028 1:15"});
  for (std::string_view rule : {"KZ001", "KL002", "KL013"}) {
    INFO(rule);
    CHECK(left_open(result, rule));
  }
}

TEST_CASE("a fragment of settings is not judged for what it leaves out") {
  LintResult result = lint_built_in("default.replication.factor=3\nmin.insync.replicas=2\nnum.partitions=12\n");
  CHECK(places(result).empty());
  CHECK(result.unknown.empty());
}

TEST_CASE("a template gives open questions and no findings about its holes") {
  LintResult result = lint_built_in(
      "process.roles={{ roles }}\n"
      "node.id={{ id }}\n"
      "controller.quorum.voters={{ voters }}\n"
      "controller.listener.names=CONTROLLER\n"
      "listeners={{ listeners }}\n"
      "listener.security.protocol.map={{ map }}\n"
      "inter.broker.listener.name={{ inter }}\n"
      "ssl.client.auth=${CLIENT_AUTH:-none}\n"
      "authorizer.class.name=@AUTHORIZER@\n"
      "super.users=User:{{ admin }}\n"
      "ssl.keystore.password={{ password }}\n"
      "{% if more %}\n"
      "unclean.leader.election.enable=true\n"
      "{% endif %}\n"
      "auto.create.topics.enable={auto_create}\n"
      "log.dirs={{ dirs }}\n");
  CHECK(places(result).empty());
  for (std::string_view rule : {"KZ001", "KD001", "KQ013", "KP010"}) {
    INFO(rule);
    CHECK(left_open(result, rule));
  }
}

TEST_CASE("the same template, rendered, has placeholders left") {
  LintOptions options;
  options.rendered = true;
  LintResult result = lint_built_in("broker.rack={{ zone }}\nlog.dirs=/data/${HOST}\n", options);
  CHECK(places(result) == Strings{"KP013 1:13", "KP013 2:16"});
}

TEST_CASE("the strict profile adds what the baseline leaves to the operator, in one finding for all limits") {
  std::string sound(
      "process.roles=broker\n"
      "node.id=2\n"
      "controller.quorum.bootstrap.servers=c1.example.com:9093\n"
      "controller.listener.names=CONTROLLER\n"
      "listeners=SSL://0.0.0.0:9092\n"
      "advertised.listeners=SSL://kafka2.example.com:9092\n"
      "security.inter.broker.protocol=SSL\n"
      "listener.security.protocol.map=CONTROLLER:SSL,SSL:SSL\n"
      "ssl.client.auth=required\n"
      "authorizer.class.name=com.example.authz.HouseAuthorizer\n"
      "ssl.keystore.type=PEM\nssl.keystore.location=/etc/kafka/tls/node.pem\n"
      "ssl.truststore.type=PEM\nssl.truststore.location=/etc/kafka/tls/ca.pem\n"
      "log.dirs=/var/lib/kafka/data\n");
  CHECK(places(lint_built_in(sound)).empty());
  CHECK(places(lint_built_in(sound, profile("strict"))) ==
        Strings{"KQ020 file", "KD016 1:15", "KL007 5:11", "KZ015 10:23"});
}

TEST_CASE("a rule that cannot run on this version or in this mode is silent") {
  LintOptions options;
  options.kafka_version = KafkaVersion{3, 9};
  options.ignore = {"KC"};
  std::string text(
      "broker.id=1\n\nlisteners=SSL://10.0.0.1:9092\n"
      "security.inter.broker.protocol=SSL\nssl.client.auth=required\n"
      "authorizer.class.name=kafka.security.authorizer.AclAuthorizer\nsuper.users=User:a\n" +
      std::string(kSound));
  CHECK(places(lint_built_in(text, options)).empty());
  options.kafka_version = KafkaVersion{4, 0};
  CHECK(places(lint_built_in(text, options)) ==
        Strings{"KV003 6:23", "KV001 8:1", "KV013 9:1", "KV013 10:1", "KV013 11:1"});
}

TEST_CASE("thousands of listeners, overrides and super users come to an end") {
  std::string text =
      "process.roles=broker\nnode.id=2\ncontroller.quorum.voters=1@c:9093\n"
      "controller.listener.names=CONTROLLER\nlisteners=";
  std::string map = "\nlistener.security.protocol.map=CONTROLLER:SSL";
  std::string users = "\nsuper.users=User:a";
  std::string overrides = "\n";
  for (int index = 0; index < 3000; ++index) {
    std::string name = "L" + std::to_string(index);
    text += (index > 0 ? "," : "") + name + "://0.0.0.0:9092";
    map += "," + name + ":PLAINTEXT," + (index % 2 ? "l" : "M") + std::to_string(index) + ":SASL_PLAINTEXT";
    users += ";user:" + name + ",User:" + name;
    overrides += "listener.name." + name + ".ssl.client.auth=x\nlistener.name.n" + name + ".log.dirs=${file:/a:b}\n";
  }
  LintResult result = lint_built_in(text + map + users + overrides, profile("all"));
  CHECK(result.findings.size() > 1000);
}

}  // namespace
}  // namespace klamm
