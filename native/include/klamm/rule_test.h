// Proves rules by their own records: `klamm rules test DIR`, and the unit tests of the built-in rules.
#pragma once

#include <string>
#include <vector>

#include "klamm/result.h"
#include "klamm/rules.h"

namespace klamm {

struct RuleTestFailure {
  std::string rule;     // id
  std::string concern;  // "example" "severity" "one-cause" "fix" "words" "mutation"
  std::string where;    // file:line:column of the example or the logic
  std::string message;
};

struct RuleTestReport {
  size_t rules = 0;
  size_t examples = 0;
  size_t mutants = 0;
  std::vector<RuleTestFailure> failures;  // in the order of the sources
};

// Lints every example with every rule of `sources` and of `beside` on (a rule of `beside` with an id that `sources`
// defines is left out), applies the machine fixes, and flips every operator and literal of the logic. beside[0] has the
// catalog. The error: the sources do not compile.
Result<RuleTestReport> test_rules(const std::vector<RuleSource>& sources, const std::vector<const Pack*>& beside);

}  // namespace klamm
