#include <catch2/catch.hpp>

#include "node_of.h"

using namespace klamm;

namespace {

Value at(const BrokerConfig& node, std::string_view key, std::string_view listener, std::string_view mechanism = {}) {
  return node.get(key_of(key), node.find_listener(listener), mechanism);
}

}  // namespace

TEST_CASE("a listener's own setting goes before the node's, and that before the default") {
  BrokerConfig node = node_of(
      "listeners=A://:1,B://:2\nlistener.security.protocol.map=A:SSL,B:SSL\n"
      "ssl.client.auth=requested\nlistener.name.a.ssl.client.auth = required \n");
  CHECK(at(node, "ssl.client.auth", "A").text == "required");
  CHECK(at(node, "ssl.client.auth", "B").text == "requested");
  CHECK(at(node, "ssl.protocol", "A").origin.from == Origin::From::kDefault);
  CHECK(node.settings()[3].listener == node.find_listener("A"));
  CHECK(node.settings()[3].base == "ssl.client.auth");
  CHECK(node.settings()[3].prefix_listener == "a");
  CHECK(listener_of(node, "A").client_auth.text == "required");
}

TEST_CASE("a prefix with an upper-case letter has no effect and is kept") {
  BrokerConfig node =
      node_of("listeners=EXT://:1\nlistener.security.protocol.map=EXT:SSL\nlistener.name.EXT.ssl.client.auth=required");
  CHECK(listener_of(node, "EXT").client_auth.text == "none");
  const Setting& setting = node.settings()[2];
  CHECK(setting.listener == kNoListener);
  CHECK(setting.prefix_listener == "EXT");
  CHECK(setting.base == "ssl.client.auth");
  CHECK(setting.id == key_of("ssl.client.auth"));
}

TEST_CASE("a prefix of no listener is split at the longest known key") {
  BrokerConfig node = node_of(
      "listeners=SSL://:1\nlistener.name.my.net.plain.sasl.jaas.config=x\nlistener.name.x.ssl.client.auth=none\n"
      "listener.name.x.unheard.of=1\nlistener.name.x=1");
  CHECK(node.settings()[1].prefix_listener == "my.net");
  CHECK(node.settings()[1].mechanism == "plain");
  CHECK(node.settings()[1].base == "sasl.jaas.config");
  CHECK(node.settings()[2].prefix_listener == "x");
  CHECK(node.settings()[2].base == "ssl.client.auth");
  CHECK(node.settings()[3].prefix_listener == "x");
  CHECK(node.settings()[3].base == "unheard.of");
  CHECK(node.settings()[3].id == kNoKey);
  CHECK(node.settings()[4].prefix_listener == "x");
  for (const Setting& setting : node.settings()) CHECK(setting.listener == kNoListener);
}

TEST_CASE("a listener's name may hold dots") {
  BrokerConfig node = node_of(
      "listeners=A.B://:1,A://:2\nlistener.security.protocol.map=A.B:SSL,A:SSL\n"
      "listener.name.a.b.ssl.client.auth=required");
  CHECK(listener_of(node, "A.B").client_auth.text == "required");
  CHECK(listener_of(node, "A").client_auth.text == "none");
}

TEST_CASE("a mechanism's own setting is found behind the listener only in lower case") {
  BrokerConfig node = node_of(
      "listeners=S://:1\nlistener.security.protocol.map=S:SASL_SSL\n"
      "listener.name.s.scram-sha-512.connections.max.reauth.ms=1\nlistener.name.s.connections.max.reauth.ms=2\n"
      "listener.name.s.PLAIN.connections.max.reauth.ms=3\nconnections.max.reauth.ms=4");
  CHECK(at(node, "connections.max.reauth.ms", "S", "SCRAM-SHA-512").text == "1");
  CHECK(at(node, "connections.max.reauth.ms", "S", "PLAIN").text == "2");
  CHECK(at(node, "connections.max.reauth.ms", "S").text == "2");
  CHECK(node.get(key_of("connections.max.reauth.ms")).text == "4");
}

TEST_CASE("classes and JAAS count behind the mechanism only") {
  BrokerConfig node = node_of(
      "listeners=S://:1\nlistener.security.protocol.map=S:SASL_SSL\n"
      "sasl.server.callback.handler.class=a.B\nlistener.name.s.sasl.jaas.config=x\n"
      "listener.name.s.oauthbearer.sasl.server.callback.handler.class=c.D");
  CHECK(at(node, "sasl.server.callback.handler.class", "S", "OAUTHBEARER").text == "c.D");
  CHECK(at(node, "sasl.server.callback.handler.class", "S", "PLAIN").absent());
  CHECK(at(node, "sasl.jaas.config", "S", "PLAIN").absent());
}

TEST_CASE("beside SASL ssl.client.auth counts only where it is written for the listener") {
  std::string base = "listeners=S://:1\nlistener.security.protocol.map=S:SASL_SSL\n";
  BrokerConfig plain = node_of(base + "ssl.client.auth=required");
  CHECK(listener_of(plain, "S").client_auth.text == "none");
  CHECK(listener_of(plain, "S").client_auth.origin.from == Origin::From::kImplied);
  CHECK(listener_of(plain, "S").client_auth.origin.node == plain.setting("ssl.client.auth")->node);
  BrokerConfig own = node_of(base + "listener.name.s.ssl.client.auth=required");
  CHECK(listener_of(own, "S").client_auth.text == "required");
  CHECK(listener_of(node_of("listeners=PLAINTEXT://:1\nssl.client.auth=required"), "PLAINTEXT").client_auth.absent());
}

TEST_CASE("mechanisms are those of the listener, as written, GSSAPI by default") {
  BrokerConfig node = node_of(
      "listeners=A://:1,B://:2,C://:3\nlistener.security.protocol.map=A:SASL_SSL,B:SASL_PLAINTEXT,C:SSL\n"
      "listener.name.a.sasl.enabled.mechanisms=PLAIN, scram-sha-512,PLAIN");
  CHECK(listener_of(node, "A").mechanisms == std::vector<std::string_view>{"PLAIN", "scram-sha-512"});
  CHECK(listener_of(node, "B").mechanisms == std::vector<std::string_view>{"GSSAPI"});
  CHECK(listener_of(node, "C").mechanisms.empty());
}

TEST_CASE("nobody knows a client of PLAINTEXT, or of SSL that does not require a certificate") {
  auto answer = [](std::string_view protocol, std::string_view auth) {
    BrokerConfig node = node_of("listeners=L://:1\nlistener.security.protocol.map=L:" + std::string(protocol) +
                                "\nlistener.name.l.ssl.client.auth=" + std::string(auth));
    return anonymous(listener_of(node, "L"));
  };
  CHECK(answer("PLAINTEXT", "required") == true);
  CHECK(answer("SSL", "none") == true);
  CHECK(answer("SSL", "requested") == true);
  CHECK(answer("SSL", "required") == false);
  CHECK(answer("SSL", "{{ auth }}") == std::nullopt);
  CHECK(answer("SSL", "yes") == std::nullopt);
  CHECK(answer("SASL_PLAINTEXT", "none") == false);
  CHECK(answer("SASL_SSL", "none") == false);
  CHECK(answer("{{ protocol }}", "none") == std::nullopt);
}
