#include <catch2/catch.hpp>

#include "node_of.h"

using namespace klamm;

TEST_CASE("an entry of listeners is name, host and port, with its place") {
  BrokerConfig node = node_of("listeners = internal://10.0.0.5:9092 , SSL://[::1]:9093\n");
  REQUIRE(node.endpoints().size() == 2);
  const Endpoint& first = node.endpoints()[0];
  CHECK(first.name == "INTERNAL");
  CHECK(first.host == "10.0.0.5");
  CHECK(first.port == 9092);
  CHECK(first.reach == Reach::kAddress);
  CHECK(text_at(node, first.span) == "internal://10.0.0.5:9092");
  CHECK(node.endpoints()[1].host == "::1");
  CHECK(node.endpoints()[1].reach == Reach::kLoopback);
  CHECK(text_at(node, node.endpoints()[1].span) == "SSL://[::1]:9093");
}

TEST_CASE("places lead through escapes and continuations") {
  BrokerConfig node = node_of("listeners=A\\://h\\:1,\\\n   B://h:2\n");
  REQUIRE(node.endpoints().size() == 2);
  CHECK(node.endpoints()[0].name == "A");
  CHECK(text_at(node, node.endpoints()[0].span) == "A\\://h\\:1");
  CHECK(text_at(node, node.endpoints()[1].span) == "B://h:2");
}

TEST_CASE("an entry that Kafka cannot parse is refused and no listener") {
  for (std::string_view text : {"PLAINTEXT", "PLAINTEXT://", "PLAINTEXT://h", "PLAINTEXT://h:", "PLAINTEXT://h:1x",
                                "PLAINTEXT://a b:1", "PLAINTEXT:/h:1", "PLAINTEXT://h:99999999999"}) {
    INFO(text);
    BrokerConfig node = node_of("listeners=" + std::string(text));
    REQUIRE(node.endpoints().size() == 1);
    CHECK(node.endpoints()[0].refused);
    CHECK(node.listeners().empty());
    CHECK_FALSE(node.listeners_unknown());
  }
}

TEST_CASE("a port outside of a socket's is accepted by Kafka's parser and no port here") {
  BrokerConfig node = node_of("listeners=PLAINTEXT://h:70000,SSL://h:-1");
  CHECK_FALSE(node.endpoints()[0].refused);
  CHECK_FALSE(node.endpoints()[0].port);
  CHECK_FALSE(node.endpoints()[1].refused);
}

TEST_CASE("empty entries count from 4.2 on, and equal ones no longer do") {
  CHECK(node_of("listeners=SSL://:1,,", {4, 1}).endpoints().size() == 1);
  BrokerConfig node = node_of("listeners=SSL://:1,,SSL://:1", {4, 2});
  REQUIRE(node.endpoints().size() == 3);
  CHECK(node.endpoints()[1].refused);
  CHECK(node.endpoints()[2].repeated);
  CHECK(node.listeners().size() == 1);
  CHECK_FALSE(node_of("listeners=SSL://:1,SSL://:1", {4, 1}).endpoints()[1].repeated);
}

TEST_CASE("without listeners the default of the version is bound") {
  BrokerConfig node = node_of("process.roles=broker");
  REQUIRE(node.listeners().size() == 1);
  CHECK(node.listeners()[0].name == "PLAINTEXT");
  CHECK(node.listeners()[0].defaulted);
  CHECK(node.listeners()[0].bound->port == 9092);
  CHECK(node.listeners()[0].bound->reach == Reach::kEverywhere);
  CHECK(node.listeners()[0].bound->node == kNoNode);
  BrokerConfig old = node_of("host.name=h\nport=1234", {2, 8});
  REQUIRE(old.listeners().size() == 1);
  CHECK(old.listeners()[0].bound->host == "h");
  CHECK(old.listeners()[0].bound->port == 1234);
}

