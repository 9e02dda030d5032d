// From files to the clusters that practices are judged of.
#pragma once

#include <string>
#include <vector>

#include "linter/lint_settings.h"
#include "linter/practices.h"

namespace klamm::cli {

struct PracticeInputs {
  std::vector<PracticeCluster> clusters;  // in byte order of the inputs' paths
  std::vector<std::string> complaints;    // of inputs that could not be read
  Day today;
};

// Reads and lints what `settings` names, with the rules that are on by default. What comments and klamm.toml ignore
// counts: a practice is signed for, not ignored. The error is of a klamm.toml.
Result<PracticeInputs> read_practice_inputs(const LintSettings& settings);

}  // namespace klamm::cli
