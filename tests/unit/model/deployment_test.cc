#include <catch2/catch.hpp>

#include "klamm/deployment.h"
#include "model/environment.h"
#include "project_catalog.h"

using namespace klamm;

namespace {

Document yaml_of(std::string_view text) {
  Budget budget;
  auto document = read_yaml(std::make_shared<Source>("compose.yaml", std::string(text)), budget);
  if (!document) throw std::runtime_error(document.error().message);
  return std::move(document).value();
}

std::vector<DeployedNode> compose(std::string_view text) {
  Budget budget;
  auto nodes = nodes_of_compose(yaml_of(text), project_catalog(), budget);
  REQUIRE(nodes);
  return std::move(nodes).value();
}

// `key=value` for each setting, and the text of the file that it stands for.
std::string settings_of(const DeployedNode& node) {
  std::string out;
  const Document& document = *node.settings;
  for (NodeId id = document.node(document.root()).first_child; id != kNoNode; id = document.node(id).next) {
    Span place = document.node(id).value_span;
    out += std::string(document.key(id)) + "=" + std::string(document.value(id)) + " <" +
           std::string(document.source().bytes().substr(place.begin, place.size())) + "> ";
  }
  return out;
}

}  // namespace

TEST_CASE("names of variables become keys, and what images read differently becomes none") {
  CHECK(setting_of("KAFKA_ADVERTISED_LISTENERS", "KAFKA_") == "advertised.listeners");
  CHECK(setting_of("KAFKA_CFG_NODE_ID", "KAFKA_CFG_") == "node.id");
  CHECK(setting_of("KAFKA_LISTENER_NAME_A__B_SSL_CLIENT_AUTH", "KAFKA_").empty());
  CHECK(setting_of("KAFKA_", "KAFKA_").empty());
  CHECK(setting_of("KAFKA_LISTENERS_", "KAFKA_").empty());
  CHECK(setting_of("kafka_listeners", "KAFKA_").empty());
  CHECK(setting_of("NODE_ID", "KAFKA_").empty());
}

TEST_CASE("an image's tag tells the version of Kafka where its numbers are Kafka's or Confluent's") {
  auto version = [](std::string_view image) {
    auto known = version_of_image(image);
    return known ? known->text() : std::string("unknown");
  };
  CHECK(version("apache/kafka:4.1.1") == "4.1.1");
  CHECK(version("docker.io/bitnami/kafka:3.7") == "3.7");
  CHECK(version("confluentinc/cp-kafka:7.4.4-1-ubi8") == "3.4");
  CHECK(version("confluentinc/cp-kafka:8.0.0") == "4.0");
  CHECK(version("confluentinc/cp-kafka:5.5.1") == "unknown");
  CHECK(version("apache/kafka:latest") == "unknown");
  CHECK(version("apache/kafka") == "unknown");
  CHECK(version("registry.example.com:5000/apache/kafka") == "unknown");
  CHECK(version("example/kafka:4.1.1") == "unknown");
  CHECK(version("apache/kafka:9.9.9") == "4.4");
  CHECK(version("bitnami/kafka:2.7.0") == "2.8");
}

TEST_CASE("a service of Compose is a node with places in the file") {
  auto nodes = compose(
      "services:\n"
      "  broker:\n"
      "    image: apache/kafka:4.1.1\n"
      "    environment:\n"
      "      KAFKA_NODE_ID: 1\n"
      "      KAFKA_PROCESS_ROLES: 'broker,controller'\n"
      "      KAFKA_HEAP_OPTS: -Xmx1g\n"
      "      KAFKA_INHERITED: \n"
      "      KAFKA_BROKER_RACK:\n"
      "  connect:\n"
      "    environment: {CONNECT_BOOTSTRAP_SERVERS: a:1, KAFKA_CLUSTERS_0_NAME: x}\n");
  REQUIRE(nodes.size() == 1);
  CHECK(nodes[0].name == "broker");
  CHECK(nodes[0].environment);
  CHECK(nodes[0].version->text() == "4.1.1");
  CHECK(settings_of(nodes[0]) ==
        "node.id=1 <1> process.roles=broker,controller <'broker,controller'> "
        "broker.rack=${KAFKA_BROKER_RACK} <KAFKA_BROKER_RACK> ");
}

