// JUnit XML as the junit-10 schema of Jenkins' xunit plug-in has it: a suite for each file, a case for each finding.
#include <fmt/format.h>

#include <iterator>

#include "report/escape.h"
#include "report/formats.h"

namespace klamm {
namespace {

void attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  append_xml(out, value);
  out += '"';
}

void open_case(std::string& out, std::string_view path, std::string_view name) {
  out += "  <testcase";
  attribute(out, "classname", path);
  attribute(out, "name", name);
  out += '>';
}

// `element` is failure, error or skipped.
void outcome(std::string& out, std::string_view element, std::string_view type, std::string_view message,
             std::string_view body) {
  fmt::format_to(std::back_inserter(out), "<{}", element);
  attribute(out, "type", type);
  attribute(out, "message", message);
  out += '>';
  append_xml(out, body);
  fmt::format_to(std::back_inserter(out), "</{}></testcase>\n", element);
}

std::string where(const Place& place) {
  if (!place.region) return place.path;
  return fmt::format("{}:{}:{}", place.path, place.region->begin.line, place.region->begin.column);
}

void add_finding(std::string& out, std::string_view path, const Finding& finding) {
  const std::string& about = finding.logical.empty() ? finding.key : finding.logical;
  open_case(out, path, about.empty() ? finding.rule : finding.rule + " " + about);
  std::string body = where(finding.place);
  if (!finding.label.empty()) body += "\n" + finding.label;
  if (!finding.why.empty()) body += "\nwhy: " + finding.why;
  if (!finding.mend.empty()) body += "\nmend: " + finding.mend;
  outcome(out, "failure", severity_name(finding.severity), finding.message, body);
}

void open_suite(std::string& out, std::string_view path, size_t tests, size_t failures, size_t errors, size_t skipped) {
  out += "<testsuite";
  attribute(out, "name", path);
  fmt::format_to(std::back_inserter(out), R"( tests="{}" failures="{}" errors="{}" skipped="{}">)", tests, failures,
                 errors, skipped);
  out += '\n';
}

class JunitReporter : public Reporter {
 public:
  JunitReporter() : Reporter("") {}

  void begin(std::string& out) const override {
    out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"klamm\">\n";
  }

  void file(const FileReport& file, ReportPart& part) const override {
    std::string& out = part.body;
    if (file.error != nullptr) {
      open_suite(out, file.path, 1, 0, 1, 0);
      open_case(out, file.path, "read");
      outcome(out, "error", "unreadable", file.error->message, {});
    } else if (file.result != nullptr && file.result->kind != InputKind::kNone) {
      const LintResult& result = *file.result;
      size_t findings = result.findings.size();
      size_t unknown = result.unknown.size();
      bool clean = findings == 0 && unknown == 0;
      open_suite(out, file.path, clean ? 1 : findings + unknown, findings, 0, unknown);
      for (const Finding& finding : result.findings) add_finding(out, file.path, finding);
      for (const UnknownNote& note : result.unknown) {
        open_case(out, file.path, note.rule);
        outcome(out, "skipped", "unknown", note.message, where(note.place));
      }
      if (clean) {
        open_case(out, file.path, "no findings");
        out += "</testcase>\n";
      }
    } else {
      return;
    }
    out += "</testsuite>\n";
  }

  void end(const RunSummary&, std::string& out) const override { out += "</testsuites>\n"; }
};

}  // namespace

std::unique_ptr<Reporter> junit_reporter() { return std::make_unique<JunitReporter>(); }

}  // namespace klamm
