#include <catch2/catch.hpp>

#include <string>

#include "klamm/catalog.h"
#include "project_catalog.h"

using namespace klamm;

namespace {

const Catalog& catalog() { return project_catalog(); }
KeyId key(std::string_view name, KeyScope scope = KeyScope::kBroker) { return catalog().find(name, scope); }

std::string nearest(std::string_view name, KafkaVersion version = kNewestKafka) {
  auto found = catalog().nearest(name, version);
  return found ? std::string(found->name) : "";
}

}  // namespace

TEST_CASE("what decides over access is security-relevant, what does not is not") {
  for (auto name : {"ssl.client.auth", "listeners", "sasl.jaas.config", "authorizer.class.name", "zookeeper.set.acl"}) {
    CHECK(catalog().security(key(name)));
  }
  for (auto name : {"log.dirs", "num.io.threads", "zookeeper.connect", "metric.reporters"}) {
    CHECK_FALSE(catalog().security(key(name)));
  }
}

TEST_CASE("keys know whether a listener and a mechanism may stand before them") {
  CHECK(catalog().per_listener(key("ssl.keystore.location")));
  CHECK(catalog().per_listener(key("sasl.enabled.mechanisms")));
  CHECK(catalog().per_listener(key("num.network.threads")));
  CHECK_FALSE(catalog().per_listener(key("sasl.mechanism.inter.broker.protocol")));
  CHECK_FALSE(catalog().per_listener(key("num.io.threads")));
  CHECK(catalog().per_mechanism(key("sasl.jaas.config")));
  CHECK(catalog().per_mechanism(key("sasl.oauthbearer.jwks.endpoint.url")));
  CHECK_FALSE(catalog().per_mechanism(key("ssl.keystore.location")));
  CHECK_FALSE(catalog().per_mechanism(key("sasl.enabled.mechanisms")));
  for (KeyId id = 0; id < catalog().size(); ++id) CHECK((!catalog().per_mechanism(id) || catalog().per_listener(id)));
}

TEST_CASE("every removed key says what stands in for it") {
  for (KeyId id = 0; id < catalog().size(); ++id) {
    INFO(catalog().name(id));
    CHECK((!catalog().removed(id) || !catalog().replacement(id).empty()));
  }
}

TEST_CASE("a key is deprecated from a version on, while that version still has it") {
  KeyId id = key("broker.id");
  CHECK_FALSE(catalog().deprecated(id, {4, 3}));
  CHECK(catalog().deprecated(id, {4, 4})->since == KafkaVersion{4, 4});
  CHECK(catalog().name(catalog().successor(id)) == "node.id");
  CHECK(catalog().deprecated(key("log.message.format.version"), {3, 9}));
  CHECK_FALSE(catalog().deprecated(key("log.message.format.version"), {4, 0}));
  CHECK(catalog().successor(key("listeners")) == kNoKey);
  CHECK(catalog().scope(catalog().successor(key("delegation.token.master.key"))) == KeyScope::kBroker);
}

TEST_CASE("keys that ConfigDef does not know have readers, the longest prefix first") {
  auto users = catalog().foreign("super.users");
  REQUIRE(users);
  CHECK(users->security);
  CHECK_FALSE(users->secret);
  CHECK(catalog().foreign("allow.everyone.if.no.acl.found")->type == KeyType::kBoolean);
  CHECK_FALSE(catalog().foreign("confluent.balancer.enable")->security);
  CHECK(catalog().foreign("confluent.metadata.server.listeners")->security);
  CHECK(catalog().foreign("confluent.metadata.server.ssl.key.password")->secret);
  CHECK(catalog().foreign("confluent.license")->secret);
  CHECK_FALSE(catalog().foreign("confluent.license.topic.replication.factor")->secret);
  CHECK(catalog().foreign("rsm.config.storage.aws.secret.access.key")->secret);
  CHECK(catalog().foreign("config.providers.env.class"));
  CHECK_FALSE(catalog().foreign("super.user"));
  CHECK_FALSE(catalog().foreign("confluent"));
}

TEST_CASE("a broker's keys are nobody else's") {
  for (KeyId id = 0; id < catalog().size(); ++id) {
    if (catalog().scope(id) != KeyScope::kBroker) continue;
    std::string_view name = catalog().name(id);
    INFO(name);
    CHECK_FALSE(catalog().client(name));
    CHECK(catalog().misplaced(name).empty());
    CHECK((!catalog().foreign(name) || name == "config.providers"));
  }
}

