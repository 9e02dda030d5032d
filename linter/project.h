// klamm.toml: what a project decided once, found upward from each file.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "klamm/project.h"
#include "klamm/result.h"

namespace klamm::cli {

// Finds and reads each klamm.toml once.
class Projects {
 public:
  // The index in all() of the one nearest to a folder (absolute): its own klamm.toml, else that of a folder above.
  Result<size_t> of_folder(const std::string& folder);
  const std::vector<Project>& all() const { return projects_; }

 private:
  std::vector<Project> projects_{Project{}};  // [0]: no klamm.toml
  std::map<std::string, size_t> of_folder_;
};

}  // namespace klamm::cli
