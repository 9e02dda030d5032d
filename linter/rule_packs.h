// The packs of rules of a run: the one built in, and a user's folders of rules.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "klamm/rules.h"

namespace klamm::cli {

// All rule files below a folder (*.toml, and the *.properties that their examples stand on), in byte order of their
// names.
Result<std::vector<RuleSource>> read_rule_folder(const std::string& folder);

class RulePacks {
 public:
  // The pack of a folder, compiled on first use. The error is `file:line:column: message`.
  Result<const Pack*> of_folder(const std::string& folder);
  // The built-in pack, then those of the folders, each once.
  Result<std::vector<const Pack*>> with_folders(const std::vector<std::string>& folders);

 private:
  std::map<std::string, std::unique_ptr<Pack>> packs_;
};

}  // namespace klamm::cli