TEST_CASE("a client's key knows its readers and what a broker has instead") {
  auto protocol = catalog().client("security.protocol");
  REQUIRE(protocol);
  CHECK(protocol->readers & ClientKey::kProducer);
  CHECK(protocol->readers & ClientKey::kConnect);
  CHECK(protocol->equivalent == key("security.inter.broker.protocol"));
  CHECK(protocol->security);
  auto group = catalog().client("group.id");
  REQUIRE(group);
  CHECK_FALSE(group->readers & ClientKey::kProducer);
  CHECK(group->equivalent == kNoKey);
  CHECK(catalog().client("compression.codec")->equivalent == key("compression.type"));
  CHECK_FALSE(catalog().client("ssl.keystore.location"));
  CHECK_FALSE(catalog().client("no.such.key"));
}

TEST_CASE("keys of other files say where they belong") {
  CHECK(catalog().misplaced("tickTime") == "ZooKeeper's zoo.cfg");
  CHECK_FALSE(catalog().misplaced("log4j.rootLogger").empty());
  CHECK_FALSE(catalog().misplaced("-Djava.security.auth.login.config").empty());
  CHECK(catalog().misplaced("log.dirs").empty());
  CHECK(catalog().misplaced("tickTimes").empty());
}

TEST_CASE("one or two letters off a key are a slip of it") {
  CHECK(nearest("advertised.listeneres") == "advertised.listeners");
  CHECK(nearest("min.insync.replica") == "min.insync.replicas");
  CHECK(nearest("auto.create.topics.enabled") == "auto.create.topics.enable");
  CHECK(nearest("lsiteners") == "listeners");
  CHECK(nearest("ssl.keystroe.location") == "ssl.keystore.location");
  CHECK(nearest("unclaen.leader.electoin.enable") == "unclean.leader.election.enable");
}

TEST_CASE("other separators and one segment more or less are slips") {
  CHECK(nearest("log_retention_hours") == "log.retention.hours");
  CHECK(nearest("log.retentionHours") == "log.retention.hours");
  CHECK(nearest("enabled.mechanisms") == "sasl.enabled.mechanisms");
  CHECK(nearest("log.retention.time.hours") == "log.retention.hours");
  CHECK(nearest("mechanisms.inter.broker.protocol") == "sasl.mechanism.inter.broker.protocol");
}

TEST_CASE("a slip of a plug-in's key is found too") {
  auto users = catalog().nearest("super.user", kNewestKafka);
  REQUIRE(users);
  CHECK(users->name == "super.users");
  CHECK(users->key == kNoKey);
  CHECK(users->security);
  CHECK(nearest("allow.everyone.if.no.acls.found") == "allow.everyone.if.no.acl.found");
}

TEST_CASE("only keys of the version are near") {
  CHECK(nearest("zookeeper.conect", {3, 9}) == "zookeeper.connect");
  CHECK(nearest("zookeeper.conect", {4, 0}).empty());
}

TEST_CASE("no two keys that somebody reads are slips of each other") {
  for (KeyId id = 0; id < catalog().size(); ++id) {
    for (KafkaVersion version : {KafkaVersion{2, 8}, KafkaVersion{3, 9}, kNewestKafka}) {
      INFO(catalog().name(id));
      CHECK(nearest(catalog().name(id), version).empty());
    }
  }
  for (auto name : {"super.users", "security.protocol", "confluent.balancer.enabled", "tickTime"})
    CHECK(nearest(name).empty());
}

TEST_CASE("what is as near to two keys, another unit, another case or merely alike is no slip") {
  for (auto name :
       {"log.retention", "log.retention.mins", "log.retention.s", "log.roll.sec", "Log.Retention.Hours", "ssl.location",
        "group.mix.session.timeout.ms", "a", "", "port", "acme.plugin.enable", "my.topic.prefix", "broker.name"}) {
    INFO(name);
    CHECK(nearest(name).empty());
  }
  CHECK(nearest(std::string(100000, 'a')).empty());
  CHECK(nearest(std::string(100, '.')).empty());
}
