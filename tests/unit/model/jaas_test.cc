#include "model/jaas.h"

#include <catch2/catch.hpp>

#include "node_of.h"

using namespace klamm;

namespace {

// Module, flag and options of a value that is accepted; "refused: …" of one that is not.
std::string read(std::string_view text) {
  JaasEntry entry;
  std::forward_list<std::string> owned;
  parse_jaas(text, entry, owned);
  if (entry.error) return "refused: " + entry.error->message;
  std::string out;
  for (const JaasModule& module : entry.modules) {
    out += std::string(module.class_name) + " " + std::string(module.flag);
    for (const JaasOption& option : module.options) {
      out += " [" + (option.named ? std::string(option.name) : "-") + "]=[" + std::string(option.value) + "]";
    }
  }
  return out;
}

bool refused(std::string_view text) { return read(text).starts_with("refused"); }

}  // namespace

TEST_CASE("a login module has a flag in any case and options") {
  CHECK(read("a.b.Module required username=\"u\" password='p' debug=true;") ==
        "a.b.Module required [username]=[u] [password]=[p] [debug]=[true]");
  CHECK(read("M ReQuired;") == "M required");
  CHECK(read("M optional;") == "M optional");
  CHECK(read("M sufficient;") == "M sufficient");
  CHECK(read("M requisite;") == "M requisite");
  CHECK(refused("M needed;"));
  CHECK(read("\"M\" \"required\" \"user_x@y\"=\"p\";") == "M required [user_x@y]=[p]");
}

TEST_CASE("what stands between blanks, quotes and signs is a word") {
  CHECK(read("M required a=b5 c=x.y-z_$1;") == "M required [a]=[b5] [c]=[x.y-z_$1]");
  CHECK(read("M required a=\xC3\xA9;") == "M required [a]=[\xC3\xA9]");
  CHECK(read("M\x01required\x1F;") == "M required");
}

TEST_CASE("numbers and signs are no values") {
  for (std::string_view value : {"12345", "-5", "5b", ".5", "-", "#", "@x", "a:b", "a,b", "a@b", "{x}", "\xC2\x85"}) {
    INFO(value);
    CHECK(refused("M required password=" + std::string(value) + ";"));
  }
}

TEST_CASE("a number or a sign for a name is Kafka's null") {
  CHECK(read("M required 5=a :=b;") == "M required [-]=[a] [-]=[b]");
}

TEST_CASE("quoted text is unescaped once") {
  CHECK(read(R"(M required a="\n\t\"\\\x\101\60\400";)") == "M required [a]=[\n\t\"\\xA0 0]");
  CHECK(read(R"(M required a="\377";)") == "M required [a]=[\xC3\xBF]");
  CHECK(read("M required a=\"x\\\ny\";") == "M required [a]=[x\ny]");
  CHECK(refused("M required a=\"x\ny\";"));
}

TEST_CASE("surrogates that a backslash keeps apart meet again") {
  CHECK(read("M required a=\"\xED\xA0\xBD\\\xED\xB8\x80\";") == "M required [a]=[\xF0\x9F\x98\x80]");
}

TEST_CASE("comments are Java's, a single slash opens one too") {
  CHECK(read("/* x */ M // y\n required /* ; */ a=b;") == "M required [a]=[b]");
  CHECK(refused("M required a=/etc/x;"));
  CHECK(read("M required a=b;/ rest") == "M required [a]=[b]");
  // The character behind a slash is eaten even when it ends the line.
  CHECK(read("M required /\nlost\na=b;") == "M required [a]=[b]");
  // A line end within a comment hides the character behind it.
  CHECK(read("M required /* *\n/ */ a=b;") == "M required [a]=[b]");
  CHECK(refused("M required /* never closed"));
}

TEST_CASE("what Kafka refuses is refused") {
  for (std::string_view text :
       {"", " ", "// x", "M", "M required", "M required a=b", "M required a b;", "M required a==b;", "M required a=;",
        "M required;;", "5 required;", "\"\" required;", "M required a=b; N required;", "; required;"}) {
    INFO(text);
    CHECK(refused(text));
  }
}

TEST_CASE("the refusal of a second module says how many there are") {
  CHECK(read("M required; N required; O required;") == "refused: 3 login modules, where Kafka takes one");
}

TEST_CASE("an option's value is found in the file through all escapes") {
  BrokerConfig node = node_of(
      "listeners=S://:1\nlistener.security.protocol.map=S:SASL_SSL\n"
      "listener.name.s.plain.sasl.jaas.config=a.B required \\\n  username=\\\"u\\\" \\\n  "
      "password=\"p\\u0041\\\\\"q\";\n");
  REQUIRE(node.jaas().size() == 1);
  const JaasEntry& entry = node.jaas()[0];
  REQUIRE_FALSE(entry.error);
  CHECK(entry.mechanism == "PLAIN");
  CHECK(entry.listener == node.find_listener("S"));
  const JaasModule& module = entry.modules.at(0);
  REQUIRE(module.options.size() == 2);
  CHECK(text_at(node, module.options[0].span) == "u");
  CHECK(text_at(node, module.options[1].name_span) == "password");
  CHECK(module.options[1].value == "pA\"q");
  CHECK(text_at(node, module.options[1].span) == "p\\u0041\\\\\"q");
  CHECK(text_at(node, module.class_span) == "a.B");
}

TEST_CASE("every key that ends in sasl.jaas.config is read, overwritten ones too") {
  BrokerConfig node = node_of(
      "sasl.jaas.config=M required;\nsasl.jaas.config=N required;\nplain.sasl.jaas.config=M required;\n"
      "xsasl.jaas.config=M required;\nlistener.name.no.SCRAM.sasl.jaas.config=broken\n");
  REQUIRE(node.jaas().size() == 4);
  CHECK(node.jaas()[3].error);
  CHECK(node.jaas()[3].listener == kNoListener);
  CHECK(node.jaas()[3].mechanism == "SCRAM");
}

TEST_CASE("a placeholder in an option hides that option, elsewhere the entry") {
  BrokerConfig inside = node_of("sasl.jaas.config=M required username=\"u\" password=\"{{ pass }}\";");
  CHECK_FALSE(inside.jaas()[0].unknown);
  CHECK_FALSE(inside.jaas()[0].modules[0].options[0].unknown);
  CHECK(inside.jaas()[0].modules[0].options[1].unknown);
  BrokerConfig both = node_of("sasl.jaas.config=M required a=\"{{ x }}-{{ y }}\" b=\"c\" /* {{ z }} */;");
  CHECK(both.jaas()[0].modules[0].options[0].unknown);
  CHECK_FALSE(both.jaas()[0].modules[0].options[1].unknown);
  CHECK(both.jaas()[0].unknown);
  BrokerConfig outside = node_of("sasl.jaas.config={{ module }} required;\nplain.sasl.jaas.config=${JAAS}");
  CHECK(outside.jaas()[0].unknown);
  CHECK_FALSE(outside.jaas()[0].error);
  CHECK(outside.jaas()[1].unknown);
  CHECK_FALSE(outside.jaas()[1].error);
}
