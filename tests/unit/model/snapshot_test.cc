#include "klamm/snapshot.h"

#include <catch2/catch.hpp>

#include "klamm/drift.h"
#include "project_catalog.h"

namespace klamm {
namespace {

Result<LiveCluster> read(const std::string& text) {
  Budget budget;
  return read_snapshot(std::make_shared<Source>("live.json", text), budget);
}

std::string entry(const std::string& name, const std::string& value, const std::string& source,
                  const std::string& more = "") {
  return R"({"name": ")" + name + R"(", "value": )" + value + R"(, "source": ")" + source + "\"" + more + "}";
}

std::string broker(const std::string& configs) {
  return R"({"klamm_snapshot": 1, "brokers": [{"id": 1, "configs": [)" + configs + "]}]}";
}

std::string drifts(const std::string& file, const std::string& configs) {
  Budget budget;
  auto snapshot = read(broker(configs));
  REQUIRE(snapshot.ok());
  auto document = read_properties(std::make_shared<Source>("server.properties", file), budget);
  auto shared = std::make_shared<const Document>(std::move(document).value());
  auto config = BrokerConfig::build(shared, project_catalog(), {});
  std::string out;
  for (const LiveBroker* one : brokers_of(config, snapshot.value())) {
    for (const Drift& drift : find_drift(config, *one)) {
      out += drift.key + " " + std::string(drift_kind_name(drift.kind)) + " " + drift.file + "|" + drift.live + ";";
    }
  }
  return out;
}

TEST_CASE("a snapshot says who is there, and what is set by whom") {
  auto made = read(R"({"klamm_snapshot": 1, "cluster_id": "c", "partial": true, "anonymous": false, "brokers": [
    {"id": 2, "host": "b", "error": "no"}, {"id": 1, "host": "a", "configs": [
      {"name": "x", "value": "2", "source": "dynamic broker", "synonyms": [
        {"name": "x", "value": "2", "source": "dynamic broker"}, {"name": "x", "value": "1", "source": "static broker"}]},
      {"name": "s", "value": null, "source": "static broker", "sensitive": true}]}],
    "topics": [{"name": "t", "partitions": [{"id": 0, "leader": -1, "replicas": [1, 2], "in_sync": []}], "configs": []}],
    "acls": {"sight": "seen", "entries": [{"resource_type": "TOPIC", "name": "t", "principal": "User:a"}]}})");
  REQUIRE(made.ok());
  const LiveCluster& snapshot = made.value();
  CHECK(snapshot.cluster == "c");
  CHECK(snapshot.partial);
  CHECK(snapshot.anonymous == false);
  REQUIRE(snapshot.brokers.size() == 2);
  CHECK(snapshot.brokers[0].id == 1);
  CHECK(snapshot.brokers[1].error == "no");
  const LiveConfig* x = snapshot.brokers[0].find("x");
  REQUIRE(x != nullptr);
  CHECK(x->value == "2");
  REQUIRE(x->layer(LiveSource::kStatic) != nullptr);
  CHECK(x->layer(LiveSource::kStatic)->value == "1");
  CHECK(x->layer(LiveSource::kDefaultBroker) == nullptr);
  CHECK_FALSE(snapshot.brokers[0].find("s")->value.has_value());
  CHECK(snapshot.topics[0].partitions[0].leader == -1);
  CHECK(snapshot.topics[0].partitions[0].replicas == std::vector<int32_t>{1, 2});
  CHECK(snapshot.acl_sight == AclSight::kSeen);
  CHECK(snapshot.acls[0].principal == "User:a");
}

TEST_CASE("what is no snapshot, or a newer one, is refused") {
  CHECK_FALSE(read("{}").ok());
  CHECK_FALSE(read("[]").ok());
  CHECK_FALSE(read("{\"klamm_snapshot\": 1").ok());
  CHECK_FALSE(read("{\"klamm_snapshot\": \"1\"}").ok());
  CHECK(read("{\"klamm_snapshot\": 2}").error().message == "a snapshot of format 2; this program reads up to 1");
  CHECK(looks_like_snapshot(" {\n \"klamm_snapshot\": 1"));
  CHECK_FALSE(looks_like_snapshot("{\"a\": \"klamm_snapshot\"}"));
}

