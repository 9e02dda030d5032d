#include "linter/terraform_modules.h"

#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "klamm/files.h"

namespace klamm::cli {
namespace {

constexpr std::string_view kPathModule = "${path.module}/";

bool has_word(std::string_view text, std::string_view word) {
  auto same = [](char one, char other) { return (one | 0x20) == other; };
  return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

// The text of a string that begins at `quote`, as far as it is literal; empty if it is not.
std::string_view literal(std::string_view text, size_t quote) {
  if (quote >= text.size() || text[quote] != '"') return {};
  size_t end = text.find_first_of("\"\\\n", quote + 1);
  if (end == text.npos || text[end] != '"') return {};
  std::string_view inside = text.substr(quote + 1, end - quote - 1);
  if (inside.starts_with(kPathModule)) inside.remove_prefix(kPathModule.size());
  return inside.find("${") == inside.npos ? inside : std::string_view();
}

// Calls `found` with the string behind each `word` and any of `between`.
template <class Found>
void strings_behind(std::string_view text, std::string_view word, std::string_view between, Found found) {
  for (size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    size_t behind = at + word.size();
    if (text.substr(behind).starts_with("\":")) ++behind;  // a name in JSON
    std::string_view inside = literal(text, text.find_first_not_of(between, behind));
    if (!inside.empty()) found(inside);
  }
}

struct Folder {
  std::string canonical;
  std::string shown;
  std::vector<WalkedFile> files;
  bool called = false;
  bool about_kafka = false;
};

class Modules {
 public:
  explicit Modules(std::vector<WalkedFile>& files) : files_(files) {}

  std::vector<std::shared_ptr<const TerraformModules>> take() {
    std::vector<WalkedFile> others;
    for (WalkedFile& file : files_) {
      if (is_terraform(file.path)) {
        add(std::move(file));
      } else {
        others.push_back(std::move(file));
      }
    }
    files_ = std::move(others);
    group_.resize(folders_.size());
    std::iota(group_.begin(), group_.end(), size_t{0});
    for (size_t index = 0; index < folders_.size(); ++index) look_through(index);
    return made();
  }

 private:
  void add(WalkedFile file) {
    std::string canonical = folder_of(file.canonical);
    auto [known, fresh] = by_folder_.emplace(canonical, folders_.size());
    if (fresh) {
      size_t slash = file.path.rfind('/');
      std::string shown = slash == file.path.npos ? "." : file.path.substr(0, std::max<size_t>(slash, 1));
      folders_.push_back({std::move(canonical), std::move(shown), {}});
    }
    folders_[known->second].files.push_back(std::move(file));
  }

  size_t group_of(size_t folder) {
    while (group_[folder] != folder) folder = group_[folder] = group_[group_[folder]];
    return folder;
  }

  void look_through(size_t index) {
    for (const WalkedFile& file : folders_[index].files) {
      Budget budget;
      auto source = DiskFiles().read(file.path, budget);
      if (!source) continue;
      std::string_view text = source.value()->bytes();
      Folder& folder = folders_[index];
      folder.about_kafka = folder.about_kafka || has_word(text, "msk") || has_word(text, "kafka");
      strings_behind(text, "source", " \t=:", [&](std::string_view path) { call(index, path); });
      for (std::string_view function : {"file(", "templatefile("}) {
        strings_behind(text, function, " \t\n", [&](std::string_view path) { read(index, path); });
      }
    }
  }

  void call(size_t caller, std::string_view path) {
    if (!path.starts_with("./") && !path.starts_with("../")) return;
    auto canonical = canonical_path(folders_[caller].canonical + "/" + std::string(path));
    if (!canonical) return;
    auto known = by_folder_.find(*canonical);
    if (known == by_folder_.end()) {
      // Not one of those that the user named, but what it declares is deployed by one of them.
      folders_[caller].about_kafka = true;
      return;
    }
    if (known->second == caller) return;
    folders_[known->second].called = true;
    group_[group_of(known->second)] = group_of(caller);
  }

  void read(size_t reader, std::string_view path) {
    auto canonical = canonical_path(folders_[reader].canonical + "/" + std::string(path));
    if (canonical) readers_.emplace(*canonical, reader);
  }

  std::vector<std::shared_ptr<const TerraformModules>> made() {
    std::map<size_t, std::shared_ptr<TerraformModules>> by_group;
    for (bool called : {false, true}) {
      for (size_t index = 0; index < folders_.size(); ++index) {
        Folder& folder = folders_[index];
        if (folder.called != called) continue;
        auto& modules = by_group[group_of(index)];
        if (modules == nullptr) modules = std::make_shared<TerraformModules>();
        modules->fence = modules->fence.empty() ? folder.canonical : above_both(modules->fence, folder.canonical);
        modules->folders.push_back(folder.shown);
        modules->about_kafka = modules->about_kafka || folder.about_kafka;
        std::move(folder.files.begin(), folder.files.end(), std::back_inserter(modules->files));
      }
    }
    std::vector<WalkedFile> others;
    for (WalkedFile& file : files_) {
      auto reader = readers_.find(file.canonical);
      auto modules = reader == readers_.end() ? nullptr : by_group[group_of(reader->second)];
      (modules != nullptr && modules->about_kafka ? modules->files : others).push_back(std::move(file));
    }
    files_ = std::move(others);
    std::vector<std::shared_ptr<const TerraformModules>> out;
    for (auto& [group, modules] : by_group) {
      modules->fence = fence_around(modules->fence);
      std::sort(modules->files.begin(), modules->files.end(),
                [](const WalkedFile& left, const WalkedFile& right) { return left.path < right.path; });
      out.push_back(std::move(modules));
    }
    return out;
  }

  static std::string above_both(std::string one, const std::string& other) {
    while (one != "/" && !(other + "/").starts_with(one + "/")) one = folder_of(one);
    return one;
  }

  std::vector<WalkedFile>& files_;
  std::vector<Folder> folders_;
  std::map<std::string, size_t> by_folder_;  // canonical
  std::vector<size_t> group_;                // by folder: another of the same group, or itself
  std::map<std::string, size_t> readers_;    // of files, canonical
};

}  // namespace

std::string fence_around(const std::string& folder) {
  struct stat status{};
  for (std::string top = folder; top != "/"; top = folder_of(top)) {
    if (::lstat((top + "/.git").c_str(), &status) == 0) return top;
  }
  auto here = canonical_path(".");
  return here && (folder + "/").starts_with(*here + "/") ? *here : folder;
}

bool TerraformModules::named() const {
  return std::any_of(files.begin(), files.end(), [](const WalkedFile& file) { return file.named; });
}

bool is_terraform(std::string_view path) {
  return path.ends_with(".tf") || path.ends_with(".tf.json") || path.ends_with(".tfvars") ||
         path.ends_with(".tfvars.json");
}

std::vector<std::shared_ptr<const TerraformModules>> take_modules(std::vector<WalkedFile>& files) {
  return Modules(files).take();
}

}  // namespace klamm::cli
