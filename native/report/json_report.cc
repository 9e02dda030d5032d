// The format that docs/output.md describes and docs/schema/findings-1.json checks.
#include "report/formats.h"
#include "report/json_object.h"

namespace klamm {
namespace {

std::string_view verdict_name(Verdict verdict) { return verdict == Verdict::kError ? "error" : "fail"; }

void add_place(JsonObject& object, const Place& place) {
  object.text("path", place.path);
  if (place.region) add_region(object, *place.region, kOurRegion);
}

void add_fix(JsonObject& object, const Fix& fix, const Source* source) {
  JsonObject written(object.member("fix"));
  written.text("title", fix.title);
  written.boolean("safe", fix.safe);
  if (source == nullptr || fix.secret || fix.edits.empty()) return;
  std::string& out = written.member("edits");
  out += '[';
  for (size_t index = 0; index < fix.edits.size(); ++index) {
    if (index > 0) out += ',';
    JsonObject edit(out);
    add_region(edit, source->region(fix.edits[index].span), kOurRegion);
    edit.text("text", fix.edits[index].text);
  }
  out += ']';
}

void add_finding(std::string& out, const Finding& finding, const Source* source) {
  JsonObject object(out);
  object.text("rule", finding.rule);
  object.text("severity", severity_name(finding.severity));
  object.text("verdict", verdict_name(finding.verdict));
  if (finding.fatal) object.boolean("fatal", true);
  add_place(object, finding.place);
  object.text_unless_empty("key", finding.key);
  object.text_unless_empty("logical", finding.logical);
  object.text("message", finding.message);
  object.text_unless_empty("label", finding.label);
  object.text_unless_empty("why", finding.why);
  object.text_unless_empty("mend", finding.mend);
  if (!finding.related.empty()) {
    object.list("related", finding.related, [&out](const Related& related) {
      JsonObject written(out);
      add_place(written, related.place);
      written.text("message", related.message);
    });
  }
  if (finding.fix) add_fix(object, *finding.fix, source);
  object.text("fingerprint", fingerprint(finding));
}

class JsonReporter : public Reporter {
 public:
  JsonReporter() : Reporter(",\n") {}

  void begin(std::string& out) const override {
    out += "{\"version\":1,\"tool\":{\"name\":\"klamm\",\"version\":";
    append_json(out, program_version());
    out += "},\n\"findings\":[\n";
  }

  void file(const FileReport& file, ReportPart& part) const override {
    if (file.error != nullptr) {
      separate(part.unreadable);
      JsonObject object(part.unreadable);
      object.text("path", file.path);
      object.text("message", file.error->message);
    }
    if (file.result == nullptr) return;
    for (const Finding& finding : file.result->findings) {
      separate(part.body);
      add_finding(part.body, finding, file.source);
    }
    for (const UnknownNote& note : file.result->unknown) {
      separate(part.unknown);
      JsonObject object(part.unknown);
      object.text("rule", note.rule);
      add_place(object, note.place);
      object.text("message", note.message);
    }
  }

  void end(const RunSummary& summary, std::string& out) const override {
    out += "\n],\n\"unknown\":[\n";
    out += held().unknown;
    out += "\n],\n\"unreadable\":[\n";
    out += held().unreadable;
    out += "\n],\n\"summary\":";
    {
      JsonObject object(out);
      object.number("files", summary.files);
      object.number("skipped", summary.skipped);
      object.number("unreadable", summary.unreadable);
      for (size_t index = summary.findings.size(); index-- > 0;) {
        object.number(severity_name(static_cast<Severity>(index)), summary.findings[index]);
      }
      object.number("unknown", summary.unknown);
      object.list("assumptions", summary.assumptions, [&out](const std::string& text) { append_json(out, text); });
    }
    out += "}\n";
  }
};

}  // namespace

std::unique_ptr<Reporter> json_reporter() { return std::make_unique<JsonReporter>(); }

}  // namespace klamm
