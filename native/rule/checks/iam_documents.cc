// Policies as documents: what AWS does not take, and what it takes otherwise than it looks.
#include <fmt/format.h>

#include "rule/checks/checks.h"
#include "rule/checks/iam_hits.h"

namespace klamm {

void check_policy_refused(CheckRun& run) {
  for (const IamDiagnostic* diagnostic : run.policies().refusals()) {
    Hit hit;
    hit.source = diagnostic->source.get();
    hit.span = diagnostic->diagnostic.span;
    hit.logical = diagnostic->diagnostic.message;
    hit.holes.emplace_back("reason", diagnostic->diagnostic.message);
    run.fail(std::move(hit));
  }
}

}  // namespace klamm