TEST_CASE("an environment may be a list, and an anchor's") {
  auto nodes = compose(
      "x-env: &env\n"
      "  KAFKA_CFG_PROCESS_ROLES: broker\n"
      "services:\n"
      "  x-base: {environment: {KAFKA_CFG_NODE_ID: 9}}\n"
      "  a:\n"
      "    environment:\n"
      "      - KAFKA_CFG_NODE_ID=1\n"
      "      - 'KAFKA_CFG_LISTENERS=PLAINTEXT://:9092'\n"
      "      - KAFKA_LISTENERS=ignored\n"
      "  b:\n"
      "    environment:\n"
      "      <<: *env\n"
      "      KAFKA_CFG_NODE_ID: 2\n");
  REQUIRE(nodes.size() == 2);
  CHECK(settings_of(nodes[0]) == "node.id=1 <1> listeners=PLAINTEXT://:9092 <PLAINTEXT://:9092> ");
  CHECK(settings_of(nodes[1]).find("process.roles=broker <broker>") != std::string::npos);
  CHECK(settings_of(nodes[1]).find("node.id=2 <2>") != std::string::npos);
}

TEST_CASE("images make listeners of what is advertised, but not Kafka's own") {
  std::string rest = "\n    environment: {KAFKA_ADVERTISED_LISTENERS: 'A://host:9092,B://localhost:9093'}\n";
  auto nodes = compose("services:\n  a:\n    image: confluentinc/cp-kafka:7.9.0" + rest);
  REQUIRE(nodes.size() == 1);
  CHECK(settings_of(nodes[0]).find("listeners=A://0.0.0.0:9092,B://0.0.0.0:9093 <") != std::string::npos);
  const Document& document = *nodes[0].settings;
  Text text = document.node(document.find(document.root(), "listeners")).value;
  Span port = document.span_of(text, 28, 29);
  CHECK(document.source().bytes().substr(port.begin, port.size()) == ":9093");
  CHECK(settings_of(compose("services:\n  a:\n    image: apache/kafka:4.1.1" + rest)[0]).find(" listeners=") ==
        std::string::npos);
}

TEST_CASE("ports that a service publishes, to its own machine alone or to others") {
  auto published = [](std::string_view ports) {
    auto nodes = compose("services:\n  a:\n    environment: {KAFKA_NODE_ID: 1}\n" + std::string(ports));
    REQUIRE(nodes.size() == 1);
    if (!nodes[0].published) return std::string("untold");
    std::string out;
    for (uint16_t port : *nodes[0].published) out += std::to_string(port) + " ";
    return out;
  };
  CHECK(published("").empty());
  CHECK(published("    ports: ['9092:9092', '127.0.0.1:9093:9093', 9094, '19000-19001:9095-9096/tcp']\n") ==
        "9092 9094 9095 9096 ");
  CHECK(published("    ports: ['[::1]:9092:9092', '0.0.0.0:9093:9193']\n") == "9193 ");
  CHECK(published("    ports: [{target: 9092, published: 19092}, {target: 9093, host_ip: 127.0.0.1}]\n") == "9092 ");
  CHECK(published("    ports: ['${PORT}:9092']\n") == "untold");
  CHECK(published("    ports: many\n") == "untold");
  CHECK(published("    ports: ['a:b']\n") == "untold");
  CHECK(published("    network_mode: host\n") == "untold");
}

TEST_CASE("a file of variables is a node, its quotes taken off") {
  Budget budget;
  auto lines = read_properties(
      std::make_shared<Source>(".env", "KAFKA_NODE_ID=1\nKAFKA_LISTENERS=\"SSL://:9093\"\nPATH=/bin\n"), budget);
  REQUIRE(lines);
  auto nodes = nodes_of_env(lines.value(), project_catalog(), budget);
  REQUIRE(nodes);
  REQUIRE(nodes.value().size() == 1);
  CHECK(settings_of(nodes.value()[0]).find("listeners=SSL://:9093 <SSL://:9093>") != std::string::npos);
}

TEST_CASE("a broker's file inside of a ConfigMap keeps its places") {
  Budget budget;
  auto nodes = nodes_of_config_maps(yaml_of("kind: ConfigMap\n"
                                            "data:\n"
                                            "  other.properties: 'a=b'\n"
                                            "  server.properties: |\n"
                                            "    node.id=1\n"
                                            "    listeners=SSL://:9093\n"
                                            "---\n"
                                            "kind: Secret\n"
                                            "data: {server.properties: 'node.id=2'}\n"),
                                    budget);
  REQUIRE(nodes);
  REQUIRE(nodes.value().size() == 1);
  const Document& document = *nodes.value()[0].settings;
  CHECK_FALSE(nodes.value()[0].environment);
  Span place = document.source().to_root(document.node(document.find(document.root(), "listeners")).value_span);
  CHECK(document.source().root().bytes().substr(place.begin, place.size()) == "SSL://:9093");
}

TEST_CASE("a document of too many variables meets its bound") {
  std::string text = "services:\n  a:\n    environment:\n";
  for (int index = 0; index < 2000; ++index) text += "      - KAFKA_NODE_ID=1\n";
  Limits limits;
  limits.steps = 1000;
  Budget budget(limits);
  CHECK_FALSE(nodes_of_compose(yaml_of(text), project_catalog(), budget));
}
