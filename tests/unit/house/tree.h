// The project's own files, as its tests of the house see them.
#pragma once

#include <string>
#include <vector>

namespace klamm {

struct HouseFile {
  std::string path;  // from the root of the project, with '/'
  std::string extension;
  std::vector<std::string> lines() const;
};

// Every file and folder below `folder` (the whole project: ""), but for what is built, cached or version control's.
std::vector<HouseFile> house_files(const std::string& folder = "");

}  // namespace klamm