TEST_CASE("the explicit map decides the protocol, in any case, and points at its entry") {
  BrokerConfig node = node_of(
      "listeners=a://:1,B://:2,C://:3\nlistener.security.protocol.map=A:SSL, b : sasl_ssl ,PLAINTEXT:PLAINTEXT");
  CHECK(listener_of(node, "A").protocol == Protocol::kSsl);
  CHECK(text_at(node, listener_of(node, "A").protocol_span) == "A:SSL");
  CHECK(listener_of(node, "B").protocol == Protocol::kSaslSsl);
  CHECK(listener_of(node, "B").protocol_from == Origin::From::kFile);
  CHECK(listener_of(node, "C").protocol == Protocol::kUnknown);
  CHECK(listener_of(node, "C").protocol_from == Origin::From::kAbsent);
  REQUIRE(node.protocol_map().size() == 3);
  CHECK(text_at(node, node.protocol_map()[1].span) == "b : sasl_ssl");
}

TEST_CASE("of two entries for one name in the map the last one counts") {
  BrokerConfig node = node_of("listeners=A://:1\nlistener.security.protocol.map=A:SSL,A:PLAINTEXT");
  CHECK(listener_of(node, "A").protocol == Protocol::kPlaintext);
}

TEST_CASE("a name mapped twice in different cases has no protocol that can be told") {
  BrokerConfig node = node_of("listeners=A://:1,B://:2\nlistener.security.protocol.map=a:SSL,A:PLAINTEXT,b:SSL,B:SSL");
  CHECK(listener_of(node, "A").protocol == Protocol::kUnknown);
  CHECK(node.protocol_map()[1].ambiguous);
  CHECK(listener_of(node, "B").protocol == Protocol::kSsl);
}

TEST_CASE("a broken entry of the map is refused") {
  BrokerConfig node = node_of("listener.security.protocol.map=A,B:TLS,C:SSL,,");
  REQUIRE(node.protocol_map().size() == 3);
  CHECK(node.protocol_map()[0].refused);
  CHECK(node.protocol_map()[1].refused);
  CHECK_FALSE(node.protocol_map()[2].refused);
}

TEST_CASE("a listener whose name is not mapped by an explicit map has no protocol, whatever it is called") {
  BrokerConfig node = node_of("listeners=SSL://:1\nlistener.security.protocol.map=A:SSL");
  CHECK(listener_of(node, "SSL").protocol == Protocol::kUnknown);
}

TEST_CASE("controllers' listeners are PLAINTEXT without a map, unless TLS or SASL is named anywhere") {
  std::string base = "process.roles=broker,controller\ncontroller.listener.names=CONTROLLER\n";
  BrokerConfig silent = node_of(base + "listeners=PLAINTEXT://:1,CONTROLLER://:2");
  CHECK(listener_of(silent, "CONTROLLER").protocol == Protocol::kPlaintext);
  CHECK(listener_of(silent, "CONTROLLER").protocol_from == Origin::From::kImplied);
  BrokerConfig secured = node_of(base + "listeners=SASL_SSL://:1,CONTROLLER://:2");
  CHECK(listener_of(secured, "CONTROLLER").protocol == Protocol::kUnknown);
  BrokerConfig mapped = node_of(base + "listeners=PLAINTEXT://:1,CONTROLLER://:2\nlistener.security.protocol.map=");
  CHECK(listener_of(mapped, "CONTROLLER").protocol == Protocol::kUnknown);
  BrokerConfig old = node_of("zookeeper.connect=z\ncontroller.listener.names=CONTROLLER\nlisteners=CONTROLLER://:2");
  CHECK(listener_of(old, "CONTROLLER").protocol == Protocol::kUnknown);
}

TEST_CASE("the implicit mapping keeps a controller's name as written") {
  BrokerConfig node = node_of("process.roles=controller\ncontroller.listener.names=c\nlisteners=C://:2");
  CHECK(listener_of(node, "C").controller);
  CHECK(listener_of(node, "C").protocol == Protocol::kUnknown);
}

