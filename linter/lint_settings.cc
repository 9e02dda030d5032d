#include "linter/lint_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "linter/suggest.h"

namespace klamm::cli {
namespace {

// `known` are the words that the flag takes.
Error no_such(std::string_view flag, std::string_view value, const std::vector<std::string_view>& known) {
  std::string message = fmt::format("lint: `--{} {}`: there are {}", flag, value, fmt::join(known, ", "));
  std::string_view near = nearest(value, known);
  return Error{near.empty() ? message : fmt::format("{}; did you mean `{}`?", message, near)};
}

template <class Parsed>
Result<void> choose(const Arguments& arguments, std::string_view flag, std::optional<Parsed> (*parse)(std::string_view),
                    const std::vector<std::string_view>& known, std::optional<Parsed>& into) {
  if (!arguments.has(flag)) return {};
  into = parse(arguments.value(flag));
  if (!into) return no_such(flag, arguments.value(flag), known);
  return {};
}

std::optional<UnknownMode> parse_unknown(std::string_view name) {
  if (name == "ignore") return UnknownMode::kIgnore;
  if (name == "warn") return UnknownMode::kWarn;
  if (name == "fail") return UnknownMode::kFail;
  return std::nullopt;
}

// A whole number, for sizes with K, M or G (of 1024) behind it.
std::optional<uint64_t> parse_number(std::string_view text, bool size) {
  uint64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  std::string_view unit = text.substr(static_cast<size_t>(end - text.data()));
  if (unit.empty()) return value;
  size_t power = std::string_view("KMG").find(unit.front());
  if (!size || unit.size() > 1 || power == std::string_view::npos) return std::nullopt;
  unsigned shift = 10 * (static_cast<unsigned>(power) + 1);
  if (value > UINT64_MAX >> shift) return std::nullopt;
  return value << shift;
}

// An --output belongs to the --format before it; one before every --format to the first.
Result<std::vector<OutputSetting>> read_outputs(const Arguments& arguments) {
  struct Pair {
    std::optional<Format> format;
    std::optional<std::string> file;
  };
  std::vector<Pair> pairs;
  for (const Argument& argument : arguments.in_order()) {
    if (argument.flag == "format") {
      auto format = parse_format(argument.value);
      if (!format)
        return no_such("format", argument.value, {"text", "json", "sarif", "junit", "github", "codeclimate"});
      if (pairs.size() == 1 && !pairs[0].format) {
        pairs[0].format = format;
      } else {
        pairs.push_back({format, {}});
      }
    } else if (argument.flag == "output") {
      if (pairs.empty()) {
        pairs.push_back({{}, argument.value});
      } else if (pairs.back().file) {
        return Error{fmt::format("lint: `--output {}` has no --format of its own", argument.value)};
      } else {
        pairs.back().file = argument.value;
      }
    }
  }
  if (pairs.empty()) pairs.emplace_back();
  std::vector<OutputSetting> outputs;
  for (const Pair& pair : pairs) {
    std::string file = pair.file.value_or("-");
    if (file == "-") file.clear();
    auto same = [&file](const OutputSetting& other) { return other.file == file; };
    if (std::any_of(outputs.begin(), outputs.end(), same)) {
      return Error{file.empty() ? "lint: only one format goes to standard output; give the others an --output"
                                : fmt::format("lint: two formats go to `{}`", file)};
    }
    outputs.push_back({pair.format.value_or(Format::kText), file});
  }
  return outputs;
}

// Of the clock, in universal time.
Day today() {
  auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  std::chrono::year_month_day date(days);
  return {static_cast<uint16_t>(static_cast<int>(date.year())),
          static_cast<uint8_t>(static_cast<unsigned>(date.month())),
          static_cast<uint8_t>(static_cast<unsigned>(date.day()))};
}

Result<void> read_numbers(const Arguments& arguments, LintSettings& settings) {
  if (arguments.has("threads")) {
    auto threads = parse_number(arguments.value("threads"), false);
    if (!threads || *threads == 0 || *threads > 256) return Error{"lint: `--threads` takes a number from 1 to 256"};
    settings.threads = static_cast<unsigned>(*threads);
  }
  if (arguments.has("max-bytes")) {
    auto bytes = parse_number(arguments.value("max-bytes"), true);
    constexpr uint64_t kMost = (uint64_t{1} << 31) - 1;
    if (!bytes || *bytes == 0 || *bytes > kMost) return Error{"lint: `--max-bytes` takes a size below 2G, as in 100M"};
    settings.max_bytes = bytes;
  }
  return {};
}

Result<void> read_choices(const Arguments& arguments, LintSettings& settings) {
  std::optional<UnknownMode> unknown;
  std::optional<ColorMode> color;
  for (const Result<void>& read :
       {choose(arguments, "fail-on", parse_fail_on, {"critical", "high", "medium", "low", "info", "never"},
               settings.fail_on),
        choose(arguments, "unknown", parse_unknown, {"ignore", "warn", "fail"}, unknown),
        choose(arguments, "color", parse_color, {"auto", "always", "never"}, color),
        choose(arguments, "as", parse_input_kind,
               {input_kind_name(InputKind::kServerProperties), input_kind_name(InputKind::kMskConfiguration),
                input_kind_name(InputKind::kIamPolicy), input_kind_name(InputKind::kCompose),
                input_kind_name(InputKind::kEnv), input_kind_name(InputKind::kConfigMap),
                input_kind_name(InputKind::kTopicScript), input_kind_name(InputKind::kTopicList),
                input_kind_name(InputKind::kKafkaTopic), input_kind_name(InputKind::kTerraformPlan),
                input_kind_name(InputKind::kCloudFormation), input_kind_name(InputKind::kMskAnswer),
                input_kind_name(InputKind::kSnapshot)},
               settings.as),
        choose(arguments, "msk-kind", parse_msk_kind, {"standard", "express", "serverless"}, settings.msk_kind),
        choose(arguments, "iam-layer", parse_iam_layer, {"identity", "cluster", "boundary", "session", "scp", "rcp"},
               settings.iam_layer)}) {
    if (!read) return read;
  }
  if (settings.msk_kind && settings.as.value_or(InputKind::kMskConfiguration) != InputKind::kMskConfiguration) {
    return Error{"lint: `--msk-kind` goes with `--as msk-configuration`"};
  }
  if (settings.msk_kind) settings.as = InputKind::kMskConfiguration;
  if (arguments.has("iam-cluster")) {
    settings.iam_cluster = parse_iam_cluster(arguments.value("iam-cluster"));
    if (!settings.iam_cluster) return Error{"lint: `--iam-cluster` takes the ARN of a cluster, without wildcards"};
  }
  settings.unknown = unknown.value_or(settings.unknown);
  settings.color = color.value_or(settings.color);
  for (auto [flag, version] :
       {std::pair("kafka-version", &settings.kafka_version), std::pair("upgrade-to", &settings.upgrade_to)}) {
    if (!arguments.has(flag)) continue;
    *version = known_version(arguments.value(flag));
    if (!*version) return Error{"lint: " + unknown_version(arguments.value(flag))};
  }
  bool backwards = settings.upgrade_to && settings.kafka_version && *settings.upgrade_to <= *settings.kafka_version;
  if (backwards) return Error{"lint: `--upgrade-to` takes a version after that of `--kafka-version`"};
  return {};
}

Result<void> read_mend(const Arguments& arguments, LintSettings& settings) {
  bool diff = arguments.has("diff");
  bool fix = arguments.has("fix");
  settings.unsafe_fixes = arguments.has("unsafe-fixes");
  settings.mend = diff ? MendMode::kDiff : fix ? MendMode::kFix : MendMode::kNone;
  if (diff && fix) return Error{"lint: `--diff` shows what `--fix` would write: give one of them"};
  if (settings.unsafe_fixes && !diff && !fix) return Error{"lint: `--unsafe-fixes` goes with `--diff` or `--fix`"};
  if (diff && (arguments.has("format") || arguments.has("output"))) {
    return Error{"lint: `--diff` prints diffs only, on standard output: no `--format` or `--output`"};
  }
  bool standard_input = std::find(settings.paths.begin(), settings.paths.end(), "-") != settings.paths.end();
  if (fix && standard_input) return Error{"lint: `--fix` needs files; `--diff` takes standard input too"};
  return {};
}

}  // namespace

Result<LintSettings> read_settings(const Arguments& arguments) {
  LintSettings settings;
  settings.paths = arguments.positional();
  if (settings.paths.empty()) return Error{"lint: name a file, a folder, or `-` for standard input"};
  auto outputs = read_outputs(arguments);
  if (!outputs) return outputs.error();
  settings.outputs = std::move(outputs).value();
  if (auto read = read_choices(arguments, settings); !read) return read.error();
  if (auto read = read_numbers(arguments, settings); !read) return read.error();
  if (auto read = read_mend(arguments, settings); !read) return read.error();
  if (arguments.has("profile")) settings.profile = arguments.value("profile");
  if (arguments.has("select")) settings.select = arguments.values("select", true);
  if (arguments.has("ignore")) settings.ignore = arguments.values("ignore", true);
  settings.rules = arguments.values("rules");
  settings.quiet = arguments.has("quiet");
  settings.verbose = arguments.has("verbose");
  settings.rendered = arguments.has("rendered");
  if (arguments.has("stdin-name")) settings.stdin_name = arguments.value("stdin-name");
  settings.comments = !arguments.has("no-inline");
  settings.require_reason = arguments.has("require-reason");
  if (arguments.has("today")) {
    settings.today = parse_day(arguments.value("today"));
    if (!settings.today) return Error{"lint: `--today` takes a day, as in 2027-03-31"};
  }
  settings.baseline = arguments.value("baseline");
  settings.write_baseline = arguments.value("write-baseline");
  settings.ratchet = arguments.has("ratchet");
  if (!settings.write_baseline.empty() && settings.mend != MendMode::kNone) {
    return Error{"lint: `--write-baseline` writes down findings, `--fix` mends them: give one of them"};
  }
  if (settings.ratchet && settings.baseline.empty()) return Error{"lint: `--ratchet` goes with `--baseline`"};
  if (settings.stdin_name.empty()) return Error{"lint: `--stdin-name` takes a name"};
  return settings;
}

Result<FileSettings> settle(const LintSettings& settings, const Project& project, RulePacks& packs) {
  FileSettings settled;
  std::vector<std::string> folders = settings.rules;
  folders.insert(folders.end(), project.rules.begin(), project.rules.end());
  auto with_folders = packs.with_folders(folders);
  if (!with_folders) return with_folders.error();
  settled.packs = std::move(with_folders).value();

  LintOptions& options = settled.options;
  options.kafka_version = settings.kafka_version ? settings.kafka_version : project.kafka_version;
  options.version_from_project = !settings.kafka_version && project.kafka_version;
  if (project.profile) options.profile = *project.profile;
  if (settings.profile) options.profile = *settings.profile;
  if (project.select) options.select = *project.select;
  if (settings.select) options.select = *settings.select;
  if (project.ignore) options.ignore = *project.ignore;
  if (settings.ignore) options.ignore = *settings.ignore;
  options.parameters = project.parameters;
  options.upgrade_to = settings.upgrade_to;
  if (options.upgrade_to && !options.kafka_version) {
    return Error{
        "lint: `--upgrade-to` needs the version that is there: `--kafka-version`, or kafka-version in klamm.toml"};
  }
  options.rendered = settings.rendered;
  options.yaml = &read_yaml;
  options.terraform = &read_terraform;
  options.today = settings.today.value_or(today()).text();
  options.msk = settings.msk_kind ? settings.msk_kind : project.msk_kind;
  options.as = settings.as;
  options.iam_layer = settings.iam_layer ? settings.iam_layer : project.iam_layer;
  options.iam_cluster = settings.iam_cluster ? settings.iam_cluster : project.iam_cluster;
  if (settings.max_bytes) options.limits.bytes = *settings.max_bytes;

  auto selection = select_rules(settled.packs, options);
  if (!selection) {
    // Only a project's own words can be wrong for one file and right for another.
    const bool told = selection.error().message.starts_with(project.path);
    std::string where = told ? "" : project.path + ": ";
    return Error{where + selection.error().message};
  }
  settled.selection = std::move(selection).value();
  settled.comments = settings.comments;
  settled.ignoring.require_reason = settings.require_reason;
  settled.ignoring.today = settings.today.value_or(today());
  // A rule that does not run finds nothing to ignore.
  settled.ignoring.tell_unused = !settings.select && !settings.ignore && !settings.upgrade_to;
  settled.folder = project.path.substr(0, project.path.rfind('/') + 1);
  settled.ignores = project.ignores;
  for (ProjectIgnore& one : settled.ignores) {
    settled.ignored_files.push_back(one.files ? std::optional(Glob(*one.files, true)) : std::nullopt);
    for (std::string& word : one.ignore.rules) {
      std::string id = id_of_rule(word, settled.packs);
      if (id.empty()) return Error{fmt::format("{}:{}: ignore: no rule `{}`", project.path, one.ignore.line, word)};
      word = std::move(id);
    }
    if (settings.require_reason && one.ignore.reason.empty()) {
      return Error{fmt::format("{}:{}: ignore: a reason is demanded", project.path, one.ignore.line)};
    }
  }
  return settled;
}

}  // namespace klamm::cli