TEST_CASE("members of other types than the format's are as if they were not there") {
  auto made = read(R"({"klamm_snapshot": 1, "brokers": {"id": 1}, "topics": [1, null, {"name": 3, "partitions": "x",
    "configs": [{"name": 1, "value": {}, "synonyms": 1}]}], "acls": [], "anonymous": "yes"})");
  REQUIRE(made.ok());
  CHECK(made.value().brokers.empty());
  REQUIRE(made.value().topics.size() == 1);
  CHECK(made.value().topics[0].name.empty());
  CHECK(made.value().acl_sight == AclSight::kHidden);
}

TEST_CASE("a broker's version is that whose keys it has") {
  const Catalog& catalog = project_catalog();
  for (KafkaVersion version : catalog.versions()) {
    std::string configs;
    for (size_t key = 0; key < catalog.size(); ++key) {
      auto id = static_cast<KeyId>(key);
      if (catalog.scope(id) != KeyScope::kBroker || !catalog.exists(id, version)) continue;
      if (!configs.empty()) configs += ",";
      configs += entry(std::string(catalog.name(id)), "\"\"", "default");
    }
    auto made = read(broker(configs));
    REQUIRE(made.ok());
    auto told = version_of(made.value().brokers[0], catalog);
    // Versions that have the same keys cannot be told apart.
    if (told) CHECK(*told == version);
  }
  auto few = read(broker(entry("node.id", "\"1\"", "static broker")));
  CHECK_FALSE(version_of(few.value().brokers[0], catalog).has_value());
}

TEST_CASE("settings are what somebody set, at their places; what is hidden is nobody's to judge") {
  Budget budget;
  std::string text = broker(entry("a", "\"x\\ny\"", "static broker") + "," + entry("d", "\"1\"", "default") + "," +
                            entry("p", "null", "static broker") + "," + entry("node.id", "\"1\"", "static broker") +
                            "," + entry("broker.id", "\"1\"", "static broker"));
  auto made = read(text);
  auto settings = settings_of(made.value(), made.value().brokers[0], budget);
  REQUIRE(settings.ok());
  const Document& document = *settings.value();
  NodeId a = document.find(document.root(), "a");
  CHECK(document.value(a) == "x\ny");
  CHECK(text.substr(document.node(a).value_span.begin, 6) == "\"x\\ny\"");
  CHECK(document.value(document.find(document.root(), "p")) == kHiddenValue);
  CHECK(document.find(document.root(), "d") == kNoNode);
  CHECK(document.find(document.root(), "broker.id") == kNoNode);
}

TEST_CASE("a file that the broker was started with has not drifted") {
  CHECK(drifts("node.id=1\nnum.io.threads=8 \n",
               entry("node.id", "\"1\"", "static broker") + "," + entry("num.io.threads", "\"8\"", "static broker") +
                   "," + entry("broker.id", "\"1\"", "static broker") + "," + entry("log.dir", "\"/tmp\"", "default"))
            .empty());
}

TEST_CASE("each way of drifting is told") {
  CHECK(drifts("num.io.threads=9\n", entry("num.io.threads", "\"8\"", "static broker")) ==
        "num.io.threads not applied 9|8;");
  CHECK(drifts("num.io.threads=9\n", entry("num.io.threads", "\"8\"", "default")) == "num.io.threads not applied 9|8;");
  CHECK(drifts("", entry("num.io.threads", "\"8\"", "static broker")) == "num.io.threads not in the file |8;");
  CHECK(drifts("num.io.threads=8\n",
               entry("num.io.threads", "\"16\"", "dynamic broker",
                     R"(, "synonyms": [{"name": "num.io.threads", "value": "16", "source": "dynamic broker"},
                        {"name": "num.io.threads", "value": "8", "source": "static broker"}])")) ==
        "num.io.threads overridden 8|16;");
  CHECK(drifts("super.users=User:a\n", entry("super.users", "null", "static broker", R"(, "sensitive": true)")) ==
        "super.users hidden User:a|********;");
}

TEST_CASE("a file with a number of its own is compared with that broker, and secrets are told of neither") {
  CHECK(drifts("node.id=2\nnum.io.threads=9\n", entry("num.io.threads", "\"8\"", "static broker")).empty());
  CHECK(drifts("ssl.key.password=hunter2\n", entry("ssl.key.password", "\"other\"", "static broker")) ==
        "ssl.key.password not applied ********|********;");
  CHECK(drifts("num.io.threads=${THREADS}\n", entry("num.io.threads", "\"8\"", "static broker")).empty());
}

}  // namespace
}  // namespace klamm
