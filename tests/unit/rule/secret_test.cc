#include "rule/secret_text.h"

#include "unit/rule/fixture.h"

namespace klamm {
namespace {

// All text of a finding but the edits of its fix.
std::string all_text(const LintResult& result) {
  std::string out;
  for (const Finding& one : result.findings) {
    out += one.key + "|" + one.logical + "|" + one.message + "|" + one.label + "|" + one.why + "|" + one.mend + "|" +
           one.source_line + "\n";
    for (const Related& related : one.related) out += related.message + "\n";
    if (one.fix) out += one.fix->title;
  }
  for (const UnknownNote& note : result.unknown) out += note.message;
  return out;
}

std::string shows(std::string_view key) {
  return rule_text("KA001", "fail = 'explicit(" + std::string(key) + ")'\nat = \"" + std::string(key) +
                                "\"\nmessage = \"{value}\"\nlabel = \"{" + std::string(key) +
                                "}\"\nwhy = \"{value}\"\nmend = \"" + "{key}\"");
}

TEST_CASE("the value of a secret key is masked in words and in the line, its columns kept") {
  TestPack pack({shows("ssl.keystore.password")});
  LintResult result = pack.lint("a=1\n ssl.keystore.password = hünter2\n");
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].message == "********");
  CHECK(result.findings[0].label == "********");
  // ü is two characters of ISO-8859-1 to Kafka, and one column of a UTF-8 file to a person.
  CHECK(result.findings[0].source_line == " ssl.keystore.password = *******");
  CHECK(all_text(result).find("nter2") == std::string::npos);
}

TEST_CASE("a secret over several lines is masked in each") {
  TestPack pack({shows("ssl.keystore.password")});
  LintResult result = pack.lint("ssl.keystore.password=hun\\\n  ter2\n");
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].source_line.find("hun") == std::string::npos);
  CHECK(result.findings[0].source_line.find("ssl.keystore.password=") == 0);
}

TEST_CASE("of a JAAS line only the values of its options are masked") {
  TestPack pack({shows("sasl.jaas.config")});
  LintResult result = pack.lint(
      "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"bob\" "
      "password=\"hunter2\" user_bob='hunter3';\n");
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].source_line ==
        "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"bob\" "
        "password=\"*******\" user_bob='*******';");
  CHECK(result.findings[0].message == "********");
  LintResult broken = pack.lint("sasl.jaas.config=X required password=\"hunter2\n");
  REQUIRE(broken.findings.size() == 1);
  CHECK(all_text(broken).find("hunter2") == std::string::npos);
}

TEST_CASE("an indirection is shown, a default inside a template is not") {
  TestPack pack({shows("ssl.keystore.password")});
  auto line = [&](std::string_view value) {
    LintResult result = pack.lint("ssl.keystore.password=" + std::string(value) + "\n");
    return result.findings.empty() ? std::string() : result.findings[0].source_line.substr(22);
  };
  CHECK(line("${file:/etc/kafka/secret:pw}") == "${file:/etc/kafka/secret:pw}");
  CHECK(line("{{ vault_password }}") == "{{ vault_password }}");
  CHECK(line("${PASSWORD:-hunter2}") == "********************");
  CHECK(line("{{ x | default('hunter2') }}").find("hunter2") == std::string::npos);
  CHECK(line("@hunter2@") == "*********");
  CHECK(line("x${PW}") == "******");
}

TEST_CASE("secrets in comments, swallowed lines and URLs are found in the text alone") {
  auto masked = [](std::string_view line) {
    std::string out(line);
    for (Span span : secret_spans(line)) {
      for (uint32_t at = span.begin; at < span.end; ++at) out[at] = '*';
    }
    return out;
  };
  CHECK(masked("#ssl.keystore.password = hunter 2") == "#ssl.keystore.password = ********");
  CHECK(masked("  username=\"a\" password=\"b;c\";") == "  username=\"a\" password=\"***\";");
  CHECK(masked("x=http://u:p@h:1/x") == "x=http://u:*@h:1/x");
  CHECK(masked("k=-----BEGIN PRIVATE KEY-----abc") == "k=******************************");
  CHECK(masked("ssl.keystore.location=/a/password.txt") == "ssl.keystore.location=/a/password.txt");
  CHECK(masked("listeners=SSL://a:1,SASL_SSL://b:2") == "listeners=SSL://a:1,SASL_SSL://b:2");
  CHECK(masked("sasl.jaas.config=X required password=abc;") == "sasl.jaas.config=X required password=***;");
  CHECK(masked("password=") == "password=");
  CHECK(masked(R"("db.password" = "abc")") == R"("db.password" = "***")");
  CHECK(masked(R"({"db.password":"abc", "x": "y"})") == R"({"db.password":"***", "x": "y"})");
  CHECK(masked(R"("{\"password\": \"abc\"}")") == R"("{\"password\": \"****"}")");
  CHECK(masked(R"("password": {"x": 1})") == R"("password": {"x": 1})");
}

TEST_CASE("a very long line is shown around the place only") {
  TestPack pack({rule_text("KA001", R"(
fail = 'any(@super_users, it == "User:eve")'
at = "super.users")")});
  std::string users;
  for (int user = 0; user < 1000; ++user) users += "User:ü" + std::to_string(user) + ";";
  LintResult result = pack.lint("super.users=" + users + "User:eve;User:x\n");
  REQUIRE(result.findings.size() == 1);
  const Finding& finding = result.findings[0];
  CHECK(finding.source_line.size() <= 240);
  size_t shift = finding.place.region->begin.column - finding.source_line_column;
  size_t byte = 0;
  for (size_t column = 0; column < shift; ++column) byte += finding.source_line[byte] & 0x80 ? 2 : 1;
  CHECK(finding.source_line.substr(byte, 8) == "User:eve");
}

TEST_CASE("what cannot be shown becomes something that can") {
  TestPack pack({shows("broker.rack")});
  LintResult result = pack.lint("broker.rack=a\\ud800b\\u0007\x80\n");
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].message ==
        "a\xef\xbf\xbd"
        "b \xc2\x80");
  CHECK(result.findings[0].source_line == "broker.rack=a\\ud800b\\u0007\xef\xbf\xbd");
}

}  // namespace
}  // namespace klamm
