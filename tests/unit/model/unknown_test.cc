#include <catch2/catch.hpp>

#include "node_of.h"

using namespace klamm;

TEST_CASE("a template's placeholder makes a value unknown, and a default does not step in") {
  BrokerConfig node = node_of("num.io.threads={{ threads }}");
  CHECK(node.get(key_of("num.io.threads")).unknown());
  CHECK(node.get(key_of("num.io.threads")).text == "{{ threads }}");
  CHECK(node.any_placeholder());
  BrokerOptions rendered;
  rendered.rendered = true;
  CHECK(node_of("num.io.threads={{ threads }}", rendered).get(key_of("num.io.threads")).known());
}

TEST_CASE("a declared provider makes a value unknown, an undeclared one leaves its text") {
  std::string value = "ssl.keystore.password=${env:PASS}\n";
  CHECK(node_of(value).get(key_of("ssl.keystore.password")).known());
  std::string declared = "config.providers=file,env\nconfig.providers.env.class=x.Y\n";
  BrokerConfig node = node_of(declared + value);
  CHECK(node.get(key_of("ssl.keystore.password")).unknown());
  CHECK_FALSE(node.any_placeholder());
  // Kafka splits the list without trimming it, and skips a provider without a class.
  CHECK(node_of("config.providers=file, env\nconfig.providers.env.class=x.Y\n" + value)
            .get(key_of("ssl.keystore.password"))
            .known());
  CHECK(node_of("config.providers=env\n" + value).get(key_of("ssl.keystore.password")).known());
  BrokerOptions rendered;
  rendered.rendered = true;
  CHECK(node_of(declared + value, rendered).get(key_of("ssl.keystore.password")).unknown());
  CHECK(node_of(declared + "ssl.keystore.password=${PASS:-x}").get(key_of("ssl.keystore.password")).unknown());
}

TEST_CASE("a running broker's values are what they are") {
  BrokerOptions running;
  running.values_only = true;
  CHECK(node_of("broker.rack={{ rack }}", running).get(key_of("broker.rack")).known());
}

TEST_CASE("an unreadable listeners gives no listener and says so") {
  BrokerConfig node = node_of("listeners={{ listeners }}");
  CHECK(node.listeners().empty());
  CHECK(node.listeners_unknown());
}

TEST_CASE("a placeholder in one entry leaves the others and what it does not touch") {
  BrokerConfig node = node_of("listeners=SSL://{{ [a, b] | join(',') }}:9093,PLAINTEXT://0.0.0.0:${PORT},{{ more }}");
  REQUIRE(node.endpoints().size() == 3);
  CHECK(node.listeners_unknown());
  REQUIRE(node.listeners().size() == 2);
  const Endpoint& ssl = *listener_of(node, "SSL").bound;
  CHECK(ssl.unknown);
  CHECK(ssl.port == 9093);
  CHECK(ssl.reach == Reach::kUnknown);
  CHECK(ssl.host.empty());
  const Endpoint& plain = *listener_of(node, "PLAINTEXT").bound;
  CHECK(plain.reach == Reach::kEverywhere);
  CHECK_FALSE(plain.port);
  CHECK(listener_of(node, "SSL").protocol == Protocol::kSsl);
}

TEST_CASE("a hidden protocol is unknown, the rest of the map is not") {
  BrokerConfig node = node_of("listeners=A://:1,B://:2\nlistener.security.protocol.map=A:{{ p }},B:SSL");
  CHECK(listener_of(node, "A").protocol == Protocol::kUnknown);
  CHECK(listener_of(node, "A").client_auth.unknown());
  CHECK(listener_of(node, "A").mechanisms_unknown);
  CHECK(listener_of(node, "B").protocol == Protocol::kSsl);
  CHECK_FALSE(node.protocol_map_unknown());
  BrokerConfig hidden = node_of("listeners=A://:1\nlistener.security.protocol.map=${MAP}");
  CHECK(hidden.protocol_map_unknown());
  CHECK(listener_of(hidden, "A").protocol == Protocol::kUnknown);
}

TEST_CASE("hidden listeners hide whether controllers are silently PLAINTEXT") {
  BrokerConfig node =
      node_of("process.roles=broker,controller\ncontroller.listener.names=C\nlisteners={{ one }},C://:9093");
  CHECK(listener_of(node, "C").protocol == Protocol::kUnknown);
}

TEST_CASE("lines of a template's block may or may not be there") {
  BrokerConfig node = node_of(
      "{% if tls %}\nssl.client.auth=required\n{% else %}\nssl.client.auth=none\n{% endif %}\nnum.io.threads=9\n"
      "broker.rack=a\n{% if b %}\nbroker.rack=b\n{% endif %}\nnum.partitions=1\n");
  CHECK(node.get(key_of("ssl.client.auth")).unknown());
  CHECK(text_of(node, "num.io.threads") == "9");
  CHECK(node.get(key_of("broker.rack")).unknown());
  CHECK(text_of(node, "num.partitions") == "1");
  CHECK(node.settings()[0].key_unknown);
  // Directives alone set nothing.
  CHECK(node.get(key_of("authorizer.class.name")).known());
}

TEST_CASE("a line that a template has yet to write may set what fits it") {
  BrokerConfig any = node_of("{% for k in extra %}\n{{ k }}={{ extra[k] }}\n{% endfor %}\nnum.io.threads=9\n");
  CHECK(any.get(key_of("authorizer.class.name")).unknown());
  CHECK(text_of(any, "num.io.threads") == "9");
  BrokerConfig some = node_of(
      "listeners=A://:1\nlistener.security.protocol.map=A:SSL\n"
      "listener.name.{{ name }}.ssl.client.auth=required\nlog.{{ x }}.ms=1");
  CHECK(some.get(key_of("authorizer.class.name")).known());
  CHECK(some.get(key_of("log.retention.ms")).unknown());
  CHECK(listener_of(some, "A").client_auth.unknown());
  CHECK(some.get(key_of("ssl.client.auth")).known());
}

TEST_CASE("with too many lines that a template has yet to write anything may be set") {
  std::string text;
  for (int index = 0; index < 64; ++index) text += "no.{{ k }}.key=1\n";
  CHECK(node_of(text).get(key_of("authorizer.class.name")).known());
  CHECK(node_of(text + "no.{{ k }}.key=1\n").get(key_of("authorizer.class.name")).unknown());
}

TEST_CASE("a value full of placeholders is read in linear time") {
  std::string text = "listeners=";
  for (int index = 0; index < 200'000; ++index) text += "{{ @A@ <% ${ $( ";
  CHECK(node_of(text).listeners_unknown());
}
