// How messages show what a user wrote.
#pragma once

#include <string>
#include <string_view>

namespace klamm {

// `text` in backticks, on one line whatever is in it: control characters become \xHH. Not for secrets.
std::string in_backticks(std::string_view text);

}  // namespace klamm
