#include "linter/practices.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "linter/practices_inputs.h"
#include "linter/practices_report.h"
#include "unit/linter/scratch.h"

using namespace klamm;
using namespace klamm::cli;
using test::Scratch;

namespace {

constexpr Day kToday{2026, 11, 24};

std::string refusal(std::string_view attestations) {
  auto read = parse_attestations(attestations, "signed.toml", builtin_practices(), kToday);
  REQUIRE(!read);
  return read.error().message;
}

std::string practice_refusal(std::string_view text) {
  auto read = parse_practices(text, "p.toml");
  REQUIRE(!read);
  return read.error().message;
}

std::vector<PracticeCluster> clusters_of(const Scratch& scratch) {
  LintSettings settings;
  settings.paths = {scratch.path()};
  settings.today = kToday;
  auto read = read_practice_inputs(settings);
  REQUIRE(read);
  CHECK(read.value().complaints.empty());
  return read.value().clusters;
}

PracticeVerdict verdict(const PracticeCluster& cluster, std::string_view id,
                        const std::vector<Attestation>& attestations = {}) {
  for (const PracticeJudgement& one : judge_practices(builtin_practices(), cluster, attestations, kToday)) {
    if (one.practice->id == id) return one.verdict;
  }
  FAIL("no practice " << id);
  return PracticeVerdict::kNotJudged;
}

std::string cluster_with(std::string_view name, std::string_view more) {
  return "resource \"aws_msk_cluster\" \"" + std::string(name) + "\" {\n  kafka_version = \"3.9.x\"\n" +
         std::string(more) + "\n}\n";
}

constexpr std::string_view kSigned = R"([[attestation]]
practice = "REV-1"
owner = "security"
date = 2026-01-01
valid_for = 30
evidence = "audits/7"
)";

std::string without(std::string_view key) {
  std::string text(kSigned);
  const size_t begin = text.find(key);
  return text.erase(begin, text.find('\n', begin) + 1 - begin);
}

}  // namespace

TEST_CASE("all 19 practices are there, each once") {
  const auto& practices = builtin_practices();
  CHECK(practices.size() == 19);
  for (const Practice& practice : practices) {
    CAPTURE(practice.id);
    CHECK(std::count_if(practices.begin(), practices.end(),
                        [&](const Practice& other) { return other.id == practice.id; }) == 1);
  }
}

TEST_CASE("every rule that a practice names exists, and every practice that a rule names") {
  const Pack& pack = Pack::builtin();
  for (const Practice& practice : builtin_practices()) {
    for (const std::string& rule : practice.rules) {
      CAPTURE(practice.id, rule);
      const bool family = rule.back() > '9';
      bool there = !family && pack.find_rule(rule) != SIZE_MAX;
      for (size_t index = 0; family && index < pack.rule_count(); ++index) {
        const std::string_view id = pack.rule_id(index);
        there = there || (id.starts_with(rule) && id.size() == rule.size() + 3);
      }
      CHECK(there);
    }
  }
  for (size_t index = 0; index < pack.rule_count(); ++index) {
    for (std::string_view named : pack.rule(index).practices) {
      CAPTURE(pack.rule_id(index), named);
      CHECK(std::any_of(builtin_practices().begin(), builtin_practices().end(),
                        [&](const Practice& practice) { return practice.id == named; }));
    }
  }
}

TEST_CASE("the commands that settle a practice only read") {
  for (const Practice& practice : builtin_practices()) {
    for (const std::string& command : practice.commands) {
      CAPTURE(command);
      REQUIRE(command.starts_with("aws "));
      const std::string_view operation = std::string_view(command).substr(command.find(' ', 4) + 1);
      CHECK((operation.starts_with("describe-") || operation.starts_with("list-") || operation.starts_with("get-") ||
             operation.starts_with("batch-get-")));
      CHECK(command.find_first_of(";|&<>`\n") == std::string::npos);
    }
  }
}

