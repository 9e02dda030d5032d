#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "klamm/files.h"
#include "linter/commands.h"
#include "linter/lint_run.h"
#include "linter/walk.h"

namespace klamm::cli {
namespace {

constexpr Flag kFlags[] = {
    {"format", true, true},
    {"output", true, true},
    {"fail-on", true},
    {"profile", true},
    {"kafka-version", true},
    {"upgrade-to", true},
    {"as", true},
    {"msk-kind", true},
    {"iam-layer", true},
    {"iam-cluster", true},
    {"select", true, true},
    {"ignore", true, true},
    {"rules", true, true},
    {"color", true},
    {"quiet"},
    {"verbose"},
    {"threads", true},
    {"unknown", true},
    {"rendered"},
    {"diff"},
    {"fix"},
    {"unsafe-fixes"},
    {"max-bytes", true},
    {"stdin-name", true},
    {"no-inline"},
    {"require-reason"},
    {"today", true},
    {"baseline", true},
    {"write-baseline", true},
    {"ratchet"},
    {"help"},
};

class LintCommand {
 public:
  explicit LintCommand(LintSettings settings) : settings_(std::move(settings)) {}

  int run() {
    run_.keep_unknown = settings_.unknown != UnknownMode::kIgnore;
    run_.mend = settings_.mend;
    run_.unsafe_fixes = settings_.unsafe_fixes;
    run_.threads = settings_.threads != 0 ? settings_.threads : std::max(1u, std::thread::hardware_concurrency());
    Result<void> ready = collect();
    if (ready) ready = settle_projects();
    if (ready) ready = read_baseline();
    if (ready) ready = open_outputs();
    if (!ready) {
      complain(ready.error().message);
      return kUsage;
    }
    return finish(run_.run());
  }

 private:
  // The inputs in byte order of their paths.
  Result<void> collect() {
    std::vector<std::string> paths = settings_.paths;
    bool standard_input = std::erase(paths, "-") > 0;
    Walk found = walk(paths);
    if (!settings_.as) {
      for (auto& modules : take_modules(found.files)) {
        auto project = projects_.of_folder(folder_of(modules->files.front().canonical));
        if (!project) return project.error();
        run_.inputs.push_back({modules->files.front().path, false, project.value(), nullptr, nullptr, modules});
      }
    }
    for (WalkedFile& file : found.files) {
      auto project = projects_.of_folder(folder_of(file.canonical));
      if (!project) return project.error();
      run_.inputs.push_back({std::move(file.path), file.named, project.value(), nullptr, nullptr});
    }
    for (Unwalked& missing : found.unreadable) {
      run_.inputs.push_back(
          {std::move(missing.path), true, 0, nullptr, std::make_shared<const Error>(std::move(missing.error))});
    }
    if (standard_input) {
      auto project = projects_.of_folder(working_folder());
      if (!project) return project.error();
      RunInput input{settings_.stdin_name, true, project.value(), nullptr, nullptr};
      Limits limits;
      limits.bytes = settings_.max_bytes.value_or(limits.bytes);
      Budget budget(limits);
      auto source = read_stdin(budget, settings_.stdin_name);
      if (source) {
        input.source = std::move(source).value();
      } else {
        input.error = std::make_shared<const Error>(source.error());
      }
      run_.inputs.push_back(std::move(input));
    }
    std::stable_sort(run_.inputs.begin(), run_.inputs.end(),
                     [](const RunInput& left, const RunInput& right) { return left.path < right.path; });
    return {};
  }

  Result<void> settle_projects() {
    // How the run as a whole fails is decided where it was started, whatever the files' own projects say.
    auto here = projects_.of_folder(working_folder());
    if (!here) return here.error();
    const Project& own = projects_.all()[here.value()];
    if (own.fail_on) fail_on_ = parse_fail_on(*own.fail_on).value_or(fail_on_);
    if (settings_.fail_on) fail_on_ = *settings_.fail_on;
    for (const Project& project : projects_.all()) {
      auto settled = settle(settings_, project, packs_);
      if (!settled) return settled.error();
      run_.settings.push_back(std::move(settled).value());
    }
    return {};
  }

