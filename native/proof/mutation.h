// Whether a rule's examples notice when its logic is another.
#pragma once

#include "klamm/catalog.h"
#include "klamm/rule_test.h"
#include "klamm/rules.h"
#include "rule/record.h"

namespace klamm {

// Flips `when` and `fail` of one rule, piece by piece, and lints its examples with nothing else on. `catalog` has the
// catalog. A mutant that the rule's `equivalent` names is let be, and one named there that is none is a failure.
void mutate_rule(const RecordSet& set, const RuleRecord& rule, const Pack& catalog, RuleTestReport& report);

}  // namespace klamm
