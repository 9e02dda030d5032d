#include <catch2/catch.hpp>

#include "node_of.h"

using namespace klamm;

namespace {

BrokerConfig on_msk(std::string_view text, MskKind kind) {
  BrokerOptions options;
  options.msk = kind;
  return node_of(text, options);
}

}  // namespace

TEST_CASE("the catalog knows what a configuration of MSK may set") {
  const Catalog& catalog = project_catalog();
  REQUIRE(catalog.msk("log.retention.hours"));
  CHECK(catalog.msk("log.retention.hours")->standard);
  CHECK(catalog.msk("log.retention.hours")->express == MskKey::Express::kNone);
  CHECK(catalog.msk("message.max.bytes")->express == MskKey::Express::kStatic);
  CHECK(catalog.msk("max.connections")->express == MskKey::Express::kDynamic);
  CHECK(catalog.msk("min.insync.replicas")->express == MskKey::Express::kFixed);
  CHECK(catalog.msk("allow.everyone.if.no.acl.found")->standard_default == "true");
  CHECK_FALSE(catalog.msk("listeners")->standard);
  CHECK_FALSE(catalog.msk("ssl.client.auth"));
  CHECK_FALSE(catalog.msk(""));
  CHECK_FALSE(catalog.msk("zzz"));
}

TEST_CASE("what a configuration of MSK leaves out is MSK's, not Kafka's") {
  BrokerConfig standard = on_msk("", MskKind::kStandard);
  CHECK(text_of(standard, "auto.create.topics.enable") == "false");
  CHECK(standard.get(key_of("min.insync.replicas")).unknown());
  CHECK(standard.get(key_of("unclean.leader.election.enable")).unknown());
  CHECK(text_of(standard, "log.retention.hours") == "168");
  BrokerConfig express = on_msk("", MskKind::kExpress);
  CHECK(text_of(express, "min.insync.replicas") == "2");
  CHECK(text_of(express, "unclean.leader.election.enable") == "false");
  CHECK(express.get(key_of("num.io.threads")).unknown());
  BrokerConfig either = on_msk("", MskKind::kUnknown);
  CHECK(text_of(either, "auto.create.topics.enable") == "false");
  CHECK(either.get(key_of("min.insync.replicas")).unknown());
  CHECK(on_msk("", MskKind::kServerless).get(key_of("num.partitions")).unknown());
  CHECK(text_of(on_msk("min.insync.replicas=1", MskKind::kStandard), "min.insync.replicas") == "1");
}

TEST_CASE("a configuration of MSK makes no listeners of its own") {
  BrokerConfig node = on_msk("listeners=PLAINTEXT://:9092\nsuper.users=User:a", MskKind::kStandard);
  CHECK(node.listeners().empty());
  CHECK(on_msk("", MskKind::kUnknown).listeners().empty());
}

TEST_CASE("a key that the newest version lacks makes a configuration of MSK an older one") {
  CHECK(on_msk("num.partitions=3", MskKind::kUnknown).target().version == kNewestKafka);
  BrokerConfig older = on_msk("zookeeper.session.timeout.ms=18000", MskKind::kUnknown);
  CHECK(older.target().version == kLastZooKeeperKafka);
  CHECK(older.target().from == Target::From::kZooKeeper);
  BrokerOptions asked;
  asked.msk = MskKind::kStandard;
  asked.version = KafkaVersion{4, 0};
  CHECK(node_of("zookeeper.session.timeout.ms=18000", asked).target().version == KafkaVersion{4, 0});
}

TEST_CASE("MSK itself fills in the number of a broker") {
  std::string text = "custom.advertised.listeners=CLIENT_IAM://b-{broker_id}.example.com:9000+{broker_id}";
  CHECK_FALSE(on_msk(text, MskKind::kStandard).settings().front().unknown);
  CHECK(node_of(text).settings().front().unknown);
}