  Result<void> read_baseline() {
    run_.keep_found = !settings_.write_baseline.empty();
    if (settings_.baseline.empty()) return {};
    Budget budget;
    auto source = DiskFiles().read(settings_.baseline, budget);
    if (!source) return source.error();
    auto baseline = Baseline::parse(settings_.baseline, source.value()->bytes());
    if (!baseline) return baseline.error();
    run_.baseline = std::move(baseline).value();
    return {};
  }

  Result<void> write_baseline() const {
    auto output = Output::open(settings_.write_baseline);
    if (!output) return output.error();
    output.value().buffer() = run_.found.text();
    return output.value().close();
  }

  static std::string working_folder() { return canonical_path(".").value_or("/"); }

  Result<void> open_outputs() {
    std::vector<const Pack*> packs;
    for (const FileSettings& settings : run_.settings) {
      for (const Pack* pack : settings.packs) {
        if (std::find(packs.begin(), packs.end(), pack) == packs.end()) packs.push_back(pack);
      }
    }
    if (settings_.mend == MendMode::kDiff) {
      run_.diff.emplace(Output::standard_output());
      return {};
    }
    for (const OutputSetting& setting : settings_.outputs) {
      ReportStyle style;
      style.quiet = settings_.quiet;
      style.verbose = settings_.verbose;
      if (setting.file.empty()) {
        style.color = wants_color(settings_.color);
        style.width = terminal_width();
        run_.outputs.push_back({make_reporter(setting.format, packs, style), Output::standard_output()});
      } else {
        style.color = settings_.color == ColorMode::kAlways;
        auto output = Output::open(setting.file);
        if (!output) return output.error();
        run_.outputs.push_back({make_reporter(setting.format, packs, style), std::move(output).value()});
      }
    }
    return {};
  }

  int finish(const RunSummary& summary) {
    int status = kClean;
    bool diff = settings_.mend == MendMode::kDiff;
    if (run_.gone > 0) complain(fmt::format("{} of the baseline's findings are gone: write it anew", run_.gone));
    if (settings_.ratchet && run_.gone > 0) status = kFindings;
    // A diff fails like `diff` itself: when there is something to mend.
    if (diff ? run_.mended.files > 0 : reached(fail_on_, summary)) status = kFindings;
    if (!diff && settings_.unknown == UnknownMode::kFail && summary.unknown > 0) status = kFindings;
    // What was just written down as known fails nobody.
    if (!settings_.write_baseline.empty()) status = kClean;
    if (summary.unreadable > 0) status = kUsage;
    if (summary.files + summary.unreadable == 0) complain("nothing was linted: there is no file that klamm knows");
    for (const ProjectIgnore* unused : run_.unused()) {
      complain(fmt::format("{}:{}: nothing to ignore: {} found nothing in these files", unused->ignore.path,
                           unused->ignore.line, fmt::join(unused->ignore.rules, ", ")));
    }
    if (settings_.mend != MendMode::kNone && !settings_.quiet) complain(run_.mended.text(diff));
    if (!settings_.write_baseline.empty()) {
      if (auto written = write_baseline(); !written) {
        complain(written.error().message);
        status = kUsage;
      }
    }
    if (run_.diff) close(*run_.diff, status);
    for (RunOutput& each : run_.outputs) close(each.output, status);
    return status;
  }

  static void close(Output& output, int& status) {
    if (auto closed = output.close(); !closed) {
      complain(closed.error().message);
      status = kUsage;
    }
  }

  LintSettings settings_;
  Projects projects_;
  RulePacks packs_;
  FailOn fail_on_;
  LintRun run_;
};

}  // namespace

std::span<const Flag> lint_flags() { return kFlags; }

int lint_command(const Words& words) {
  auto arguments = Arguments::parse("lint", kFlags, words);
  if (!arguments) return refuse_usage("lint", arguments.error());
  if (arguments.value().has("help")) return print(help_page("lint"));
  auto settings = read_settings(arguments.value());
  if (!settings) return refuse_usage("lint", settings.error());
  return LintCommand(std::move(settings).value()).run();
}

}  // namespace klamm::cli
