// What of a template is judged.
#pragma once

#include "klamm/template.h"
#include "rule/understand.h"

namespace klamm {

// Policies of identities are one subject, those of clusters another; each topic is one, by its own name. The error is
// the spent budget.
Result<Understood> subjects_of(const Template& made, const Catalog& catalog, const LintOptions& options,
                               Budget& budget);

}  // namespace klamm
