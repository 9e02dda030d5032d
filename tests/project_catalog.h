// The project's own catalog, compiled from configs/catalog once per test program.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "klamm/catalog.h"
#include "klamm/catalog_build.h"

namespace klamm {

inline std::vector<CatalogSource> project_catalog_sources() {
  std::vector<CatalogSource> sources;
  for (const auto& file : std::filesystem::directory_iterator(KLAMM_ROOT "/configs/catalog")) {
    if (file.path().extension() != ".toml") continue;
    std::ifstream in(file.path(), std::ios::binary);
    sources.push_back({file.path().filename().string(), std::string(std::istreambuf_iterator<char>(in), {})});
  }
  std::sort(sources.begin(), sources.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return sources;
}

// Lives as long as the program.
inline const Catalog& project_catalog() {
  static const std::string section = [] {
    auto compiled = compile_catalog(project_catalog_sources());
    if (!compiled) throw std::runtime_error(compiled.error().message);
    if (auto verified = verify_catalog(compiled.value()); !verified) throw std::runtime_error(verified.error().message);
    return std::move(compiled).value();
  }();
  static const Catalog catalog(section);
  return catalog;
}

}  // namespace klamm
