// What of a template is judged.
#pragma once

#include <memory>

#include "klamm/template.h"
#include "rule/understand.h"

namespace klamm {

// A subject for each policy, each thing of MSK's and each configuration's text, named by the address of its resource.
// `kind`: what the template was. The error is the spent budget.
Result<Understood> subjects_of(const Template& made, InputKind kind, const Catalog& catalog, const LintOptions& options,
                               Budget& budget);

}  // namespace klamm
