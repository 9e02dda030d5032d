// What of a running cluster is judged.
#pragma once

#include <memory>

#include "rule/understand.h"

namespace klamm {

// The cluster itself, each of its brokers that is not set up like one before it, and each topic that was made with
// configurations of its own. The error: no snapshot, or the spent budget.
Result<Understood> subjects_of_snapshot(std::shared_ptr<const Source> source, const Catalog& catalog,
                                        const LintOptions& options, Budget& budget);

}  // namespace klamm
