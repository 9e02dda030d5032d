#include <catch2/catch.hpp>

#include <string>

#include "klamm/value.h"

using namespace klamm;

namespace {

// What is found, as written; `=` in front of a provider's name.
std::string found(const std::string& text) {
  PlaceholderAt at = find_placeholder(text);
  if (at.kind == Placeholder::kNone) return "";
  std::string out = text.substr(at.begin, at.end - at.begin);
  return at.kind == Placeholder::kProvider ? std::string(at.provider) + "=" + out : out;
}

}  // namespace

TEST_CASE("a template's marks are found in the middle of a value") {
  CHECK(found("a{{ host }}b") == "{{ host }}");
  CHECK(found("<%= port %>") == "<%= port %>");
  CHECK(found("PLAINTEXT://@HOST@:9092") == "@HOST@");
  CHECK(found("$(HOST):9092") == "$(HOST)");
  CHECK(found("id-__BROKER_ID__") == "__BROKER_ID__");
  CHECK(found("/__BROKER_ID__/x") == "__BROKER_ID__");
  CHECK(found("${HOST}") == "${HOST}");
  CHECK(found("{transport}://{host}:{port}") == "{transport}");
  CHECK(found("kafka{broker_id}.example.com") == "{broker_id}");
  CHECK(found("{0}") == "{0}");
}

TEST_CASE("a shell's default is no provider") {
  CHECK(found("${HOST:-localhost}") == "${HOST:-localhost}");
  CHECK(found("${HOST:?unset}") == "${HOST:?unset}");
  CHECK(found("${file:/etc/secrets:password}") == "file=${file:/etc/secrets:password}");
  CHECK(found("x${env:PASSWORD}") == "env=${env:PASSWORD}");
  CHECK(found("${a:b:c:d}") == "a=${a:b:c:d}");
}

TEST_CASE("the first placeholder counts") {
  CHECK(found("${env:A} {{ b }}") == "env=${env:A}");
  CHECK(found("@@X@") == "@X@");
}

TEST_CASE("what only looks like a placeholder is none") {
  for (auto text : {"",
                    "{ {x} }",
                    "{{",
                    "{{}}",
                    "${",
                    "${}",
                    "$HOME",
                    "user@example.com",
                    "a@b@c",
                    "kafka/h@REALM",
                    "__consumer_offsets",
                    "____",
                    "a__b__",
                    "RULE:^CN=(.*?),.*$/$1/L",
                    "<",
                    "$)",
                    "@ x @",
                    "@1@",
                    "RULE:^CN=([a-z]{2})$/$1/",
                    "\\p{Alpha}+",
                    "%d{ISO8601} %m",
                    "{}",
                    "{a-b}",
                    "a{2}",
                    "{12}"}) {
    INFO(text);
    CHECK(found(text).empty());
  }
}

TEST_CASE("unclosed marks take linear time") {
  std::string text;
  for (int i = 0; i < 400000; ++i) text += "{{${$(<%@__";
  CHECK(found(text).empty());
}
