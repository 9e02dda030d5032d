// A value of a key as logic takes it.
#pragma once

#include <deque>

#include "rule/evaluator.h"

namespace klamm {

// Unknown where the type refuses the text. Lists are kept in `lists` for as long as the operand is used.
Operand typed_operand(const Value& value, KeyType type, std::deque<ListItems>& lists);

}  // namespace klamm
