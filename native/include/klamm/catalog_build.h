// Compiles configs/catalog/*.toml to the section that a Catalog views. For klamm-pack and tests; no program does this
// at start.
#pragma once

#include <string>
#include <vector>

#include "klamm/result.h"

namespace klamm {

struct CatalogSource {
  std::string name;  // for errors
  std::string toml;
};

// All files together, in any order. The error says `file:line:column` where there is one.
Result<std::string> compile_catalog(const std::vector<CatalogSource>& sources);

}  // namespace klamm
