// Findings made by hand, as a linter would make them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "klamm/report.h"

namespace klamm::test {

inline Finding finding(std::string rule = "KL010", Severity severity = Severity::kCritical) {
  Finding made;
  made.rule = std::move(rule);
  made.severity = severity;
  made.place = {"server.properties", Region{{14, 11}, {14, 34}}};
  made.key = "listeners";
  made.logical = "listener/EXTERNAL";
  made.message = "listener `EXTERNAL` lets anybody in";
  made.label = "PLAINTEXT: every client becomes User:ANONYMOUS";
  made.why = "anyone who reaches port 9092 acts with the rights of User:ANONYMOUS";
  made.mend = "map EXTERNAL to SASL_SSL, or bind it to 127.0.0.1";
  made.source_line = "listeners=EXTERNAL://0.0.0.0:9092,CONTROLLER://10.0.0.5:9093";
  return made;
}

inline LintResult result(std::vector<Finding> findings) {
  LintResult made;
  made.kind = InputKind::kServerProperties;
  made.findings = std::move(findings);
  made.assumptions = {"Kafka 4.4", "KRaft"};
  return made;
}

// The whole output for one file.
inline std::string print(Format format, const LintResult& result, const ReportStyle& style = {},
                         std::string_view path = "server.properties", const Source* source = nullptr) {
  auto reporter = make_reporter(format, {}, style);
  FileReport file{path, &result, nullptr, source};
  RunSummary summary;
  summary.add(file);
  std::string out;
  ReportPart part;
  reporter->begin(out);
  reporter->file(file, part);
  reporter->add(part, out);
  reporter->end(summary, out);
  return out;
}

}  // namespace klamm::test
