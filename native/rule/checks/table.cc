#include "rule/check.h"

namespace klamm {

std::span<const Check> all_checks() { return {}; }

}  // namespace klamm
