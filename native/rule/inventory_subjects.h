// What of an inventory of MSK is judged.
#pragma once

#include <memory>

#include "klamm/msk.h"
#include "rule/understand.h"

namespace klamm {

// Adds a subject for each thing, and for each configuration's text as the brokers that have it read it. Of answers the
// clusters' policies too. The error is the spent budget.
Result<void> add_subjects(std::shared_ptr<const MskInventory> inventory, InputKind kind, const Catalog& catalog,
                          const LintOptions& options, Budget& budget, Understood& out);

}  // namespace klamm
