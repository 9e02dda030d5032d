#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "klamm/source.h"
#include "unit/report/sample.h"

using namespace klamm;
using test::finding;
using test::print;
using test::result;

namespace {

// Refuses text that is no UTF-8, too.
nlohmann::json parsed(const std::string& text) {
  auto document = nlohmann::json::parse(text, nullptr, false);
  REQUIRE(!document.is_discarded());
  return document;
}

Finding without_region() {
  Finding made = finding();
  made.place.region.reset();
  made.source_line.clear();
  return made;
}

}  // namespace

TEST_CASE("fingerprints follow rule, path and logical place, and no line") {
  Finding one = finding();
  Finding moved = finding();
  moved.place.region = Region{{99, 1}, {99, 2}};
  moved.message = "other words";
  CHECK(fingerprint(one) == fingerprint(moved));
  CHECK(fingerprint(one).size() == 32);
  std::set<std::string> prints{fingerprint(one)};
  moved.rule = "KL011";
  prints.insert(fingerprint(moved));
  moved = finding();
  moved.place.path = "x";
  prints.insert(fingerprint(moved));
  moved = finding();
  moved.logical = "x";
  prints.insert(fingerprint(moved));
  Finding shifted;
  shifted.rule = "ab";
  shifted.place.path = "c";
  prints.insert(fingerprint(shifted));
  shifted.rule = "a";
  shifted.place.path = "bc";
  prints.insert(fingerprint(shifted));
  CHECK(prints.size() == 6);
}

TEST_CASE("JSON says where, what and why of a finding") {
  auto document = parsed(print(Format::kJson, result({finding()})));
  CHECK(document["version"] == 1);
  const auto& found = document["findings"][0];
  CHECK(found["rule"] == "KL010");
  CHECK(found["severity"] == "critical");
  CHECK(found["line"] == 14);
  CHECK(found["end_column"] == 34);
  CHECK(found["key"] == "listeners");
  CHECK(found["fingerprint"].get<std::string>().size() == 32);
  CHECK(document["summary"]["critical"] == 1);
  CHECK(document["summary"]["assumptions"][0] == "Kafka 4.4");
}

TEST_CASE("JSON without findings is whole all the same") {
  auto document = parsed(print(Format::kJson, result({})));
  CHECK(document["findings"].empty());
  CHECK(document["unknown"].empty());
  CHECK(document["unreadable"].empty());
  CHECK(document["summary"]["files"] == 1);
}

TEST_CASE("JSON leaves out the line of a finding that has none") {
  auto document = parsed(print(Format::kJson, result({without_region()})));
  CHECK(!document["findings"][0].contains("line"));
}

TEST_CASE("edits of a fix are printed by line and column where the source is at hand") {
  Source source("server.properties", "a=1\nssl.client.auth=none\n");
  Finding fixable = finding();
  fixable.fix = Fix{"set ssl.client.auth to required", true, false, {{Span{20, 24}, "required"}}};
  auto document = parsed(print(Format::kJson, result({fixable}), {}, "server.properties", &source));
  const auto& edit = document["findings"][0]["fix"]["edits"][0];
  CHECK(edit["line"] == 2);
  CHECK(edit["column"] == 17);
  CHECK(edit["end_column"] == 21);
  CHECK(edit["text"] == "required");
  auto sarif = parsed(print(Format::kSarif, result({fixable}), {}, "server.properties", &source));
  const auto& replacement = sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
  CHECK(replacement["deletedRegion"]["startColumn"] == 17);
  CHECK(replacement["insertedContent"]["text"] == "required");
  fixable.fix->secret = true;
  for (Format format : {Format::kJson, Format::kSarif}) {
    CHECK(print(format, result({fixable}), {}, "server.properties", &source).find("\"required\"") == std::string::npos);
  }
}

TEST_CASE("SARIF places results exactly and counts columns in code points") {
  auto document = parsed(print(Format::kSarif, result({finding(), without_region()})));
  const auto& run = document["runs"][0];
  CHECK(run["columnKind"] == "unicodeCodePoints");
  const auto& location = run["results"][0]["locations"][0];
  CHECK(location["physicalLocation"]["region"]["startLine"] == 14);
  CHECK(location["physicalLocation"]["region"]["endColumn"] == 34);
  CHECK(location["logicalLocations"][0]["fullyQualifiedName"] == "listener/EXTERNAL");
  CHECK(!run["results"][1]["locations"][0]["physicalLocation"].contains("region"));
  CHECK(run["results"][0]["partialFingerprints"]["klamm/v1"] == run["results"][1]["partialFingerprints"]["klamm/v1"]);
}

