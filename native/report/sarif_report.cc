// SARIF 2.1.0 (OASIS). Results are findings; what is unknown or unreadable is a notification of the invocation, so that
// no viewer takes it for a finding.
#include "klamm/rule_page.h"
#include "report/escape.h"
#include "report/formats.h"
#include "report/json_object.h"

namespace klamm {
namespace {

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::kCritical:
    case Severity::kHigh:
      return "error";
    case Severity::kMedium:
      return "warning";
    default:
      return "note";
  }
}

// The score by which GitHub sorts security findings into critical (above 9), high (7), medium (4) and low.
std::string_view score_of(Severity severity) {
  switch (severity) {
    case Severity::kCritical:
      return "9.5";
    case Severity::kHigh:
      return "8.0";
    case Severity::kMedium:
      return "5.5";
    case Severity::kLow:
      return "2.0";
    case Severity::kInfo:
      return "0.1";
  }
  return "";
}

void add_message(JsonObject& object, std::string_view name, std::string_view text) {
  JsonObject message(object.member(name));
  message.text("text", text);
}

void add_artifact(JsonObject& object, std::string_view path) {
  JsonObject artifact(object.member("artifactLocation"));
  std::string uri;
  append_uri(uri, path);
  artifact.text("uri", uri);
}

// A location, with its message where it has one.
void add_location(std::string& out, const Place& place, std::string_view message, std::string_view logical) {
  JsonObject location(out);
  {
    JsonObject physical(location.member("physicalLocation"));
    add_artifact(physical, place.path);
    if (place.region) {
      JsonObject region(physical.member("region"));
      add_region(region, *place.region, kSarifRegion);
    }
  }
  if (!logical.empty()) {
    location.member("logicalLocations") += '[';
    {
      JsonObject object(out);
      object.text("fullyQualifiedName", logical);
    }
    out += ']';
  }
  if (!message.empty()) add_message(location, "message", message);
}

void add_fix(std::string& out, const Fix& fix, std::string_view path, const Source& source) {
  JsonObject object(out);
  add_message(object, "description", fix.title);
  object.member("artifactChanges") += '[';
  {
    JsonObject change(out);
    add_artifact(change, path);
    change.list("replacements", fix.edits, [&](const Edit& edit) {
      JsonObject replacement(out);
      {
        JsonObject region(replacement.member("deletedRegion"));
        add_region(region, source.region(edit.span), kSarifRegion);
      }
      if (!edit.text.empty()) add_message(replacement, "insertedContent", edit.text);
    });
  }
  out += ']';
}

void add_result(std::string& out, const Finding& finding, const FileReport& file) {
  JsonObject result(out);
  result.text("ruleId", finding.rule);
  result.text("level", level_of(finding.severity));
  std::string message = finding.message;
  if (!finding.label.empty()) message += " (" + finding.label + ")";
  if (!finding.mend.empty()) message += "\nmend: " + finding.mend;
  add_message(result, "message", message);
  result.member("locations") += '[';
  add_location(out, finding.place, {}, finding.logical);
  out += ']';
  if (!finding.related.empty()) {
    result.list("relatedLocations", finding.related,
                [&out](const Related& related) { add_location(out, related.place, related.message, {}); });
  }
  {
    JsonObject prints(result.member("partialFingerprints"));
    prints.text("klamm/v1", fingerprint(finding));
  }
  if (finding.fix && !finding.fix->secret && !finding.fix->edits.empty() && file.source != nullptr) {
    result.member("fixes") += '[';
    add_fix(out, *finding.fix, file.path, *file.source);
    out += ']';
  }
  JsonObject properties(result.member("properties"));
  properties.text("severity", severity_name(finding.severity));
  if (finding.fatal) properties.boolean("fatal", true);
}

void add_rule(std::string& out, const RuleInfo& rule) {
  JsonObject object(out);
  object.text("id", rule.id);
  object.text("name", rule.name);
  add_message(object, "shortDescription", rule.title);
  if (!rule.why.empty()) add_message(object, "fullDescription", without_holes(rule.why));
  if (!rule.mend.empty()) add_message(object, "help", without_holes(rule.mend));
  if (!rule.references.empty()) object.text("helpUri", rule.references.front());
  {
    JsonObject configuration(object.member("defaultConfiguration"));
    configuration.text("level", level_of(rule.severity));
  }
  JsonObject properties(object.member("properties"));
  properties.text("security-severity", score_of(rule.severity));
  properties.member("tags") += R"(["kafka","security"])";
}

void add_notification(std::string& out, std::string_view level, const Place& place, std::string_view message,
                      std::string_view rule) {
  JsonObject object(out);
  object.text("level", level);
  add_message(object, "message", message);
  object.member("locations") += '[';
  add_location(out, place, {}, {});
  out += ']';
  if (rule.empty()) return;
  JsonObject reference(object.member("associatedRule"));
  reference.text("id", rule);
}

class SarifReporter : public Reporter {
 public:
  explicit SarifReporter(const std::vector<const Pack*>& packs) : Reporter(",\n"), packs_(packs) {}

  void begin(std::string& out) const override {
    out +=
        R"({"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{)";
    out += "\"tool\":{\"driver\":{\"name\":\"klamm\",\"version\":";
    append_json(out, program_version());
    out += ",\"rules\":[\n";
    std::string_view between;
    for (const Pack* pack : packs_) {
      for (size_t index = 0; index < pack->rule_count(); ++index) {
        out += between;
        add_rule(out, pack->rule(index));
        between = ",\n";
      }
    }
    out += "\n]}},\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[\n";
  }

  void file(const FileReport& file, ReportPart& part) const override {
    if (file.error != nullptr) {
      separate(part.unreadable);
      add_notification(part.unreadable, "error", Place{std::string(file.path), {}}, file.error->message, {});
    }
    if (file.result == nullptr) return;
    for (const Finding& finding : file.result->findings) {
      separate(part.body);
      add_result(part.body, finding, file);
    }
    for (const UnknownNote& note : file.result->unknown) {
      separate(part.unknown);
      add_notification(part.unknown, "note", note.place, note.message, note.rule);
    }
  }

  void end(const RunSummary& summary, std::string& out) const override {
    out += "\n],\n\"invocations\":[";
    {
      JsonObject invocation(out);
      invocation.boolean("executionSuccessful", summary.unreadable == 0);
      std::string notes = held().unreadable;
      if (!notes.empty() && !held().unknown.empty()) notes += ",\n";
      notes += held().unknown;
      invocation.member("toolExecutionNotifications") += "[\n" + notes + "\n]";
    }
    out += "]}]}\n";
  }

 private:
  std::vector<const Pack*> packs_;
};

}  // namespace

std::unique_ptr<Reporter> sarif_reporter(const std::vector<const Pack*>& packs) {
  return std::make_unique<SarifReporter>(packs);
}

}  // namespace klamm
