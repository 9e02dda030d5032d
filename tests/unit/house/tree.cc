#include "unit/house/tree.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace klamm {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kNotOurs = {"build", "target", ".git", "__pycache__"};

}  // namespace

std::vector<std::string> HouseFile::lines() const {
  std::vector<std::string> lines;
  std::ifstream file(fs::path(KLAMM_ROOT) / path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::vector<HouseFile> house_files(const std::string& folder) {
  std::vector<HouseFile> files;
  for (fs::recursive_directory_iterator at(fs::path(KLAMM_ROOT) / folder), end; at != end; ++at) {
    if (std::find(kNotOurs.begin(), kNotOurs.end(), at->path().filename().string()) != kNotOurs.end()) {
      at.disable_recursion_pending();
      continue;
    }
    files.push_back({at->path().lexically_relative(KLAMM_ROOT).generic_string(), at->path().extension().string()});
  }
  return files;
}

}  // namespace klamm
