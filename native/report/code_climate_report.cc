// The part of Code Climate's format that GitLab reads for its code quality reports: one JSON array.
#include "report/formats.h"
#include "report/json_object.h"

namespace klamm {
namespace {

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::kCritical:
      return "blocker";
    case Severity::kHigh:
      return "critical";
    case Severity::kMedium:
      return "major";
    case Severity::kLow:
      return "minor";
    case Severity::kInfo:
      return "info";
  }
  return "";
}

class CodeClimateReporter : public Reporter {
 public:
  CodeClimateReporter() : Reporter(",\n") {}

  void begin(std::string& out) const override { out += "[\n"; }

  void file(const FileReport& file, ReportPart& part) const override {
    if (file.result == nullptr) return;
    Fingerprints fingerprints;
    for (const Finding& finding : file.result->findings) {
      separate(part.body);
      JsonObject object(part.body);
      object.text("type", "issue");
      object.text("check_name", finding.rule);
      object.text("description", finding.message);
      object.member("categories") += R"(["Security"])";
      object.text("severity", level_of(finding.severity));
      object.text("fingerprint", fingerprints.next(finding));
      JsonObject location(object.member("location"));
      location.text("path", finding.place.path);
      JsonObject lines(location.member("lines"));
      // A finding about the file as a whole needs a line all the same.
      lines.number("begin", finding.place.region ? finding.place.region->begin.line : 1);
      if (finding.place.region) lines.number("end", finding.place.region->end.line);
    }
  }

  void end(const RunSummary&, std::string& out) const override { out += "\n]\n"; }
};

}  // namespace

std::string Fingerprints::next(const Finding& finding) {
  std::string print = fingerprint(finding);
  uint32_t before = seen_[print]++;
  if (before == 0) return print;
  Finding numbered;
  numbered.rule = finding.rule;
  numbered.place.path = finding.place.path;
  numbered.logical = print + "#" + std::to_string(before);
  return fingerprint(numbered);
}

std::unique_ptr<Reporter> code_climate_reporter() { return std::make_unique<CodeClimateReporter>(); }

}  // namespace klamm
