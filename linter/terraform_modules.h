// Terraform among the files of a run. A module is a folder, and modules that call each other are one input.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "linter/walk.h"

namespace klamm::cli {

// Modules that call each other (`source = "./…"`), or one alone.
struct TerraformModules {
  std::vector<std::string> folders;  // as the user names them, those that nobody calls first
  // Of these folders, and what they read with file() and templatefile(); in byte order of path, never empty.
  std::vector<WalkedFile> files;
  bool about_kafka = false;  // a word in them says so; else nothing there is for us to judge
  std::string fence;         // nothing outside of it is read: the repository, or what was named

  bool named() const;  // one of the files was, by the user
};

// Outside of what nothing is read for a module in that folder (canonical): the top of the repository; else where the
// process works, if that is above; else the folder.
std::string fence_around(const std::string& folder);

bool is_terraform(std::string_view path);  // by its name: `.tf`, `.tf.json`, `.tfvars`

// Takes the files of Terraform, and those that they read, out of `files`. They are only looked through here, for words;
// what cannot be read stays where it is, or is found out later.
std::vector<std::shared_ptr<const TerraformModules>> take_modules(std::vector<WalkedFile>& files);

}  // namespace klamm::cli
