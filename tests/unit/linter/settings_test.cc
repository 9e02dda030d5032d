#include <catch2/catch.hpp>

#include "linter/lint_settings.h"

using namespace klamm;
using namespace klamm::cli;

namespace {

constexpr Flag kFlags[] = {{"format", true, true}, {"output", true, true},  {"fail-on", true}, {"threads", true},
                           {"max-bytes", true},    {"kafka-version", true}, {"unknown", true}, {"as", true},
                           {"msk-kind", true},     {"select", true, true}};

Result<LintSettings> read(std::vector<std::string> words) {
  words.push_back("x");
  auto arguments = Arguments::parse("lint", kFlags, words);
  REQUIRE(arguments);
  return read_settings(arguments.value());
}

std::string error_of(const std::vector<std::string>& words) {
  auto settings = read(words);
  REQUIRE(!settings);
  return settings.error().message;
}

std::string outputs_of(const std::vector<std::string>& words) {
  auto settings = read(words);
  REQUIRE(settings);
  std::string out;
  for (const OutputSetting& each : settings.value().outputs) {
    out += std::string(format_name(each.format)) + ">" + each.file + " ";
  }
  return out;
}

}  // namespace

TEST_CASE("an output belongs to the format before it") {
  CHECK(outputs_of({}) == "text> ");
  CHECK(outputs_of({"--format", "json"}) == "json> ");
  CHECK(outputs_of({"--output", "f"}) == "text>f ");
  CHECK(outputs_of({"--output", "f", "--format", "json"}) == "json>f ");
  CHECK(outputs_of({"--format", "text", "--format", "sarif", "--output", "s"}) == "text> sarif>s ");
  CHECK(outputs_of({"--format", "sarif", "--output", "s", "--format", "json", "--output", "-"}) == "sarif>s json> ");
}

TEST_CASE("outputs that would mix are refused") {
  CHECK(error_of({"--format", "text", "--format", "json"}).find("standard output") != std::string::npos);
  CHECK(error_of({"--format", "json", "--output", "a", "--output", "b"}).find("no --format of its own") !=
        std::string::npos);
  CHECK(error_of({"--format", "json", "--output", "a", "--format", "text", "--output", "a"}).find("`a`") !=
        std::string::npos);
}

TEST_CASE("a kind of MSK's clusters is of MSK's configurations") {
  auto settings = read({"--msk-kind", "express"});
  REQUIRE(settings);
  CHECK(settings.value().msk_kind == MskKind::kExpress);
  CHECK(read({"--msk-kind", "standard", "--as", "msk-configuration"}));
  CHECK(error_of({"--msk-kind", "standard", "--as", "server-properties"}).find("--as msk-configuration") !=
        std::string::npos);
  CHECK(error_of({"--msk-kind", "expres"}).find("did you mean `express`?") != std::string::npos);
}

TEST_CASE("values are checked, and near misses named") {
  CHECK(error_of({"--format", "jsno"}).find("did you mean `json`?") != std::string::npos);
  CHECK(error_of({"--fail-on", "hihg"}).find("did you mean `high`?") != std::string::npos);
  CHECK(error_of({"--unknown", "x"}).find("ignore, warn, fail") != std::string::npos);
  CHECK(error_of({"--as", "server.properties"}).find("server-properties") != std::string::npos);
  CHECK(error_of({"--kafka-version", "9.9"}).find("known are 2.8 to 4.4") != std::string::npos);
  CHECK(error_of({"--threads", "0"}).find("1 to 256") != std::string::npos);
  CHECK(error_of({"--threads", "2K"}).find("1 to 256") != std::string::npos);
  CHECK(error_of({"--max-bytes", "3G"}).find("below 2G") != std::string::npos);
  CHECK(error_of({"--max-bytes", "18446744073709551615G"}).find("below 2G") != std::string::npos);
}

TEST_CASE("sizes take units of 1024") {
  CHECK(read({"--max-bytes", "100M"}).value().max_bytes == uint64_t{100} << 20);
  CHECK(read({"--max-bytes", "12"}).value().max_bytes == 12);
}

TEST_CASE("the threshold is counted from the severity named") {
  RunSummary summary;
  summary.findings = {0, 0, 1, 0, 0};
  CHECK(!reached(FailOn{}, summary));
  CHECK(reached(*parse_fail_on("medium"), summary));
  CHECK(reached(*parse_fail_on("info"), summary));
  CHECK(!reached(*parse_fail_on("never"), summary));
  CHECK(!parse_fail_on("sometimes"));
}
