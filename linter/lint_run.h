// Lints files on several threads and prints what came of it in their order, holding little at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "klamm/report.h"
#include "linter/lint_settings.h"
#include "linter/mend.h"
#include "linter/output.h"

namespace klamm::cli {

// One input of a run.
struct RunInput {
  std::string path;
  bool named = false;                    // none of ours is an error then
  size_t settings = 0;                   // in LintRun::settings
  std::shared_ptr<const Source> source;  // read already (standard input); else it is read from path
  std::shared_ptr<const Error> error;    // could not be read; nothing is tried
};

struct RunOutput {
  std::unique_ptr<Reporter> reporter;
  Output output;
};

struct LintRun {
  std::vector<RunInput> inputs;
  std::vector<FileSettings> settings;
  std::vector<RunOutput> outputs;
  MendMode mend = MendMode::kNone;  // kDiff: outputs are empty, and diffs go to `diff`
  bool unsafe_fixes = false;
  std::optional<Output> diff;
  bool keep_unknown = true;
  unsigned threads = 1;
  void (*tell)(std::string_view) = &complain;  // of an input that could not be read; called in order

  MendCount mended;  // after run()

  // Lints all inputs, prints them, and tells of those that could not be read. Outputs are left open.
  RunSummary run();
};

}  // namespace klamm::cli
