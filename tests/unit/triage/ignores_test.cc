// Decisions to ignore findings: comments, klamm.toml, and the baseline.
#include "klamm/triage.h"

#include <catch2/catch.hpp>

#include "klamm/rules.h"

namespace klamm {
namespace {

const std::vector<const Pack*>& packs() {
  static const std::vector<const Pack*> kPacks = {&Pack::builtin()};
  return kPacks;
}

constexpr Day kToday{2026, 11, 24};

LintResult linted(std::string_view text) {
  LintOptions options;
  options.as = InputKind::kServerProperties;
  options.select = {"KD001", "KQ013"};
  auto selection = select_rules(packs(), options);
  REQUIRE(selection.ok());
  auto result = lint(std::make_shared<Source>("a.properties", std::string(text)), packs(), selection.value(), options);
  REQUIRE(result.ok());
  return std::move(result).value();
}

std::string said(const LintResult& result) {
  std::string out;
  for (const Finding& finding : result.findings) {
    out += finding.rule;
    for (const Related& related : finding.related) out += " (" + related.message + ")";
    out += "; ";
  }
  return out;
}

// What is left of the findings of a text by its own comments.
std::string left(std::string_view text, IgnoreOptions options = {kToday}) {
  LintResult result = linted(text);
  auto comments = read_ignores(Source("a.properties", std::string(text)), packs());
  if (!comments) return comments.error().message;
  std::vector<bool> used;
  apply_ignores(result, comments.value(), {}, options, used);
  return said(result);
}

const std::string kTwo = "process.roles=broker\nunclean.leader.election.enable=true\nauto.create.topics.enable=true\n";

TEST_CASE("a comment above a setting ignores what is found there, and nothing else") {
  CHECK(left(kTwo) == "KD001; KQ013; ");
  CHECK(left("process.roles=broker\n# klamm:ignore "
             "KD001\nunclean.leader.election.enable=true\nauto.create.topics.enable=true\n") == "KQ013; ");
  CHECK(left("process.roles=broker\n# klamm:ignore KD001,KQ013\n# why not\nunclean.leader.election.enable=\\\n  "
             "true\nauto.create.topics.enable=true\n") == "KQ013; ");
  CHECK(left("process.roles=broker\n! klamm:ignore unclean-election\nunclean.leader.election.enable=true\n") == "");
}

TEST_CASE("a comment with nothing behind it holds for the file") {
  CHECK(left("# klamm:ignore KQ013\n\n" + kTwo) == "KD001; ");
  CHECK(left(kTwo + "# klamm:ignore KQ013 KD001") == "");
}

TEST_CASE("what ran out brings the finding back, and it says so") {
  CHECK(left("# klamm:ignore KQ013 until=2026-11-24\n\n" + kTwo) == "KD001; ");
  CHECK(left("# klamm:ignore KQ013 until=2026-11-23\n\n" + kTwo) == "KD001; KQ013 (was ignored until 2026-11-23); ");
}

TEST_CASE("a comment that is good for nothing is a finding, and one without a reason where one is demanded") {
  CHECK(left("# klamm:ignore KL001\n\n" + kTwo) == "KD001; KQ013; KI001; ");
  CHECK(left("# klamm:ignore KL001\n\n" + kTwo, {kToday, false, false}) == "KD001; KQ013; ");
  CHECK(left("# klamm:ignore KQ013\n\n" + kTwo, {kToday, true}) == "KD001; KI002; ");
  CHECK(left("# klamm:ignore KQ013 reason=\"a laptop\"\n\n" + kTwo, {kToday, true}) == "KD001; ");
}

TEST_CASE("a comment that cannot be understood is refused with its line") {
  CHECK(left("\n# klamm:ignore KQ999\n") == "a.properties:2: no rule `KQ999`");
  CHECK(left("# klamm:ignore\n") == "a.properties:1: name the rules that are ignored, as in `klamm:ignore KL003`");
  CHECK(left("# klamm:ignore KQ013 until=soon\n") == "a.properties:1: a day is written 2027-03-31");
  CHECK(left("# klamm:ignore KQ013 because=x\n") == "a.properties:1: no field `because`; there are until and reason");
  CHECK(left("# klamm:ignore KQ013 reason=\"x\n") == "a.properties:1: the quote behind `reason=` is never closed");
}

TEST_CASE("no comment stands inside of a value") {
  CHECK(left("broker.rack=a\\\n# klamm:ignore KQ999\n" + kTwo) == "KD001; KQ013; ");
  CHECK(left("broker.rack=# klamm:ignore KQ999\n" + kTwo) == "KD001; KQ013; ");
}

TEST_CASE("a decision of the project holds for its rule and key, and is known to be used") {
  LintResult result = linted(kTwo);
  Ignore key{{"KD001"}, "unclean.leader.election.enable", {}, "", "klamm.toml", 3};
  Ignore other{{"KQ013"}, "num.partitions", {}, "", "klamm.toml", 7};
  std::vector<bool> used;
  apply_ignores(result, {}, {&key, &other}, {kToday}, used);
  CHECK(said(result) == "KQ013; ");
  CHECK(used == std::vector<bool>{true, false});
}

TEST_CASE("days are days") {
  CHECK(parse_day("2028-02-29")->text() == "2028-02-29");
  for (const char* wrong :
       {"2027-02-29", "2027-13-01", "2027-00-01", "2027-1-1", "2027-01-32", "20270101", "2027-01-0x", ""}) {
    CHECK_FALSE(parse_day(wrong).has_value());
  }
}

TEST_CASE("a baseline takes the findings that it knows wherever they stand, and counts those that are gone") {
  Baseline baseline;
  for (const Finding& finding : linted(kTwo).findings) baseline.add(finding);
  auto read = Baseline::parse("base.toml", baseline.text());
  REQUIRE(read.ok());
  CHECK(read.value().text() == baseline.text());
  CHECK(read.value().size() == 2);
  LintResult moved = linted(
      "# "
      "news\nnum.io.threads=8\nauto.create.topics.enable=true\n\nunclean.leader.election.enable=true\nprocess.roles="
      "broker\n");
  CHECK(read.value().take_known(moved, "a.properties") == 0);
  CHECK(said(moved) == "");
  LintResult mended = linted("process.roles=broker\nauto.create.topics.enable=true\n");
  CHECK(read.value().take_known(mended, "a.properties") == 1);
  CHECK(said(mended) == "");
  LintResult elsewhere = linted(kTwo);
  CHECK(read.value().take_known(elsewhere, "b.properties") == 0);
  CHECK(said(elsewhere) == "KD001; KQ013; ");
}

TEST_CASE("a broken baseline is refused at its place") {
  auto error = [](std::string_view text) { return Baseline::parse("base.toml", text).error().message; };
  CHECK(error("version = 2") == "base.toml:1:1: no baseline of version 1");
  CHECK(error("version = 1\n[[finding]]\nrule = \"KL001\"") ==
        "base.toml:2:1: a finding has a fingerprint, a rule, a path and a count");
  CHECK(error("version = 1\nfinding = 3") == "base.toml:2:11: a list is wanted");
  CHECK(error("version =").starts_with("base.toml:1:"));
}

}  // namespace
}  // namespace klamm
