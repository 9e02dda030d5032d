// What of a template is judged.
#pragma once

#include <memory>

#include "klamm/template.h"
#include "rule/understand.h"

namespace klamm {

// A subject for each policy, named by the address of its resource, and for each topic, by its own name. The error is
// the spent budget.
Result<Understood> subjects_of(const Template& made, const Catalog& catalog, const LintOptions& options,
                               Budget& budget);

}  // namespace klamm