TEST_CASE("SARIF tells what could not be read or known as notifications, not as results") {
  LintResult unsure = result({});
  unsure.unknown = {{"KL010", {"a", {}}, "what `${HOST}` stands for"}};
  Error error{"cannot read `b`"};
  auto reporter = make_reporter(Format::kSarif, {}, {});
  RunSummary summary;
  std::string out;
  reporter->begin(out);
  for (const FileReport& file :
       {FileReport{"a", &unsure, nullptr, nullptr}, FileReport{"b", nullptr, &error, nullptr}}) {
    ReportPart part;
    reporter->file(file, part);
    reporter->add(part, out);
    summary.add(file);
  }
  reporter->end(summary, out);
  auto document = parsed(out);
  const auto& run = document["runs"][0];
  CHECK(run["results"].empty());
  const auto& invocation = run["invocations"][0];
  CHECK(invocation["executionSuccessful"] == false);
  REQUIRE(invocation["toolExecutionNotifications"].size() == 2);
  CHECK(invocation["toolExecutionNotifications"][0]["level"] == "error");
  CHECK(invocation["toolExecutionNotifications"][1]["associatedRule"]["id"] == "KL010");
}

TEST_CASE("Code Climate gives every finding a fingerprint and a line of its own") {
  auto document = parsed(print(Format::kCodeClimate, result({finding(), finding(), without_region()})));
  REQUIRE(document.size() == 3);
  CHECK(document[0]["severity"] == "blocker");
  CHECK(document[0]["fingerprint"] != document[1]["fingerprint"]);
  CHECK(document[1]["fingerprint"] != document[2]["fingerprint"]);
  CHECK(document[2]["location"]["lines"]["begin"] == 1);
  CHECK(parsed(print(Format::kCodeClimate, result({}))).empty());
}

TEST_CASE("JUnit has a suite for a file and a case for a finding") {
  LintResult mixed = result({finding()});
  mixed.unknown = {{"KL012", {"server.properties", {}}, "the \"controllers'\" files"}};
  CHECK(print(Format::kJunit, mixed) ==
        R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="klamm">
<testsuite name="server.properties" tests="2" failures="1" errors="0" skipped="1">
  <testcase classname="server.properties" name="KL010 listener/EXTERNAL"><failure type="critical" message="listener `EXTERNAL` lets anybody in">server.properties:14:11&#xA;PLAINTEXT: every client becomes User:ANONYMOUS&#xA;why: anyone who reaches port 9092 acts with the rights of User:ANONYMOUS&#xA;mend: map EXTERNAL to SASL_SSL, or bind it to 127.0.0.1</failure></testcase>
  <testcase classname="server.properties" name="KL012"><skipped type="unknown" message="the &quot;controllers'&quot; files">server.properties</skipped></testcase>
</testsuite>
</testsuites>
)");
  CHECK(print(Format::kJunit, result({})).find("tests=\"1\" failures=\"0\"") != std::string::npos);
}

TEST_CASE("GitHub's annotations name the columns of one line only") {
  CHECK(print(Format::kGithub, result({finding()})) ==
        "::error file=server.properties,line=14,endLine=14,col=11,endColumn=34,title=KL010 (critical)::listener "
        "`EXTERNAL` lets anybody in%0Amend: map EXTERNAL to SASL_SSL, or bind it to 127.0.0.1\n");
  Finding tall = finding("KL010", Severity::kMedium);
  tall.place.region->end = {16, 1};
  tall.mend.clear();
  CHECK(print(Format::kGithub, result({tall})) ==
        "::warning file=server.properties,line=14,endLine=16,title=KL010 (medium)::listener `EXTERNAL` lets anybody "
        "in\n");
  CHECK(print(Format::kGithub, result({without_region()})).starts_with("::error file=server.properties,title="));
}

TEST_CASE("paths that are no UTF-8 leave every format well formed") {
  Finding odd = finding();
  odd.place.path = "caf\xE9/\x1b.properties";
  for (Format format : {Format::kJson, Format::kSarif, Format::kCodeClimate}) {
    parsed(print(format, result({odd}), {}, odd.place.path));
  }
  CHECK(print(Format::kSarif, result({odd})).find("caf%E9/%1B.properties") != std::string::npos);
  CHECK(print(Format::kJunit, result({odd}), {}, odd.place.path).find('\x1b') == std::string::npos);
}
