// Arithmetic on decimal numbers, exact or not at all.
#pragma once

#include <string_view>

#include "klamm/hcl.h"
#include "model/terraform_value.h"

namespace klamm {

// kAdd to kLessOrEqual, kNegate (`right` is left aside) over numbers; unknown where a result has too many digits,
// failed for a division by zero.
TfRef tf_calculate(HclKind operation, const TfValue& left, const TfValue& right, TfPlace place);
// -1, 0, 1 as the left one is less, equal, more. None: too many digits.
std::optional<int> tf_compare_numbers(const TfValue& left, const TfValue& right);
// Towards negative or positive infinity.
TfRef tf_round(const TfValue& number, bool up, TfPlace place);

}  // namespace klamm
