#include <fmt/format.h>

#include <ctime>

#include "linter/arguments.h"
#include "linter/commands.h"
#include "linter/iam_answer.h"
#include "linter/iam_cases.h"
#include "linter/iam_files.h"
#include "linter/output.h"

namespace klamm::cli {
namespace {

constexpr Flag kFlags[] = {{"principal", true},
                           {"operation", true},
                           {"resource", true},
                           {"iam", true, true},
                           {"cluster-policy", true},
                           {"boundary", true},
                           {"scp", true, true},
                           {"rcp", true, true},
                           {"session-policy", true, true},
                           {"iam-cluster", true},
                           {"context", true, true},
                           {"tag", true, true},
                           {"partial-context"},
                           {"cases", true},
                           {"format", true},
                           {"help"}};

Result<std::pair<std::string, std::string>> split_pair(std::string_view flag, const std::string& text) {
  const size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    return Error{fmt::format("can: `--{} {}`: KEY=VALUE is wanted", flag, text)};
  return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

Result<IamQuestion> read_question(const Arguments& arguments) {
  IamQuestion question;
  question.principal = arguments.value("principal");
  question.operation = arguments.value("operation");
  question.resource = arguments.value("resource");
  question.cluster = arguments.value("iam-cluster");
  question.context.partial = arguments.has("partial-context");
  for (const std::string& text : arguments.values("context")) {
    auto pair = split_pair("context", text);
    if (!pair) return pair.error();
    // The same key again: another value of it.
    auto& keys = question.context.keys;
    auto known = keys.begin();
    while (known != keys.end() && known->name != pair.value().first) ++known;
    if (known == keys.end()) known = keys.insert(keys.end(), {pair.value().first, {}});
    known->values.push_back(pair.value().second);
  }
  for (const std::string& text : arguments.values("tag")) {
    auto pair = split_pair("tag", text);
    if (!pair) return pair.error();
    question.tags.push_back(pair.value());
  }
  return question;
}

// What stands behind `--iam PATH` without a flag is a path of the same kind.
Result<void> read_sources(const Arguments& arguments, IamFiles& files, IamSources& sources) {
  const auto add = [&](std::string_view flag, IamLayer layer) -> Result<void> {
    for (const std::string& path : arguments.values(flag)) {
      if (auto added = files.add(path, {layer}, sources); !added) return added;
    }
    return {};
  };
  for (auto [flag, layer] :
       {std::pair("iam", IamLayer::kIdentity), std::pair("", IamLayer::kIdentity),
        std::pair("cluster-policy", IamLayer::kCluster), std::pair("boundary", IamLayer::kBoundary),
        std::pair("session-policy", IamLayer::kSession), std::pair("scp", IamLayer::kScp),
        std::pair("rcp", IamLayer::kRcp)}) {
    if (auto added = add(flag, layer); !added) return added;
  }
  return {};
}

void complain_lines(std::string_view message) {
  while (!message.empty()) {
    const size_t end = std::min(message.find('\n'), message.size());
    complain(message.substr(0, end));
    message.remove_prefix(std::min(end + 1, message.size()));
  }
}

int answer_list(const Arguments& arguments, const IamQuestion& base) {
  for (std::string_view flag : {"principal", "operation", "resource", "iam", "cluster-policy", "boundary", "scp", "rcp",
                                "session-policy", ""}) {
    if (arguments.values(flag).empty()) continue;
    const std::string what = flag.empty() ? "paths" : fmt::format("`--{}`", flag);
    return refuse_usage("can", {fmt::format("can: {} and `--cases` do not go together", what)});
  }
  auto result = answer_cases(std::string(arguments.value("cases")), base, std::time(nullptr));
  if (!result) {
    complain_lines(result.error().message);
    return kUsage;
  }
  for (const std::string& complaint : result.value().complaints) complain_lines(complaint);
  if (int status = print(result.value().json); status != kClean) return status;
  if (result.value().failed) return kUsage;
  return result.value().all_allowed ? kClean : kFindings;
}

}  // namespace

int can_command(const Words& words) {
  auto parsed = Arguments::parse("can", kFlags, words);
  if (!parsed) return refuse_usage("can", parsed.error());
  const Arguments& arguments = parsed.value();
  if (arguments.has("help")) return print(help_page("can"));
  std::string_view format = arguments.value("format");
  if (arguments.has("format") && format != "json" && format != "text") {
    return refuse_usage("can", {fmt::format("can: `--format {}`: there are text and json", format)});
  }
  auto question = read_question(arguments);
  if (!question) return refuse_usage("can", question.error());
  if (arguments.has("cases")) return answer_list(arguments, question.value());
  for (std::string_view flag : {"principal", "operation", "resource"}) {
    if (arguments.value(flag).empty()) return refuse_usage("can", {fmt::format("can: `--{}` is wanted", flag)});
  }
  if (arguments.values("iam").empty() && !arguments.has("cluster-policy")) {
    return refuse_usage("can", {"can: name policies, as in `--iam policy.json`"});
  }
  IamFiles files;
  IamSources sources;
  if (auto read = read_sources(arguments, files, sources); !read) {
    complain_lines(read.error().message);
    return kUsage;
  }
  for (const std::string& warning : files.warnings()) complain(warning);
  auto answered = answer(question.value(), sources, std::time(nullptr));
  if (!answered) return refuse_usage("can", {"can: " + answered.error().message});
  const IamAnswer& said = answered.value();
  if (int status = print(format == "json" ? answer_json(said) + "\n" : answer_text(said)); status != kClean)
    return status;
  return said.verdict == IamAnswer::Verdict::kAllowed ? kClean : kFindings;
}

}  // namespace klamm::cli
