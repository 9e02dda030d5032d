// `klamm policy test FILE.toml`: policies, and cases with what they expect of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "linter/iam_question.h"

namespace klamm::cli {

struct IamTestCase {
  std::string name;
  uint32_t line = 0;  // of the case in its file
  uint32_t column = 0;
  IamQuestion question;
  IamAnswer::Verdict expected = IamAnswer::Verdict::kDenied;
};

struct IamTestFile {
  std::string path;
  IamSources sources;
  std::vector<IamTestCase> cases;
  std::vector<std::string> warnings;
};

// `path` names the text in errors and is where relative paths begin. The error is `path:line:column: message`, or that
// of a policy, each on a line of its own.
Result<IamTestFile> parse_iam_tests(const std::string& path, std::string_view text);

struct IamTestRun {
  struct Outcome {
    const IamTestCase* test = nullptr;
    IamAnswer answer;
    bool as_expected = false;
  };
  std::vector<Outcome> outcomes;
  std::vector<std::string> untouched;  // statements that no case touches, as shown_statement() says them
  size_t statements = 0;

  size_t failures() const;
};

// The error is a case that cannot be asked.
Result<IamTestRun> run_iam_tests(const IamTestFile& file, int64_t now);

std::string iam_tests_text(const IamTestFile& file, const IamTestRun& run, bool coverage);
std::string iam_tests_json(const IamTestFile& file, const IamTestRun& run, bool coverage);
std::string iam_tests_junit(const IamTestFile& file, const IamTestRun& run, bool coverage);

}  // namespace klamm::cli
