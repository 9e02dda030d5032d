#include "klamm/files.h"

#include <algorithm>

#include "base/quote.h"

namespace klamm {

void MemoryFiles::put(std::string path, std::string bytes) {
  texts_.insert_or_assign(std::move(path), std::move(bytes));
}

Result<std::shared_ptr<const Source>> MemoryFiles::read(std::string_view path, Budget& budget) const {
  auto found = texts_.find(path);
  if (found == texts_.end()) return otherwise_.read(path, budget);
  if (!budget.fits_bytes(found->second.size())) return Error{in_backticks(path) + ": " + budget.error().message};
  return std::make_shared<const Source>(std::string(path), found->second);
}

Result<std::vector<std::string>> MemoryFiles::list(std::string_view folder, Budget& budget) const {
  std::string prefix = folder.empty() || folder == "." ? "" : std::string(folder) + "/";
  std::vector<std::string> names;
  for (auto at = texts_.lower_bound(prefix); at != texts_.end() && at->first.starts_with(prefix); ++at) {
    if (!budget.take_steps()) return budget.error();
    if (at->first.find('/', prefix.size()) == std::string::npos) names.push_back(at->first.substr(prefix.size()));
  }
  auto others = otherwise_.list(folder, budget);
  if (!others.ok()) return names.empty() ? others : Result<std::vector<std::string>>(std::move(names));
  names.insert(names.end(), others.value().begin(), others.value().end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Result<std::shared_ptr<const Source>> NoFiles::read(std::string_view path, Budget&) const {
  return Error{"cannot open " + in_backticks(path) + ": no files are read here"};
}

Result<std::vector<std::string>> NoFiles::list(std::string_view folder, Budget&) const {
  return Error{"cannot open " + in_backticks(folder) + ": no files are read here"};
}

}  // namespace klamm
