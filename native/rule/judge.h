// One subject under all selected rules, and what of several subjects belongs together.
#pragma once

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "klamm/linter.h"
#include "rule/understand.h"

namespace klamm {

// By place (whole files first), then rule id.
bool stands_before(const Finding& a, const Finding& b);

// Throws if the packs and the selection do not belong together; the error is a pack of another catalog.
Result<void> check_packs(const std::vector<const Pack*>& packs, const Selection& selection);

// The error is the spent budget.
Result<LintResult> judge(RuleSubject& subject, const std::vector<const Pack*>& packs, const Selection& selection,
                         Budget& budget);

// What was said of several subjects already: services share what an anchor or a file says once.
class Told {
 public:
  bool first(const Finding& finding);

 private:
  std::set<std::tuple<std::string, std::string, uint32_t, uint32_t, std::string>> said_;
};

// Judges all of them, and adds what came of it. The error is the spent budget.
Result<void> judge_all(Understood& understood, const std::vector<const Pack*>& packs, const Selection& selection,
                       Budget& budget, LintResult& all, Told& told);

// Adds what came of a subject called `name` to what came of others. What several share and say at one place of one file
// is said once.
void join(LintResult& all, LintResult one, const std::string& name, Told& told);

}  // namespace klamm
