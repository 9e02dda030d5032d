#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "linter/lint_run.h"
#include "unit/linter/scratch.h"

using namespace klamm;
using namespace klamm::cli;
using test::Scratch;

namespace {

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

FileSettings settings_for(std::vector<std::string> select) {
  LintSettings settings;
  settings.select = std::move(select);
  RulePacks packs;
  auto settled = settle(settings, Project{}, packs);
  REQUIRE(settled);
  return std::move(settled).value();
}

// `files` inputs, some with findings, some none of ours, some missing.
LintRun run_over(const Scratch& scratch, size_t files) {
  LintRun run;
  run.tell = [](std::string_view) {};
  run.settings.push_back(settings_for({"KD001", "KQ013"}));
  for (size_t number = 0; number < files; ++number) {
    std::string name = "f" + std::to_string(number);
    std::string text = "process.roles=broker\nnode.id=" + std::to_string(number) + "\n";
    if (number % 3 == 0) text += "unclean.leader.election.enable=true\n";
    if (number % 5 == 0) text += "auto.create.topics.enable=${AUTO}\n";
    if (number % 7 == 0) text = "none of ours\n";
    if (number % 101 != 100) scratch.write(name, text);
    run.inputs.push_back({scratch.path(name), false, 0, nullptr, nullptr});
  }
  return run;
}

std::string output_of(const Scratch& scratch, size_t files, unsigned threads, Format format,
                      RunSummary* summary = nullptr) {
  LintRun run = run_over(scratch, files);
  run.threads = threads;
  auto output = Output::open(scratch.path("out"));
  REQUIRE(output);
  run.outputs.push_back({make_reporter(format, run.settings[0].packs, {}), std::move(output).value()});
  RunSummary told = run.run();
  if (summary != nullptr) *summary = told;
  REQUIRE(run.outputs[0].output.close());
  return contents(scratch.path("out"));
}

}  // namespace

TEST_CASE("any number of threads prints the same", "[threads]") {
  Scratch scratch;
  for (Format format : {Format::kJson, Format::kText, Format::kSarif}) {
    std::string alone = output_of(scratch, 500, 1, format);
    CHECK(alone.size() > 10000);
    for (unsigned threads : {2u, 3u, 8u, 64u}) CHECK(output_of(scratch, 500, threads, format) == alone);
  }
}

TEST_CASE("a run counts what it linted, skipped and could not read") {
  Scratch scratch;
  RunSummary summary;
  output_of(scratch, 300, 4, Format::kJson, &summary);
  CHECK(summary.unreadable == 2);
  CHECK(summary.skipped == 43);
  CHECK(summary.files == 255);
  CHECK(summary.findings[static_cast<size_t>(Severity::kHigh)] > 80);
  CHECK(summary.unknown > 40);
}

TEST_CASE("a run over nothing prints an empty report") {
  Scratch scratch;
  CHECK(output_of(scratch, 0, 4, Format::kCodeClimate) == "[\n\n]\n");
}

TEST_CASE("what one thread throws ends the run", "[threads]") {
  struct Thrower : Reporter {
    Thrower() : Reporter("") {}
    void begin(std::string&) const override {}
    void file(const FileReport& file, ReportPart&) const override {
      if (file.path.ends_with("f250")) throw std::runtime_error("broken");
    }
    void end(const RunSummary&, std::string&) const override {}
  };
  Scratch scratch;
  for (unsigned threads : {1u, 2u, 8u}) {
    LintRun run = run_over(scratch, 500);
    run.threads = threads;
    run.outputs.push_back({std::make_unique<Thrower>(), Output::standard_output()});
    CHECK_THROWS_WITH(run.run(), "broken");
  }
}
