// A look at the beginning of a large file, so that what is none of ours is neither read whole nor refused for its size.
#pragma once

#include <string>

#include "klamm/catalog.h"

namespace klamm::cli {

// Whether a file is so large that looking is worth it, and begins like none of ours. False where anything fails: the
// reader will say what.
bool large_and_none_of_ours(const std::string& path, const Catalog& catalog);

}  // namespace klamm::cli