TEST_CASE("a practice that nothing shows, or that asks what there is not, is refused with its place") {
  constexpr std::string_view kHead = "[[practice]]\nid = \"X\"\ntitle = \"x\"\n";
  auto with = [&](std::string_view line) { return practice_refusal(std::string(kHead) + std::string(line)); };
  CHECK(practice_refusal(kHead) == "p.toml:1:1: nothing shows X: name rules, evidence, or what is beyond");
  CHECK(with("evidence = ['cluster.nothing == true']") == "p.toml:4:12: no attribute `cluster.nothing` of a cluster");
  CHECK(with("evidence = ['connector.name == \"x\"']").find("no attribute `connector.name`") != std::string::npos);
  CHECK(with("evidence = ['cluster.monitoring == \"LOUD\"']").find("cannot answer") != std::string::npos);
  CHECK(with("evidence = ['cluster.brokers == true']").find("cannot answer") != std::string::npos);
  CHECK(with("evidence = ['cluster.brokers >= 3x']").find("cannot answer") != std::string::npos);
  CHECK(with("evidence = ['']").find("no attribute") != std::string::npos);
  CHECK(with("node = \"fine\"").find("no verdict `fine`") != std::string::npos);
  CHECK(with("colour = \"red\"").find("no key `colour`") != std::string::npos);
  CHECK(practice_refusal("[practice]\nid = 1\n").find("[[practice]] tables") != std::string::npos);
  CHECK(practice_refusal("= 1").starts_with("p.toml:1:1: "));
}

TEST_CASE("an attestation without practice, owner, date, validity or evidence is refused") {
  REQUIRE(parse_attestations(kSigned, "signed.toml", builtin_practices(), kToday));
  for (std::string_view key : {"practice", "owner", "date", "valid_for", "evidence"}) {
    CHECK(refusal(without(key)) ==
          "signed.toml:1:1: an attestation without `" + std::string(key) + "` attests nothing");
  }
  auto with = [](std::string_view key, std::string_view line) { return refusal(without(key) + std::string(line)); };
  CHECK(with("date", "date = 2026-11-25") == "signed.toml:1:1: dated 2026-11-25, which is after 2026-11-24");
  CHECK(with("date", "date = \"soon\"") == "signed.toml:6:8: a day is written 2027-03-31");
  CHECK(with("valid_for", "valid_for = 0").find("a number of days") != std::string::npos);
  CHECK(with("valid_for", "valid_for = 9223372036854775807").find("a number of days") != std::string::npos);
  CHECK(with("owner", "owner = \"\"").find("without `owner`") != std::string::npos);
  CHECK(with("practice", "practice = \"NET-9\"").find("no practice `NET-9`") != std::string::npos);
  CHECK(with("practice", "until = 1").find("no key `until`") != std::string::npos);
  CHECK(refusal("attestation = 1\n").find("[[attestation]] tables") != std::string::npos);
}

TEST_CASE("an attestation holds to its last day, and is overdue behind it") {
  Scratch scratch;
  scratch.write("main.tf", cluster_with("a", ""));
  const auto clusters = clusters_of(scratch);
  REQUIRE(clusters.size() == 1);
  auto signed_until = [&](std::string_view date) {
    auto read = parse_attestations(without("date") + "date = " + std::string(date), "s", builtin_practices(), kToday);
    REQUIRE(read);
    return read.value();
  };
  CHECK(verdict(clusters[0], "REV-1") == PracticeVerdict::kNotJudged);
  CHECK(verdict(clusters[0], "REV-1", signed_until("2026-10-25")) == PracticeVerdict::kAttested);
  CHECK(verdict(clusters[0], "REV-1", signed_until("2026-10-24")) == PracticeVerdict::kOverdue);
  CHECK(verdict(clusters[0], "REV-2", signed_until("2026-10-25")) == PracticeVerdict::kNotJudged);
  auto elsewhere = signed_until("2026-10-25");
  elsewhere[0].cluster = "b";
  CHECK(verdict(clusters[0], "REV-1", elsewhere) == PracticeVerdict::kNotJudged);
  // Nobody signs away what is shown.
  auto against = signed_until("2026-10-25");
  against[0].practice = "MON-1";
  CHECK(verdict(clusters[0], "MON-1", against) == PracticeVerdict::kNotMet);
}

