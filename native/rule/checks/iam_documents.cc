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

// A text of Action that another of the same statement covers.
void check_iam_redundant_action(CheckRun& run) {
  each_statement(run, [&](const StatementGrants& grants) {
    for (const ActionText& action : grants.actions) {
      if (!action.cluster || action.covers.none()) continue;
      for (const ActionText& other : grants.actions) {
        if (!run.spend(1)) return;
        const bool wider = (action.covers & ~other.covers).none();
        const bool same = action.covers == other.covers;
        // Of two that are alike the later one is too much.
        if (&other == &action || !wider || (same && &other > &action)) continue;
        run.fail(hit_action(grants, action, {{"other", other.text->text}}));
        break;
      }
    }
  });
}

}  // namespace klamm
