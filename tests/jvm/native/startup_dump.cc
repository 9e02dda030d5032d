// A frame is a version, a line feed, and a server.properties file. Its answer: the ids of the rules by which Kafka does
// not start with it, a blank between two.
#include "frames.h"
#include "klamm/linter.h"

namespace {

using namespace klamm;

void dump(const std::string& frame, Answer& answer) {
  size_t line = frame.find('\n');
  LintOptions options;
  options.kafka_version = parse_version(frame.substr(0, line));
  options.profile = "all";
  options.as = InputKind::kServerProperties;
  const std::vector<const Pack*> packs = {&Pack::builtin()};
  auto source = std::make_shared<Source>("server.properties", frame.substr(line + 1));
  LintResult result = lint(source, packs, select_rules(packs, options).value(), options).value();
  std::string rules;
  for (const Finding& finding : result.findings) {
    if (finding.fatal) rules += (rules.empty() ? "" : " ") + finding.rule;
  }
  answer.put_text(rules);
}

}  // namespace

int main() { return answer_frames(dump); }
