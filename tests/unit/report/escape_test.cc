#include "report/escape.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "base/utf8.h"

using namespace klamm;

namespace {

bool valid_utf8(std::string_view text) { return find_malformed_utf8(text) == std::string_view::npos; }

std::string printable(std::string_view text) {
  std::string out;
  append_printable(out, text);
  return out;
}
std::string json(std::string_view text) {
  std::string out;
  append_json(out, text);
  return out;
}
std::string xml(std::string_view text) {
  std::string out;
  append_xml(out, text);
  return out;
}
std::string uri(std::string_view text) {
  std::string out;
  append_uri(out, text);
  return out;
}

}  // namespace

TEST_CASE("text that acts on a terminal is spelled out") {
  CHECK(printable("\x1b[31mred\x07") == "\\x1b[31mred\\x07");
  CHECK(printable("a\nb\tc\rd") == "a\\nb\\tc\\rd");
  CHECK(printable("user\u202Eexe.") == "user\\u202eexe.");
  CHECK(printable("\u200B\uFEFF\u2066") == "\\u200b\\ufeff\\u2066");
  CHECK(printable("\u009B2J") == "\\x9b2J");
  CHECK(printable("\U000E0041") == "\\U000e0041");
}

TEST_CASE("readable text of any script stays as it is") { CHECK(printable("Größe 日本 🙂 é") == "Größe 日本 🙂 é"); }

TEST_CASE("a byte that is no UTF-8 is shown as that byte") {
  CHECK(printable("caf\xE9!") == "caf\\xe9!");
  CHECK(printable("\xC3") == "\\xc3");
  CHECK(printable("\xED\xA0\x80") == "\\xed\\xa0\\x80");
}

TEST_CASE("JSON strings escape quotes, backslashes and what a terminal would obey") {
  CHECK(json("a\"b\\c\n\t\x01") == R"("a\"b\\c\n\t\u0001")");
  CHECK(json("\u202E\u2028\x7F") == "\"\\u202e\\u2028\\u007f\"");
  CHECK(json("\U000E0041") == "\"\\udb40\\udc41\"");
  CHECK(json("caf\xE9") == "\"caf\uFFFD\"");
  CHECK(json(std::string_view("\0", 1)) == R"("\u0000")");
}

TEST_CASE("whatever the bytes, JSON reads them back as valid UTF-8") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 24, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    std::string written = json(bytes);
    REQUIRE(valid_utf8(written));
    auto read = nlohmann::json::parse(written, nullptr, false);
    REQUIRE(read.is_string());
    if (valid_utf8(bytes)) REQUIRE(read.get<std::string>() == bytes);
    REQUIRE(valid_utf8(printable(bytes)));
    REQUIRE(valid_utf8(xml(bytes)));
  }
}

TEST_CASE("XML holds no character that XML 1.0 forbids") {
  CHECK(xml("<a b=\"c\">&") == "&lt;a b=&quot;c&quot;&gt;&amp;");
  CHECK(xml("\x1b\x01\uFFFE\xFF") == "\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(xml("a\tb\nc\rd") == "a&#x9;b&#xA;c&#xD;d");
  CHECK(xml("\u202E") == "&#x202E;");
}

TEST_CASE("a path becomes a URI that leads back to it") {
  CHECK(uri("conf/server.properties") == "conf/server.properties");
  CHECK(uri("a b/c%d#e?.properties") == "a%20b/c%25d%23e%3F.properties");
  CHECK(uri("kafka:1/x") == "kafka%3A1/x");
  CHECK(uri("/etc/kafka/x") == "file:///etc/kafka/x");
  CHECK(uri("\xE9\xC3\xA9") == "%E9%C3%A9");
  CHECK(uri("<stdin>") == "%3Cstdin%3E");
}

TEST_CASE("GitHub's commands cannot be broken out of") {
  std::string data;
  append_github_data(data, "100%\r\n::error::x\x1b");
  CHECK(data == "100%25%0D%0A::error::x\\x1b");
  std::string property;
  append_github_property(property, "a,b:c%\n");
  CHECK(property == "a%2Cb%3Ac%25%0A");
}
