// Who is silent for whom.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "klamm/result.h"
#include "rule/record.h"

namespace klamm {

// By id, former id or name; SIZE_MAX if none.
size_t find_record(const RecordSet& set, std::string_view id);

// The error names a circle: rules in it would silence each other.
std::optional<Error> check_yield_order(const RecordSet& set);

}  // namespace klamm
