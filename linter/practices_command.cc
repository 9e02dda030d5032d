#include <fmt/format.h>

#include <algorithm>

#include "klamm/files.h"
#include "linter/commands.h"
#include "linter/output.h"
#include "linter/practices_inputs.h"
#include "linter/practices_report.h"

namespace klamm::cli {
namespace {

constexpr Flag kFlags[] = {{"attestations", true}, {"format", true}, {"fail-on", true}, {"output", true},
                           {"today", true},        {"collect"},      {"help"}};

class PracticesCommand {
 public:
  Result<void> read(const Arguments& arguments) {
    lint_.paths = arguments.positional();
    if (lint_.paths.empty()) return Error{"practices: name a file, a folder, or `-` for standard input"};
    auto format = parse_practice_format(arguments.value("format"));
    if (!format) {
      return Error{
          fmt::format("practices: `--format {}`: there are text, json, markdown and html", arguments.value("format"))};
    }
    format_ = *format;
    fail_on_ = arguments.value("fail-on");
    if (!fail_on_.empty() && fail_on_ != "never" && fail_on_ != "not-met" && fail_on_ != "overdue") {
      return Error{fmt::format("practices: `--fail-on {}`: there are never, not-met and overdue", fail_on_)};
    }
    if (arguments.has("today")) {
      lint_.today = parse_day(arguments.value("today"));
      if (!lint_.today) return Error{"practices: `--today` takes a day, as in 2027-03-31"};
    }
    output_ = arguments.value("output");
    attestations_ = arguments.value("attestations");
    return {};
  }

  Result<int> run() {
    auto inputs = read_practice_inputs(lint_);
    if (!inputs) return inputs.error();
    for (const std::string& complaint : inputs.value().complaints) complain(complaint);
    const Day today = inputs.value().today;
    if (inputs.value().clusters.empty()) return Error{"practices: no cluster in these inputs: nothing to judge"};
    auto attestations = read_attestations(today);
    if (!attestations) return attestations.error();
    std::vector<JudgedCluster> judged;
    for (PracticeCluster& cluster : inputs.value().clusters) {
      auto judgements = judge_practices(builtin_practices(), cluster, attestations.value(), today);
      judged.push_back({std::move(cluster), std::move(judgements)});
    }
    auto output = output_.empty() || output_ == "-" ? Output::standard_output() : Output::open(output_);
    if (!output) return output.error();
    output.value().buffer() = practices_report(format_, judged, today);
    if (auto closed = output.value().close(); !closed) return closed.error();
    if (!inputs.value().complaints.empty()) return kUsage;
    return fails(judged) ? kFindings : kClean;
  }

 private:
  Result<std::vector<Attestation>> read_attestations(Day today) const {
    if (attestations_.empty()) return std::vector<Attestation>();
    Budget budget;
    auto source = DiskFiles().read(attestations_, budget);
    if (!source) return source.error();
    return parse_attestations(source.value()->bytes(), attestations_, builtin_practices(), today);
  }

  bool fails(const std::vector<JudgedCluster>& judged) const {
    if (fail_on_.empty() || fail_on_ == "never") return false;
    return std::any_of(judged.begin(), judged.end(), [&](const JudgedCluster& one) {
      return std::any_of(one.judgements.begin(), one.judgements.end(), [&](const PracticeJudgement& judgement) {
        return judgement.verdict == PracticeVerdict::kNotMet ||
               (fail_on_ == "overdue" && judgement.verdict == PracticeVerdict::kOverdue);
      });
    });
  }

  LintSettings lint_;
  PracticeFormat format_ = PracticeFormat::kText;
  std::string fail_on_;
  std::string output_;
  std::string attestations_;
};

}  // namespace

int practices_command(const Words& words) {
  auto arguments = Arguments::parse("practices", kFlags, words);
  if (!arguments) return refuse_usage("practices", arguments.error());
  if (arguments.value().has("help")) return print(help_page("practices"));
  if (arguments.value().has("collect")) return print(collect_script(builtin_practices()));
  PracticesCommand command;
  if (auto read = command.read(arguments.value()); !read) return refuse_usage("practices", read.error());
  auto status = command.run();
  if (!status) {
    complain(status.error().message);
    return kUsage;
  }
  return status.value();
}

}  // namespace klamm::cli
