#include "linter/rule_packs.h"

#include <fmt/format.h>

#include <algorithm>

#include "klamm/files.h"
#include "linter/walk.h"

namespace klamm::cli {

Result<std::vector<RuleSource>> read_rule_folder(const std::string& folder) {
  Walk found = walk({folder});
  if (!found.unreadable.empty()) return found.unreadable.front().error;
  std::vector<RuleSource> sources;
  for (const WalkedFile& file : found.files) {
    if (!file.path.ends_with(".toml") && !file.path.ends_with(".properties")) continue;
    Budget budget;
    auto source = DiskFiles().read(file.path, budget);
    if (!source) return source.error();
    sources.push_back({file.path, std::string(source.value()->bytes())});
  }
  if (sources.empty()) return Error{fmt::format("no rules in `{}`: no file there ends with .toml", folder)};
  return sources;
}

Result<const Pack*> RulePacks::of_folder(const std::string& folder) {
  std::unique_ptr<Pack>& kept = packs_[tidy_path(folder)];
  if (!kept) {
    auto sources = read_rule_folder(folder);
    if (!sources) return sources.error();
    auto blob = compile_rules(sources.value(), Pack::builtin().catalog());
    if (!blob) return blob.error();
    auto pack = Pack::own(std::move(blob).value());
    if (!pack) return pack.error();
    kept = std::make_unique<Pack>(std::move(pack).value());
  }
  return kept.get();
}

Result<std::vector<const Pack*>> RulePacks::with_folders(const std::vector<std::string>& folders) {
  std::vector<const Pack*> packs{&Pack::builtin()};
  for (const std::string& folder : folders) {
    auto pack = of_folder(folder);
    if (!pack) return pack.error();
    if (std::find(packs.begin(), packs.end(), pack.value()) == packs.end()) packs.push_back(pack.value());
  }
  return packs;
}

}  // namespace klamm::cli
