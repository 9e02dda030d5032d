#include "klamm/show.h"

#include <catch2/catch.hpp>

#include "node_of.h"

using namespace klamm;

namespace {

constexpr std::string_view kNode =
    "process.roles=broker\nnode.id=1\nlisteners=EXT://0.0.0.0:9092\nlistener.security.protocol.map=EXT:SASL_SSL\n"
    "ssl.keystore.password=hunter2\nlistener.name.ext.sasl.enabled.mechanisms=PLAIN\n"
    "listener.name.ext.plain.sasl.jaas.config=a.B required username=\"u\" password=\"hunter2\";\n"
    "ssl.keystore.key=-----BEGIN PRIVATE KEY----- hunter2\nmy.plugin.secret=hunter2\nother=-----BEGIN X hunter2\n"
    "ssl.client.auth=required\n";

std::string shown(std::string_view text, bool json, bool raw = false, bool reveal = false) {
  ShowOptions options;
  options.format = json ? ShowOptions::Format::kJson : ShowOptions::Format::kText;
  options.raw = raw;
  options.reveal = reveal;
  return show(node_of(text), options);
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("no way of showing prints a secret, unless raw and told to reveal") {
  for (bool json : {false, true}) {
    CHECK_FALSE(holds(shown(kNode, json), "hunter2"));
    CHECK_FALSE(holds(shown(kNode, json, true), "hunter2"));
    CHECK_FALSE(holds(shown(kNode, json, false, true), "hunter2"));
    CHECK(holds(shown(kNode, json, true), "********"));
    CHECK(holds(shown(kNode, json, true, true), "hunter2"));
  }
}

TEST_CASE("a secret glued to its key is masked too") {
  CHECK_FALSE(holds(shown("ssl.key.password\\=hunter2\nssl.key.password\\ hunter2\n", true, true), "hunter2"));
  CHECK_FALSE(holds(shown("ssl.key.password\\=hunter2\n", false), "hunter2"));
}

TEST_CASE("raw JSON is every pair in order with its place, in ASCII") {
  CHECK(shown("a = b\n\n  c\\u00e9=\\uD83D\\uDE00\\ud800\"\\\\\na:\n", true, true) ==
        "[\n  {\"key\":\"a\",\"value\":\"b\",\"line\":1,\"column\":1},\n"
        "  {\"key\":\"c\\u00e9\",\"value\":\"\\ud83d\\ude00\\ud800\\\"\\\\\",\"line\":3,\"column\":3},\n"
        "  {\"key\":\"a\",\"value\":\"\",\"line\":4,\"column\":1}\n]\n");
  CHECK(shown("", true, true) == "[]\n");
}

TEST_CASE("raw text is one line per pair whatever is in it") {
  CHECK(shown("a=x\\ny\\u001b[31m\\ud800\n", false, true) == "1:1: a=x\\u000ay\\u001b[31m\\ud800\n");
}

TEST_CASE("text says what a listener asks of its clients and where that is written") {
  std::string text = shown(kNode, false);
  CHECK(holds(text, "Kafka 4.4 (newest), KRaft, broker\n"));
  CHECK(holds(text, "listener EXT\n"));
  CHECK(holds(text, "  bound        0.0.0.0:9092, everywhere (line 3)\n"));
  CHECK(holds(text, "  protocol     SASL_SSL (line 4)\n"));
  CHECK(holds(text, "  client auth  none (implied by line 11)\n"));
  CHECK(holds(text, "  mechanisms   PLAIN\n"));
  CHECK(holds(text, "  anonymous    no\n"));
  CHECK(holds(text, "  sasl.enabled.mechanisms = PLAIN (line 6)\n"));
  CHECK(holds(text, "  ssl.keystore.password = ******** (line 5) of the node\n"));
  CHECK(holds(text, "    a.B required: username, password\n"));
  CHECK(holds(text, "between brokers: PLAINTEXT, PLAINTEXT, no such listener (default of Kafka 4.4)\n"));
}

TEST_CASE("a running broker's values have no lines") {
  BrokerOptions running;
  running.values_only = true;
  BrokerConfig node = node_of(kNode, running);
  CHECK(holds(show(node, {}), "  client auth  none (implied)\n"));
  CHECK_FALSE(holds(show(node, {}), "line"));
}

TEST_CASE("JSON says the same") {
  std::string json = shown(kNode, true);
  CHECK(holds(json, "\"kafka\": \"4.4\""));
  CHECK(holds(json, "\"name\": \"EXT\""));
  CHECK(holds(json, "\"anonymous\": \"no\""));
  CHECK(holds(json, "\"value\": \"SASL_SSL\",\n        \"from\": \"file\",\n        \"line\": 4"));
  CHECK(holds(json, "\"options\": [\n            \"username\",\n            \"password\"\n          ]"));
}

TEST_CASE("an unknown value says how it is written") {
  CHECK(holds(shown("num.io.threads={{ n }}\n", false), "  num.io.threads = unknown, written {{ n }} (line 1)\n"));
}
