// `klamm can --cases FILE.json`: a list of questions, each with its own policies.
#pragma once

#include <string>

#include "linter/iam_answer.h"
#include "linter/iam_files.h"

namespace klamm::cli {

struct IamCasesResult {
  std::string json;     // an array, one answer on a line
  bool failed = false;  // a question could not be asked
  bool all_allowed = true;
  std::vector<std::string> complaints;
};

// `base` has what the command line says for all of them: the cluster, and whether contexts are partial. The error is a
// file that is no list of cases.
Result<IamCasesResult> answer_cases(const std::string& path, const IamQuestion& base, int64_t now);

}  // namespace klamm::cli
