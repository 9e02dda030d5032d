// Two texts, side by side, as `diff -u` shows them.
#pragma once

#include <string>
#include <string_view>

namespace klamm::cli {

// Three lines of context; empty if the texts are alike. Lines are shown as append_printable() makes them harmless.
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace klamm::cli
