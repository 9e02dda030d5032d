// Machine fixes, applied to a text until no more of them apply.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "klamm/linter.h"

namespace klamm::cli {

struct MendCount {
  size_t fixes = 0;
  size_t files = 0;   // with at least one
  size_t unsafe = 0;  // fixes not applied because nobody asked for unsafe ones
  size_t stuck = 0;   // files left as they were because their fixes do not settle

  void add(const MendCount& more);
  // "3 fixes in 2 files; 1 more with --unsafe-fixes"; `would` speaks of a diff.
  std::string text(bool would) const;
};

struct Mended {
  std::shared_ptr<const Source> source;  // nullptr: nothing to mend
  MendCount count;
};

// `judge` lints a text of the same name and leaves out what is not to be mended; its error is passed on.
Result<Mended> mend(const Source& source, const std::function<Result<LintResult>(std::shared_ptr<const Source>)>& judge,
                    bool unsafe);

}  // namespace klamm::cli
