// One defect, one finding: rules that yield are silent where the rule they yield to has failed.
#pragma once

#include <vector>

#include "klamm/linter.h"
#include "rule/hit_record.h"

namespace klamm {

// Takes away the hits that yield, and those of rules that are ignored. `hits` stand in the order of RuleRef::global.
void keep_speaking(std::vector<HitRecord>& hits, const Selection& selection);

// One line that is in force at several listeners is one finding of a rule about listeners.
void keep_one_of_each_place(std::vector<HitRecord>& hits);

}  // namespace klamm
