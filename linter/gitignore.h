// What git would not track, by .gitignore files and .git/info/exclude.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "linter/glob.h"

namespace klamm::cli {

// One file of patterns; the last that matches counts.
class IgnoreFile {
 public:
  // `folder` is where its patterns are rooted, as an absolute path that ends with a slash.
  IgnoreFile(std::string folder, std::string_view text);
  // nullopt: no pattern matches. `path` is absolute and below the folder.
  std::optional<bool> ignores(std::string_view path, bool is_folder) const;
  bool empty() const { return patterns_.empty(); }

 private:
  struct Pattern {
    Glob glob;
    bool negated = false;
    bool folders_only = false;
    bool name_only = false;  // without a slash: matches the last part of a path
  };
  std::string folder_;
  std::vector<Pattern> patterns_;
};

// The files that count in a folder: its own and those of the folders above, the nearest first.
struct IgnoreChain {
  std::shared_ptr<const IgnoreChain> above;
  IgnoreFile file;
};

// Whether an entry of the folder that `chain` is for is left out. What stands below an ignored folder is not asked for.
bool ignored(const IgnoreChain* chain, std::string_view path, bool is_folder);

}  // namespace klamm::cli
