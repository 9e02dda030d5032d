// An operand as a sentence says it.
#pragma once

#include <string>

#include "rule/evaluator.h"

namespace klamm {

// On one line; "nothing" for what is absent, "unknown" for what cannot be told.
std::string shown_operand(const Operand& operand);

}  // namespace klamm
