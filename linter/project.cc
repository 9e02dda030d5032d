#include "linter/project.h"

#include <sys/stat.h>

#include "klamm/files.h"
#include "linter/walk.h"

namespace klamm::cli {
namespace {

constexpr std::string_view kName = "klamm.toml";
constexpr uint64_t kLargest = uint64_t{1} << 20;

}  // namespace

Result<size_t> Projects::of_folder(const std::string& folder) {
  // Folders on the way up that are not known yet; all of them get what is found.
  std::vector<std::string> passed;
  size_t found = 0;
  for (std::string here = folder;; here = folder_of(here)) {
    if (auto known = of_folder_.find(here); known != of_folder_.end()) {
      found = known->second;
      break;
    }
    passed.push_back(here);
    std::string path = here == "/" ? "/" + std::string(kName) : here + "/" + std::string(kName);
    struct stat status{};
    if (::stat(path.c_str(), &status) == 0) {
      Limits limits;
      limits.bytes = kLargest;
      Budget budget(limits);
      auto source = DiskFiles().read(path, budget);
      if (!source) return source.error();
      auto project = parse_project(path, source.value()->bytes());
      if (!project) return project.error();
      found = projects_.size();
      projects_.push_back(std::move(project).value());
      break;
    }
    if (here == "/") break;
  }
  for (const std::string& each : passed) of_folder_[each] = found;
  return found;
}

}  // namespace klamm::cli
