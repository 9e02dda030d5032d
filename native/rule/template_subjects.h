// What of a template is judged.
#pragma once

#include "klamm/template.h"
#include "rule/understand.h"

namespace klamm {

// Policies of identities are one subject, those of clusters another; each topic is one, by its own name; and so is each
// thing of MSK's and each configuration's text, by the address of its resource. `kind`: what the template was. The
// error is the spent budget.
Result<Understood> subjects_of(const Template& made, InputKind kind, const Catalog& catalog, const LintOptions& options,
                               Budget& budget);

}  // namespace klamm
