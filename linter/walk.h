// From what the user named to the files to lint.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "klamm/result.h"

namespace klamm::cli {

struct WalkedFile {
  std::string path;       // as named, or below what was named
  std::string canonical;  // absolute, no symbolic link in any folder of it
  bool named = false;     // by the user, not found in a folder
};

struct Unwalked {
  std::string path;
  Error error;
};

struct Walk {
  std::vector<WalkedFile> files;     // in byte order of path, each file once
  std::vector<Unwalked> unreadable;  // likewise
};

// Folders are searched for regular files and symbolic links to them; what git ignores and `.git` itself are left out,
// and symbolic links to folders are not followed. Named files are taken whatever they are.
Walk walk(const std::vector<std::string>& named);

// Absolute, every link followed; nullopt with errno set if there is no such file.
std::optional<std::string> canonical_path(const std::string& path);
// `path` without needless slashes and `.` parts; "." stays.
std::string tidy_path(const std::string& path);
// The folder that a canonical path is in ("/" for the root's).
std::string folder_of(const std::string& canonical);

}  // namespace klamm::cli
