#include <catch2/catch.hpp>

#include "node_of.h"

using namespace klamm;

TEST_CASE("the last line of a key wins, and every line is kept") {
  BrokerConfig node = node_of("num.io.threads=1\nnum.partitions=5\nnum.io.threads=2\n");
  REQUIRE(node.settings().size() == 3);
  CHECK_FALSE(node.settings()[0].last);
  CHECK(node.settings()[1].last);
  CHECK(node.settings()[2].last);
  CHECK(node.setting("num.io.threads") == &node.settings()[2]);
  CHECK(node.setting("num.io.thread") == nullptr);
  CHECK(text_of(node, "num.io.threads") == "2");
}

TEST_CASE("a value of the catalog is trimmed, a raw one is not") {
  BrokerConfig node = node_of("broker.rack=  a b \t\nsuper.users= User:x \n");
  CHECK(text_of(node, "broker.rack") == "a b");
  CHECK(node.raw("super.users").text == "User:x ");
  CHECK(node.raw("absent").absent());
}

TEST_CASE("an unset key has the default of the version it is judged against") {
  BrokerConfig newest = node_of("");
  CHECK(text_of(newest, "num.recovery.threads.per.data.dir") == "2");
  CHECK(newest.get(key_of("num.recovery.threads.per.data.dir")).origin.from == Origin::From::kDefault);
  CHECK(text_of(node_of("", {3, 9}), "num.recovery.threads.per.data.dir") == "1");
  CHECK(newest.get(key_of("authorizer.class.name")).text.empty());
  CHECK(newest.get(key_of("ssl.keystore.location")).absent());
}

TEST_CASE("the target is what was asked for, else the newest, else the last with ZooKeeper") {
  CHECK(node_of("process.roles=broker").target().version == kNewestKafka);
  CHECK(node_of("zookeeper.connect=z:2181").target().version == kLastZooKeeperKafka);
  CHECK(node_of("zookeeper.connect=z:2181").target().from == Target::From::kZooKeeper);
  CHECK(node_of("zookeeper.connect=z:2181\nprocess.roles=broker").target().version == kNewestKafka);
  CHECK(node_of("zookeeper.connect=z:2181", {4, 1}).target().from == Target::From::kAsked);
  BrokerOptions project;
  project.version = KafkaVersion{3, 7};
  project.version_from_project = true;
  CHECK(node_of("", project).target().from == Target::From::kProject);
}

TEST_CASE("a removed key or an old protocol version is no hint of the target") {
  CHECK(node_of("inter.broker.protocol.version=2.8\ncontrol.plane.listener.name=C").target().version == kNewestKafka);
}

TEST_CASE("roles come from process.roles") {
  Roles both = node_of("process.roles = broker , controller").roles();
  CHECK(both.kraft);
  CHECK(both.combined());
  Roles controller = node_of("process.roles=controller").roles();
  CHECK_FALSE(controller.broker);
  CHECK(controller.controller);
  Roles old = node_of("zookeeper.connect=z").roles();
  CHECK_FALSE(old.kraft);
  CHECK(old.broker);
  CHECK(node_of("").roles().kraft);
  CHECK_FALSE(node_of("", {3, 9}).roles().kraft);
  CHECK_FALSE(node_of("process.roles=", {3, 9}).roles().kraft);
  Roles hidden = node_of("process.roles={{ roles }}").roles();
  CHECK(hidden.kraft);
  CHECK(hidden.unknown);
}

TEST_CASE("log.retention.ms takes minutes before hours, in milliseconds") {
  auto implied = [](std::string_view text) {
    BrokerConfig node = node_of(text);
    Value value = node.get(key_of("log.retention.ms"));
    return std::pair(std::string(value.text), value.origin.from);
  };
  CHECK(implied("") == std::pair<std::string, Origin::From>("604800000", Origin::From::kImplied));
  CHECK(implied("log.retention.hours=1").first == "3600000");
  CHECK(implied("log.retention.hours=1\nlog.retention.minutes=1").first == "60000");
  CHECK(implied("log.retention.hours=1\nlog.retention.ms=7") ==
        std::pair<std::string, Origin::From>("7", Origin::From::kFile));
  BrokerConfig hidden = node_of("log.retention.minutes=${M}");
  CHECK(hidden.get(key_of("log.retention.ms")).unknown());
}

TEST_CASE("keys imply each other where Kafka's getters do") {
  BrokerConfig node = node_of("broker.id=7\nlog.dir=/a\n");
  CHECK(text_of(node, "node.id") == "7");
  CHECK(text_of(node, "log.dirs") == "/a");
  CHECK(text_of(node, "metadata.log.dir") == "/a");
  CHECK(text_of(node_of("log.dirs=/x, /y"), "metadata.log.dir") == "/x");
  CHECK(text_of(node_of("log.dirs=/x\nlog.dir=/y"), "log.dirs") == "/x");
  CHECK_FALSE(node.get(key_of("node.id")).is_explicit());
  CHECK(node_of("").get(key_of("node.id")).absent());
  CHECK(text_of(node_of("", {3, 9}), "node.id") == "-1");
}

TEST_CASE("inter-broker name and protocol imply each other") {
  BrokerConfig by_protocol = node_of("listeners=SSL://:1\nsecurity.inter.broker.protocol=SSL");
  CHECK(text_of(by_protocol, "inter.broker.listener.name") == "SSL");
  BrokerConfig by_name =
      node_of("listeners=IN://:1\ninter.broker.listener.name=in\nlistener.security.protocol.map=IN:SASL_SSL");
  CHECK(text_of(by_name, "security.inter.broker.protocol") == "SASL_SSL");
  CHECK_FALSE(by_name.get(key_of("security.inter.broker.protocol")).is_explicit());
}

TEST_CASE("many settings are ranked quickly whatever their keys are") {
  std::string text;
  for (int index = 0; index < 200'000; ++index)
    text += "listener.name.a.b.c.d.e.f.g" + std::to_string(index % 1000) + "=x\n";
  BrokerConfig node = node_of(text);
  CHECK(node.settings().size() == 200'000);
  CHECK(node.setting("listener.name.a.b.c.d.e.f.g7") == &node.settings()[199'007]);
}