TEST_CASE("a broker names its controllers' listeners without binding them") {
  BrokerConfig node = node_of(
      "process.roles=broker\nlisteners=SSL://:1\ncontroller.listener.names=CONTROLLER\n"
      "listener.security.protocol.map=SSL:SSL,CONTROLLER:SASL_SSL");
  REQUIRE(node.listeners().size() == 2);
  const Listener& controller = listener_of(node, "CONTROLLER");
  CHECK(controller.controller);
  CHECK_FALSE(controller.bound);
  CHECK_FALSE(controller.advertised);
  CHECK(controller.protocol == Protocol::kSaslSsl);
  CHECK_FALSE(listener_of(node, "SSL").controller);
}

TEST_CASE("blanks between controllers' names belong to them up to 4.0") {
  std::string text = "process.roles=broker\ncontroller.listener.names= A , B \n";
  CHECK(node_of(text, {4, 0}).controller_names() == std::vector<std::string_view>{"A ", " B"});
  CHECK(node_of(text, {4, 1}).controller_names() == std::vector<std::string_view>{"A", "B"});
}

TEST_CASE("what is bound is advertised where advertised.listeners does not say otherwise") {
  BrokerConfig silent = node_of("listeners=SSL://a:1");
  CHECK(listener_of(silent, "SSL").advertised->host == "a");
  CHECK(silent.advertised().empty());
  BrokerConfig node = node_of(
      "process.roles=broker,controller\ncontroller.listener.names=C\nlisteners=SSL://a:1,IN://a:2,C://a:3\n"
      "advertised.listeners=ssl://b:9");
  CHECK(listener_of(node, "SSL").advertised->host == "b");
  CHECK_FALSE(listener_of(node, "IN").advertised);
  CHECK(listener_of(node, "C").advertised->host == "a");
}

TEST_CASE("brokers talk where they are told to") {
  BrokerConfig named = node_of(
      "listeners=SSL://:1,IN://:2\ninter.broker.listener.name=in\n"
      "listener.security.protocol.map=SSL:SSL,IN:SASL_SSL");
  CHECK(named.inter_broker().name == "IN");
  CHECK(named.inter_broker().protocol == Protocol::kSaslSsl);
  CHECK(listener_of(named, "IN").inter_broker);
  CHECK_FALSE(listener_of(named, "SSL").inter_broker);
  BrokerConfig defaulted = node_of("listeners=SSL://:1");
  CHECK(defaulted.inter_broker().name == "PLAINTEXT");
  CHECK(defaulted.inter_broker().listener == kNoListener);
  CHECK(defaulted.inter_broker().origin.from == Origin::From::kDefault);
  CHECK(node_of("inter.broker.listener.name={{ x }}").inter_broker().unknown);
  // Without a name brokers speak the protocol that is asked for, whatever the listener of that name is mapped to.
  BrokerConfig twisted = node_of("listeners=PLAINTEXT://:1\nlistener.security.protocol.map=PLAINTEXT:SSL");
  CHECK(twisted.inter_broker().protocol == Protocol::kPlaintext);
  CHECK(listener_of(twisted, "PLAINTEXT").inter_broker);
}

TEST_CASE("nothing goes between brokers at a node that is none") {
  BrokerConfig node =
      node_of("process.roles=controller\nlisteners=PLAINTEXT://:1\ncontroller.listener.names=PLAINTEXT");
  CHECK_FALSE(listener_of(node, "PLAINTEXT").inter_broker);
  CHECK(node.inter_broker().name.empty());
}

TEST_CASE("the control plane is ZooKeeper mode's") {
  std::string text = "listeners=SSL://:1,CP://:2\ncontrol.plane.listener.name=cp\n";
  CHECK(listener_of(node_of(text + "zookeeper.connect=z"), "CP").control_plane);
  CHECK_FALSE(listener_of(node_of(text + "process.roles=broker"), "CP").control_plane);
}

TEST_CASE("many listeners are read quickly, and more than ten thousand not at all") {
  std::string text = "listeners=";
  for (int index = 0; index < 100'000; ++index) text += "L" + std::to_string(index) + "://:1,";
  BrokerConfig node = node_of(text);
  CHECK(node.endpoints().size() == 10'000);
  CHECK(node.listeners_unknown());
  REQUIRE(node.diagnostics().size() == 1);
  CHECK(node.diagnostics()[0].message == "more than 10000 entries: the rest is not read");
}
