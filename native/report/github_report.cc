// GitHub's workflow commands: printed in a job's log, they become annotations of the lines of a pull request.
#include <fmt/format.h>

#include <iterator>

#include "report/escape.h"
#include "report/formats.h"

namespace klamm {
namespace {

std::string_view command_of(Severity severity) {
  switch (severity) {
    case Severity::kCritical:
    case Severity::kHigh:
      return "error";
    case Severity::kMedium:
      return "warning";
    default:
      return "notice";
  }
}

void open_command(std::string& out, std::string_view command, const Place& place) {
  fmt::format_to(std::back_inserter(out), "::{} file=", command);
  append_github_property(out, place.path);
  if (!place.region) return;
  const Region& region = *place.region;
  fmt::format_to(std::back_inserter(out), ",line={},endLine={}", region.begin.line, region.end.line);
  // Columns are refused for an annotation of several lines.
  if (region.begin.line != region.end.line) return;
  fmt::format_to(std::back_inserter(out), ",col={},endColumn={}", region.begin.column, region.end.column);
}

class GithubReporter : public Reporter {
 public:
  GithubReporter() : Reporter("") {}

  void begin(std::string&) const override {}

  void file(const FileReport& file, ReportPart& part) const override {
    std::string& out = part.body;
    if (file.error != nullptr) {
      open_command(out, "error", Place{std::string(file.path), {}});
      out += ",title=unreadable::";
      append_github_data(out, file.error->message);
      out += '\n';
    }
    if (file.result == nullptr) return;
    for (const Finding& finding : file.result->findings) {
      open_command(out, command_of(finding.severity), finding.place);
      out += ",title=";
      append_github_property(out, fmt::format("{} ({})", finding.rule, severity_name(finding.severity)));
      out += "::";
      append_github_data(out, finding.message);
      if (!finding.mend.empty()) append_github_data(out, "\nmend: " + finding.mend);
      out += '\n';
    }
  }

  void end(const RunSummary&, std::string&) const override {}
};

}  // namespace

std::unique_ptr<Reporter> github_reporter() { return std::make_unique<GithubReporter>(); }

}  // namespace klamm
