#include "klamm/files.h"

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

Result<std::shared_ptr<const Source>> NoFiles::read(std::string_view path, Budget&) const {
  return Error{"cannot open " + in_backticks(path) + ": no files are read here"};
}

}  // namespace klamm
