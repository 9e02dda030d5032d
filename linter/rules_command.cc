#include <fmt/format.h>

#include "klamm/report.h"
#include "klamm/rule_test.h"
#include "linter/arguments.h"
#include "linter/commands.h"
#include "linter/output.h"
#include "linter/rule_packs.h"
#include "linter/terminal.h"

namespace klamm::cli {
namespace {

constexpr Flag kFlags[] = {{"format", true}, {"rules", true, true}, {"help"}};

std::optional<RuleListFormat> parse_list_format(std::string_view name) {
  if (name.empty() || name == "text") return RuleListFormat::kText;
  if (name == "json") return RuleListFormat::kJson;
  if (name == "markdown") return RuleListFormat::kMarkdown;
  return std::nullopt;
}

int test_folder(const std::string& folder, const std::vector<const Pack*>& beside) {
  auto sources = read_rule_folder(folder);
  auto report = sources ? test_rules(sources.value(), beside) : Result<RuleTestReport>(sources.error());
  if (!report) {
    complain(report.error().message);
    return kUsage;
  }
  const RuleTestReport& told = report.value();
  std::string out;
  for (const RuleTestFailure& failure : told.failures) {
    append_printable(out, fmt::format("{}: {}: {}: {}", failure.where, failure.rule, failure.concern, failure.message));
    out += '\n';
  }
  fmt::format_to(std::back_inserter(out), "rules: {}, examples: {}, mutants: {}, failed: {}\n", told.rules,
                 told.examples, told.mutants, told.failures.size());
  int status = print(out);
  return status == kClean && !told.failures.empty() ? kFindings : status;
}

}  // namespace

int rules_command(const Words& words) {
  auto parsed = Arguments::parse("rules", kFlags, words);
  if (!parsed) return refuse_usage("rules", parsed.error());
  const Arguments& arguments = parsed.value();
  if (arguments.has("help")) return print(help_page("rules"));
  std::vector<std::string> rest = arguments.positional();
  auto format = parse_list_format(arguments.value("format"));
  if (!format) return refuse_usage("rules", {"rules: `--format` takes text, json or markdown"});
  bool test = !rest.empty() && rest[0] == "test";
  if (!test && !rest.empty()) return refuse_usage("rules", {fmt::format("rules: `{}` is not understood", rest[0])});
  if (test && rest.size() != 2) return refuse_usage("rules", {"rules test: name one folder of rules"});

  RulePacks packs;
  auto all = packs.with_folders(arguments.values("rules"));
  if (!all) {
    complain(all.error().message);
    return kUsage;
  }
  if (test) return test_folder(rest[1], all.value());
  ReportStyle style;
  style.width = terminal_width();
  return print(list_rules(*format, all.value(), style));
}

}  // namespace klamm::cli
