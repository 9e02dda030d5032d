// "Did you mean": the known word that a mistyped one is nearest to.
#pragma once

#include <string_view>
#include <vector>

namespace klamm::cli {

// Empty if none is near: more than a third of the letters would have to change.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace klamm::cli
