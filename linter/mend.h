// Machine fixes, applied to a text until no more of them apply.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "klamm/linter.h"
#include "linter/lint_settings.h"

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
  LintResult result;                     // of that source
  MendCount count;
};

// The error is lint()'s.
Result<Mended> mend(std::shared_ptr<const Source> source, const FileSettings& settings, bool unsafe);

}  // namespace klamm::cli
