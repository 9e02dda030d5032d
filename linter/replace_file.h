// Writes a file anew, all of it or nothing.
#pragma once

#include <string>
#include <string_view>

#include "klamm/result.h"

namespace klamm::cli {

// The file at `path` (at what it leads to, if it is a link) gets `text` instead of `expected`, by a rename beside it;
// owner, group and mode stay. The error says why it did not; the file is then as it was. Refused if it no longer holds
// `expected`.
Result<void> replace_file(const std::string& path, std::string_view expected, std::string_view text);

}  // namespace klamm::cli
