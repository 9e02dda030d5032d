// What a run of `klamm lint` is asked to do: the command line, and for each klamm.toml what holds for its files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "klamm/linter.h"
#include "klamm/report.h"
#include "linter/arguments.h"
#include "linter/fail_on.h"
#include "linter/glob.h"
#include "linter/project.h"
#include "linter/rule_packs.h"
#include "linter/terminal.h"

namespace klamm::cli {

enum class UnknownMode : uint8_t { kIgnore, kWarn, kFail };

// What becomes of machine fixes: nothing, shown as a diff instead of the findings, or written to the files first.
enum class MendMode : uint8_t { kNone, kDiff, kFix };

struct OutputSetting {
  Format format = Format::kText;
  std::string file;  // empty: standard output
};

// The command line alone.
struct LintSettings {
  std::vector<std::string> paths;  // "-" is standard input
  std::vector<OutputSetting> outputs;
  std::optional<FailOn> fail_on;
  std::optional<KafkaVersion> kafka_version;
  std::optional<KafkaVersion> upgrade_to;
  std::optional<std::string> profile;
  std::optional<std::vector<std::string>> select;
  std::optional<std::vector<std::string>> ignore;
  std::vector<std::string> rules;
  std::optional<InputKind> as;
  std::optional<MskKind> msk_kind;
  std::optional<IamLayer> iam_layer;
  std::optional<IamCluster> iam_cluster;
  UnknownMode unknown = UnknownMode::kWarn;
  ColorMode color = ColorMode::kAuto;
  bool quiet = false;
  bool verbose = false;
  bool rendered = false;
  MendMode mend = MendMode::kNone;
  bool unsafe_fixes = false;  // those too that change what the configuration does today
  unsigned threads = 0;       // 0: as many as there are processors
  std::optional<uint64_t> max_bytes;
  std::string stdin_name = "<stdin>";
  bool comments = true;  // those that ignore findings
  bool require_reason = false;
  std::optional<Day> today;
  std::string baseline;        // a file; empty: none
  std::string write_baseline;  // likewise
  bool ratchet = false;
};

Result<LintSettings> read_settings(const Arguments& arguments);

// What holds for the files of one klamm.toml (or of none): flags win over the file, the file over defaults.
struct FileSettings {
  std::vector<const Pack*> packs;
  Selection selection;
  LintOptions options;
  std::string folder;                              // of the klamm.toml, with a slash at its end; empty without one
  std::vector<ProjectIgnore> ignores;              // of klamm.toml, its words turned into ids
  std::vector<std::optional<Glob>> ignored_files;  // the `files` of each
  bool comments = true;
  IgnoreOptions ignoring;
};
Result<FileSettings> settle(const LintSettings& settings, const Project& project, RulePacks& packs);

}  // namespace klamm::cli
