// What of a template is judged.
#pragma once

#include <memory>

#include "klamm/template.h"
#include "rule/understand.h"

namespace klamm {

// Policies of identities are one subject, those of clusters another. The error is the spent budget.
Result<Understood> subjects_of(const Template& made, const LintOptions& options, Budget& budget);

}  // namespace klamm
