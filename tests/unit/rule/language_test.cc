#include "rule/codegen.h"
#include "rule/evaluator.h"

#include "unit/rule/fixture.h"

namespace klamm {
namespace {

// What is wrong with an expression, as `byte: message`; "" if nothing is.
std::string refusal(std::string_view text, bool listener = false, std::string_view kafka = "") {
  NameContext context{&catalog(), *parse_version_range(kafka), false, listener};
  std::vector<uint32_t> words;
  Complaint complaint;
  std::string strings;
  auto intern = [&](std::string_view one) {
    strings += one;
    return StringRef{static_cast<uint32_t>(strings.size() - one.size()), static_cast<uint32_t>(one.size())};
  };
  if (compile_expression(text, context, intern, words, complaint)) {
    Program program{reinterpret_cast<const char*>(words.data()), static_cast<uint32_t>(words.size()), strings};
    CHECK(verify_program(program, static_cast<uint32_t>(catalog().size())));
    return "";
  }
  return std::to_string(complaint.at) + ": " + complaint.message;
}

TEST_CASE("expressions of every form compile to programs that the verifier accepts") {
  for (std::string_view text : {
           "true",
           "auto.create.topics.enable",
           "@kraft && !@role.controller || @zookeeper",
           "explicit(ssl.endpoint.identification.algorithm) && ssl.endpoint.identification.algorithm == \"\"",
           "log.retention.ms < 1h || log.retention.hours >= 7d",
           "socket.request.max.bytes > 100MiB",
           "any(@listeners.protocol, it in [\"SSL\", \"SASL_SSL\"])",
           "all(ssl.enabled.protocols, it like 'TLSv1.[23]' || it == \"TLSv1.3\")",
           "\"PLAIN\" in sasl.enabled.mechanisms",
           "size(@voters) in [1, 2, 4]",
           "@kafka >= \"4.2\" && set(zookeeper.connect) == false",
           "min.insync.replicas >= default.replication.factor",
           "known(ssl.client.auth) && set(@voters)",
           "broker.rack == 'a' || key(\"my.plugin.key\") like \"*x\"",
           "log.cleaner.min.cleanable.ratio < 0.25",
           "(((@kraft)))",
       }) {
    CAPTURE(text);
    CHECK(refusal(text) == "");
  }
  CHECK(refusal("@listener.reach == \"everywhere\" && ssl.client.auth != 'required'", true) == "");
}

TEST_CASE("a comparison that cannot be meant is refused at its byte") {
  CHECK(refusal("log.retention.ms == \"week\"") == "20: a number is needed here, this is a text");
  CHECK(refusal("ssl.client.auth == \"requird\"") == "19: never equal: it is one of required, requested, none");
  CHECK(refusal("@kraft == 1") == "10: a truth value is needed here, this is a number");
  CHECK(refusal("sasl.enabled.mechanisms == \"PLAIN\"") == "0: a list takes any(), all(), size() and `in`");
  CHECK(refusal("broker.rack < \"x\"") == "12: a text has no order");
  CHECK(refusal("log.retention.ms > 1MiB") == "19: the two sides count in different units");
  CHECK(refusal("log.retention.ms > log.retention.hours") == "19: the two sides count in different units");
  CHECK(refusal("num.partitions > 1h") == "17: the two sides count in different units");
  CHECK(refusal("@kafka > \"new\"") == "9: a version in quotes is needed here, as \"4.2\"");
  CHECK(refusal("log.dirs like num.partitions") == "14: `like` takes a pattern in quotes");
  CHECK(refusal("num.partitions") == "0: a truth value is needed here, this is a number");
  CHECK(refusal("1 in [\"a\"]") == "0: a text is needed here, this is a number");
  CHECK(refusal("\"a\" in [1, \"b\"]") == "11: a list holds texts or numbers, not both");
  CHECK(refusal("any([1], it == \"1\")") == "4: `it` is a text: a list of numbers takes `in`");
}

TEST_CASE("names that nobody knows are refused, with the one that was probably meant") {
  CHECK(refusal("auto.create.topic.enable") ==
        "0: nobody reads a key `auto.create.topic.enable`, did you mean `auto.create.topics.enable`?");
  CHECK(refusal("my.plugin == \"x\"") == "0: nobody reads a key `my.plugin`; a plug-in's key is written key(\"…\")");
  CHECK(refusal("@kraftt") == "0: no fact `@kraftt`, did you mean `kraft`?");
  CHECK(refusal("@listener.port == 1") == "0: `@listener.port` has a meaning only in scope listener");
  CHECK(refusal("zookeeper.connect == \"x\"", false, "4.0-") ==
        "0: no version of the rule's range knows `zookeeper.connect`");
  CHECK(refusal("it == \"x\"") == "0: `it` has a meaning only inside any() and all()");
}

TEST_CASE("what is no expression is refused at its byte") {
  CHECK(refusal("") == "0: expected a value");
  CHECK(refusal("@kraft &&") == "9: expected a value");
  CHECK(refusal("@kraft & @zookeeper") == "7: `&` is no operator; write `&&`");
  CHECK(refusal("log.dirs = \"x\"") == "9: `=` compares nothing; write `==`");
  CHECK(refusal("log.dirs == \"x") == "12: the text that begins here has no end");
  CHECK(refusal("(@kraft") == "7: expected `)`");
  CHECK(refusal("@kraft @kraft") == "7: the expression should have ended here");
  CHECK(refusal("frob(@kraft)") == "0: no function `frob`; there are: set explicit known size any all key");
  CHECK(refusal("size(log.dirs) == 1x") == "19: no unit; there are: KiB MiB GiB, ms s m h d");
  CHECK(refusal("num.partitions == 99999999999999999999") == "18: a number out of range");
  CHECK(refusal("any(log.dirs, any(log.dirs, it == \"x\"))") == "14: any() and all() do not nest");
  CHECK(refusal("explicit(@kraft)") == "9: a key is needed here");
  CHECK(refusal("num.partitions == 1 == true") == "20: the expression should have ended here");
}

TEST_CASE("expressions have bounds") {
  CHECK(refusal(std::string(kMaxExpressionBytes + 1, ' ')) == "0: an expression has at most 4096 bytes");
  std::string deep(64, '(');
  CHECK(refusal(deep + "@kraft" + std::string(64, ')')) == "24: nested deeper than 24");
  CHECK(refusal(std::string(64, '!') + "@kraft") == "25: nested deeper than 24");
  std::string wide = "\"x\" in [\"\"";
  for (size_t item = 0; item < kMaxListItems; ++item) wide += ",''";
  CHECK(refusal(wide + "]").find("a list has at most 256 items") != std::string::npos);
  std::string chain = "@kraft";
  for (int part = 0; part < 300; ++part) chain += "||@kraft";
  CHECK(refusal(chain) == "");
  chain = "true";
  for (int part = 0; part < 600; ++part) chain += "||true";
  CHECK(refusal(chain).find("an expression has at most 1024 parts") != std::string::npos);
}

TEST_CASE("a pattern matches whole texts, byte by byte") {
  CHECK(glob_match("", ""));
  CHECK(glob_match("*", ""));
  CHECK(glob_match("a*c", "abbc"));
  CHECK(glob_match("*b*", "abc"));
  CHECK(glob_match("a?c", "abc"));
  CHECK(!glob_match("a?c", "ac"));
  CHECK(!glob_match("abc", "abcd"));
  CHECK(!glob_match("a*d", "abc"));
  CHECK(!glob_match("", "a"));
  CHECK(glob_match("**a**", "bab"));
}

}  // namespace
}  // namespace klamm
