// Lints files on several threads and prints what came of it in their order, holding little at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "klamm/report.h"
#include "klamm/triage.h"
#include "linter/lint_settings.h"
#include "linter/mend.h"
#include "linter/output.h"
#include "linter/terraform_modules.h"

namespace klamm::cli {

// One input of a run: a file, or Terraform modules that belong together.
struct RunInput {
  std::string path;                      // of modules: that of their first file
  bool named = false;                    // none of ours is an error then
  size_t settings = 0;                   // in LintRun::settings
  std::shared_ptr<const Source> source;  // read already (standard input); else it is read from path
  std::shared_ptr<const Error> error;    // could not be read; nothing is tried
  std::shared_ptr<const TerraformModules> modules{};
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
  std::optional<Baseline> baseline;
  bool keep_found = false;
  Baseline found;                       // all findings, if keep_found
  uint64_t gone = 0;                    // findings of the baseline that are no longer there
  std::vector<std::vector<bool>> used;  // by settings: which of their ignores were good for something
  std::vector<std::vector<bool>> met;   // … and which of them files of folders fell under
  unsigned threads = 1;
  void (*tell)(std::string_view) = &complain;  // of an input that could not be read; called in order

  MendCount mended;  // after run()

  // Lints all inputs, prints them, and tells of those that could not be read. Outputs are left open.
  RunSummary run();
  // Decisions of klamm.toml that ignored nothing in files that they are about, where all rules of the profile ran;
  // known after run(). Files that were named one by one may be a part of them only.
  std::vector<const ProjectIgnore*> unused() const;
};

}  // namespace klamm::cli