TEST_CASE("what an input does not tell is never met") {
  Scratch scratch;
  scratch.write("main.tf", R"(variable "how" {}
)" + cluster_with("a", R"(  encryption_info {
    encryption_in_transit {
      client_broker = var.how
    }
  }
  client_authentication {
    sasl {
      iam = var.how
    }
  }
  broker_node_group_info {
    client_subnets  = var.how
    security_groups = var.how
  }
  enhanced_monitoring = var.how)"));
  const auto clusters = clusters_of(scratch);
  REQUIRE(clusters.size() == 1);
  CHECK(verdict(clusters[0], "NET-3") == PracticeVerdict::kPartly);
  CHECK(verdict(clusters[0], "AUTH-1") == PracticeVerdict::kNotJudged);
  CHECK(verdict(clusters[0], "NET-1") == PracticeVerdict::kNotJudged);
  CHECK(verdict(clusters[0], "HARD-2") == PracticeVerdict::kNotJudged);
  CHECK(verdict(clusters[0], "MON-2") == PracticeVerdict::kNotJudged);
}

TEST_CASE("an answer that was cut down proves nothing") {
  Scratch scratch;
  scratch.write(
      "a.json",
      R"({"ClusterInfo": {"ClusterName": "a", "ClusterArn": "arn:aws:kafka:eu-west-1:111122223333:cluster/a/0b4d9c5e-7f0a-4a39-9a35-0d2e0c6f1a11-2"}})");
  const auto clusters = clusters_of(scratch);
  REQUIRE(clusters.size() == 1);
  for (const PracticeJudgement& one : judge_practices(builtin_practices(), clusters[0], {}, kToday)) {
    CAPTURE(one.practice->id);
    CHECK(one.verdict == PracticeVerdict::kNotJudged);
  }
}

TEST_CASE("a finding counts for the cluster that it is about, and for each call of its module") {
  constexpr std::string_view kPlain = R"(  encryption_info {
    encryption_in_transit {
      client_broker = "PLAINTEXT"
    }
  })";
  Scratch scratch;
  scratch.write("two/main.tf", cluster_with("good", "") + cluster_with("bad", kPlain));
  scratch.write("calls/main.tf", "module \"a\" {\n  source = \"./m\"\n}\nmodule \"b\" {\n  source = \"./m\"\n}\n");
  scratch.write("calls/m/main.tf", cluster_with("this", kPlain));
  const auto clusters = clusters_of(scratch);
  REQUIRE(clusters.size() == 4);
  CHECK(verdict(clusters[0], "NET-3") == PracticeVerdict::kNotMet);
  CHECK(verdict(clusters[1], "NET-3") == PracticeVerdict::kNotMet);
  CHECK(clusters[2].name == "aws_msk_cluster.good");
  CHECK(verdict(clusters[2], "NET-3") == PracticeVerdict::kMet);
  CHECK(verdict(clusters[3], "NET-3") == PracticeVerdict::kNotMet);
}

TEST_CASE("what comments ignore is still not met") {
  Scratch scratch;
  scratch.write("main.tf", "# klamm:ignore MK019 reason=\"cheap\"\n\n" + cluster_with("a", ""));
  const auto clusters = clusters_of(scratch);
  REQUIRE(clusters.size() == 1);
  CHECK(verdict(clusters[0], "MON-1") == PracticeVerdict::kNotMet);
}

TEST_CASE("a page takes no markup from its inputs") {
  PracticeCluster cluster;
  cluster.name = "<script>alert(1)</script>&\"'\x1b[31m|`";
  cluster.form = "snapshot";
  cluster.path = "a|b.json";
  std::vector<JudgedCluster> judged{{cluster, judge_practices(builtin_practices(), cluster, {}, kToday)}};
  const std::string page = practices_report(PracticeFormat::kHtml, judged, kToday);
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find('\x1b') == std::string::npos);
  CHECK(page.find("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;") != std::string::npos);
  const std::string markdown = practices_report(PracticeFormat::kMarkdown, judged, kToday);
  CHECK(markdown.find("<script") == std::string::npos);
  CHECK(markdown.find("a\\|b.json") != std::string::npos);
  CHECK(practices_report(PracticeFormat::kText, judged, kToday).find('\x1b') == std::string::npos);
}
