#include <fmt/format.h>

#include "linter/iam_answer.h"
#include "linter/iam_tests.h"

namespace klamm::cli {
namespace {

std::string place(const IamTestFile& file, const IamTestCase& test) {
  return fmt::format("{}:{}:{}", file.path, test.line, test.column);
}

// For an attribute or a text of XML; what XML cannot hold is left out.
std::string xml(std::string_view text) {
  std::string out;
  for (char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    if (byte == '<') {
      out += "&lt;";
    } else if (byte == '>') {
      out += "&gt;";
    } else if (byte == '&') {
      out += "&amp;";
    } else if (byte == '"') {
      out += "&quot;";
    } else if (code >= 0x20 || byte == '\n' || byte == '\t') {
      out += byte;
    }
  }
  return out;
}

std::string counts(const IamTestRun& run) {
  const size_t failed = run.failures();
  return fmt::format("{} {}: {} as expected, {} not", run.outcomes.size(), run.outcomes.size() == 1 ? "case" : "cases",
                     run.outcomes.size() - failed, failed);
}

}  // namespace

std::string iam_tests_text(const IamTestFile& file, const IamTestRun& run, bool coverage) {
  std::string out;
  for (const IamTestRun::Outcome& outcome : run.outcomes) {
    if (outcome.as_expected) continue;
    out += fmt::format("{}: `{}`: expected {}\n", place(file, *outcome.test), outcome.test->name,
                       verdict_name(outcome.test->expected));
    out += answer_text(outcome.answer);
  }
  if (coverage) {
    for (const std::string& statement : run.untouched) out += fmt::format("{}: no case touches it\n", statement);
    out += fmt::format("{} of {} statements touched\n", run.statements - run.untouched.size(), run.statements);
  }
  return out + counts(run) + "\n";
}

std::string iam_tests_json(const IamTestFile& file, const IamTestRun& run, bool coverage) {
  std::string out = "{\"cases\":[";
  for (const IamTestRun::Outcome& outcome : run.outcomes) {
    out += &outcome == &run.outcomes.front() ? "\n" : ",\n";
    out += "{\"name\":";
    append_json(out, outcome.test->name);
    out += ",\"file\":";
    append_json(out, file.path);
    out += fmt::format(",\"line\":{},\"column\":{},\"expected\":\"{}\",\"as_expected\":{},\"answer\":{}}}",
                       outcome.test->line, outcome.test->column, verdict_name(outcome.test->expected),
                       outcome.as_expected, answer_json(outcome.answer));
  }
  out += "\n]";
  if (coverage) {
    out += fmt::format(",\"statements\":{},\"untouched\":[", run.statements);
    for (size_t at = 0; at < run.untouched.size(); ++at) {
      if (at > 0) out += ',';
      append_json(out, run.untouched[at]);
    }
    out += ']';
  }
  return out + "}\n";
}

std::string iam_tests_junit(const IamTestFile& file, const IamTestRun& run, bool coverage) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format("<testsuites>\n<testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">\n",
                     xml(file.path), run.outcomes.size(), run.failures());
  for (const IamTestRun::Outcome& outcome : run.outcomes) {
    out += fmt::format("<testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"", xml(file.path),
                       xml(outcome.test->name), xml(file.path), outcome.test->line);
    if (outcome.as_expected) {
      out += "/>\n";
      continue;
    }
    out += fmt::format(">\n<failure message=\"expected {}, got {}\">{}:\n{}</failure>\n</testcase>\n",
                       verdict_name(outcome.test->expected), verdict_name(outcome.answer.verdict),
                       xml(place(file, *outcome.test)), xml(answer_text(outcome.answer)));
  }
  if (coverage && !run.untouched.empty()) {
    out += "<system-out>";
    for (const std::string& statement : run.untouched) out += xml(statement) + ": no case touches it\n";
    out += "</system-out>\n";
  }
  return out + "</testsuite>\n</testsuites>\n";
}

}  // namespace klamm::cli
