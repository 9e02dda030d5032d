#include <fmt/format.h>

#include <ctime>

#include "klamm/files.h"
#include "linter/arguments.h"
#include "linter/commands.h"
#include "linter/iam_tests.h"
#include "linter/output.h"

namespace klamm::cli {
namespace {

constexpr Flag kFlags[] = {{"format", true}, {"output", true}, {"coverage"}, {"help"}};

int fail(std::string_view message) {
  while (!message.empty()) {
    const size_t end = std::min(message.find('\n'), message.size());
    complain(message.substr(0, end));
    message.remove_prefix(std::min(end + 1, message.size()));
  }
  return kUsage;
}

int write(const Arguments& arguments, const std::string& text) {
  if (!arguments.has("output") || arguments.value("output") == "-") return print(text);
  auto output = Output::open(std::string(arguments.value("output")));
  if (!output) return fail(output.error().message);
  output.value().buffer() = text;
  auto closed = output.value().close();
  return closed ? kClean : fail(closed.error().message);
}

}  // namespace

int policy_command(const Words& words) {
  auto parsed = Arguments::parse("policy", kFlags, words);
  if (!parsed) return refuse_usage("policy", parsed.error());
  const Arguments& arguments = parsed.value();
  if (arguments.has("help")) return print(help_page("policy"));
  const std::vector<std::string> positional = arguments.positional();
  if (positional.size() != 2 || positional[0] != "test") {
    return refuse_usage("policy", {"policy: as in `klamm policy test orders.toml`"});
  }
  std::string_view format = arguments.has("format") ? arguments.value("format") : "text";
  if (format != "text" && format != "json" && format != "junit") {
    return refuse_usage("policy", {fmt::format("policy: `--format {}`: there are text, json and junit", format)});
  }
  const std::string& path = positional[1];
  Budget budget;
  auto source = DiskFiles().read(path, budget);
  if (!source) return fail(source.error().message);
  auto file = parse_iam_tests(path, source.value()->bytes());
  if (!file) return fail(file.error().message);
  for (const std::string& warning : file.value().warnings) complain(warning);
  auto run = run_iam_tests(file.value(), std::time(nullptr));
  if (!run) return fail(run.error().message);
  auto report = format == "json" ? iam_tests_json : format == "junit" ? iam_tests_junit : iam_tests_text;
  const int status = write(arguments, report(file.value(), run.value(), arguments.has("coverage")));
  if (status != kClean) return status;
  return run.value().failures() == 0 ? kClean : kFindings;
}

}  // namespace klamm::cli
