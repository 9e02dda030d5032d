// What hides in a value that its author did not mean to be part of it.
#pragma once

#include <string_view>
#include <vector>

#include "klamm/broker.h"
#include "klamm/finding.h"

namespace klamm {

// Where a comment begins in a value (a `#` behind a blank, or before one at the start), else npos.
size_t find_comment(std::string_view value);
// Edits that move the comment to a line of its own above the setting; none where the setting is more than one line.
std::vector<Edit> move_comment(const BrokerConfig& broker, const Setting& setting, size_t comment);

bool is_quoted(std::string_view value);
std::vector<Edit> delete_quotes(const BrokerConfig& broker, const Setting& setting);

}  // namespace klamm
