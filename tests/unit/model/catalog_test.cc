#include <catch2/catch.hpp>

#include "klamm/catalog.h"
#include "klamm/version.h"
#include "project_catalog.h"

using namespace klamm;

namespace {

const Catalog& catalog() { return project_catalog(); }
KeyId key(std::string_view name, KeyScope scope = KeyScope::kBroker) { return catalog().find(name, scope); }

}  // namespace

TEST_CASE("a key of any version is found by its exact name") {
  CHECK(catalog().name(key("log.segment.bytes")) == "log.segment.bytes");
  CHECK(key("zookeeper.connect") != kNoKey);
  CHECK(key("Log.segment.bytes") == kNoKey);
  CHECK(key("log.segment.byte") == kNoKey);
  CHECK(key("") == kNoKey);
}

TEST_CASE("broker and topic keys of one name are two keys") {
  KeyId broker = key("min.insync.replicas");
  KeyId topic = key("min.insync.replicas", KeyScope::kTopic);
  CHECK(broker != topic);
  CHECK(catalog().scope(broker) == KeyScope::kBroker);
  CHECK(catalog().scope(topic) == KeyScope::kTopic);
  CHECK(key("retention.ms") == kNoKey);
}

TEST_CASE("every key is found again under its id, sorted within its scope") {
  for (KeyId id = 0; id < catalog().size(); ++id) {
    INFO(catalog().name(id));
    CHECK(catalog().find(catalog().name(id), catalog().scope(id)) == id);
    if (id > 0 && catalog().scope(id) == catalog().scope(static_cast<KeyId>(id - 1))) {
      CHECK(catalog().name(static_cast<KeyId>(id - 1)) < catalog().name(id));
    }
  }
}

TEST_CASE("a definition is that of its version") {
  KeyId segment = key("log.segment.bytes");
  CHECK(catalog().validator(segment, {3, 9}).low == 14);
  CHECK(catalog().validator(segment, {4, 0}).low == 1048576);
  KeyId listeners = key("listeners");
  CHECK(catalog().define(listeners, {2, 8})->default_value == std::nullopt);
  CHECK(catalog().define(listeners, {3, 0})->default_value == "PLAINTEXT://:9092");
  CHECK(catalog().define(listeners, {4, 1})->type == KeyType::kString);
  CHECK(catalog().define(listeners, {4, 2})->type == KeyType::kList);
  CHECK_FALSE(catalog().define(key("node.id"), {3, 9})->required);
  CHECK(catalog().define(key("node.id"), {4, 0})->required);
}

TEST_CASE("a key knows when it came and went") {
  CHECK(catalog().first(key("zookeeper.connect")) == KafkaVersion{2, 8});
  CHECK(catalog().removed(key("zookeeper.connect")) == KafkaVersion{4, 0});
  CHECK(catalog().exists(key("zookeeper.connect"), {3, 9}));
  CHECK_FALSE(catalog().exists(key("zookeeper.connect"), {4, 0}));
  CHECK_FALSE(catalog().define(key("zookeeper.connect"), {4, 0}));
  CHECK(catalog().removed(key("listeners")) == std::nullopt);
  CHECK(catalog().first(key("advertised.port")) == KafkaVersion{2, 8});
  CHECK(catalog().removed(key("advertised.port")) == KafkaVersion{3, 0});
}

TEST_CASE("versions outside the catalog are judged as its nearest") {
  CHECK(catalog().exists(key("advertised.port"), {2, 4}));
  CHECK(catalog().exists(key("listeners"), {9, 0}));
  CHECK(catalog().versions().front() == kOldestKafka);
  CHECK(catalog().versions().back() == kNewestKafka);
}

TEST_CASE("a topic key and the broker key behind it know each other") {
  KeyId topic = key("retention.ms", KeyScope::kTopic);
  CHECK(catalog().name(catalog().synonym(topic)) == "log.retention.ms");
  CHECK(catalog().synonym(key("log.retention.ms")) == topic);
  CHECK(catalog().synonym(key("listeners")) == kNoKey);
}

TEST_CASE("passwords and what is named like one are secret, what is about them is not") {
  CHECK(catalog().secret(key("ssl.keystore.password")));
  CHECK(catalog().secret(key("sasl.jaas.config")));
  CHECK(catalog().secret(key("ssl.keystore.key")));
  CHECK_FALSE(catalog().secret(key("password.encoder.iterations")));
  CHECK_FALSE(catalog().secret(key("ssl.keystore.location")));
  CHECK_FALSE(catalog().secret(key("delegation.token.expiry.time.ms")));
}

TEST_CASE("a mistyped password is a secret all the same") {
  for (const char* name :
       {"ssl.truststore.pasword", "ssl.key.passwrod", "ssl.key.passsword", "my.secre", "SSL_KEY_PASSWORT"}) {
    CAPTURE(name);
    CHECK(Catalog::secret_by_name(name));
  }
  for (const char* name :
       {"listeners", "process.roles", "password.encoder.iterations", "pasword.file", "word", "secs"}) {
    CAPTURE(name);
    CHECK_FALSE(Catalog::secret_by_name(name));
  }
}

TEST_CASE("an id that is no key's asks for nothing") {
  KeyId none = kNoKey;
  CHECK(catalog().name(none).empty());
  CHECK_FALSE(catalog().define(none, kNewestKafka));
  CHECK_FALSE(catalog().secret(none));
  CHECK(catalog().synonym(none) == kNoKey);
  CHECK(catalog().validator(none, kNewestKafka).kind == ValidatorKind::kNone);
}
