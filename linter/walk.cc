#include "linter/walk.h"

#include <dirent.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <unordered_set>
#include <utility>

#include "klamm/files.h"
#include "linter/gitignore.h"
#include "linter/output.h"

namespace klamm::cli {
namespace {

using Chain = std::shared_ptr<const IgnoreChain>;

std::string why_not(const std::string& path) { return fmt::format("cannot read `{}`: {}", path, reason(errno)); }

std::string below(const std::string& folder, std::string_view name) {
  std::string path = folder;
  if (!path.ends_with('/')) path += '/';
  path += name;
  return path;
}

enum class EntryKind : uint8_t { kOther, kFile, kFolder };

// Of the thing itself, or of what it links to.
EntryKind kind_of(const std::string& path, bool follow) {
  struct stat status{};
  if ((follow ? ::stat : ::lstat)(path.c_str(), &status) != 0) return EntryKind::kOther;
  if (S_ISREG(status.st_mode)) return EntryKind::kFile;
  return S_ISDIR(status.st_mode) ? EntryKind::kFolder : EntryKind::kOther;
}

struct CloseFolder {
  void operator()(DIR* handle) const { ::closedir(handle); }
};

struct Entry {
  std::string name;
  EntryKind kind;
};

class Walker {
 public:
  void name(const std::string& path) {
    std::string tidy = path.empty() ? path : tidy_path(path);
    auto canonical = canonical_path(tidy);
    if (!canonical) {
      refuse(tidy, why_not(tidy));
    } else if (kind_of(*canonical, true) == EntryKind::kFolder) {
      folders_.push_back({tidy == "." ? "" : tidy, *canonical, nullptr});
    } else {
      keep({tidy, *canonical, true});
    }
  }

  // Searches the folders named, after all of the files named: a file that is both named and found counts as named.
  Walk finish() {
    for (Folder& folder : folders_) {
      folder.ignores = chain_above(folder.canonical);
      search(std::move(folder));
    }
    auto by_path = [](const auto& left, const auto& right) { return left.path < right.path; };
    std::sort(found_.files.begin(), found_.files.end(), by_path);
    std::sort(found_.unreadable.begin(), found_.unreadable.end(), by_path);
    return std::move(found_);
  }

 private:
  struct Folder {
    std::string path;  // "" for the working directory
    std::string canonical;
    Chain ignores;  // of the folders above
  };

  void keep(WalkedFile file) {
    if (seen_.insert(file.canonical).second) found_.files.push_back(std::move(file));
  }

  void refuse(const std::string& path, std::string message) {
    found_.unreadable.push_back({path, Error{std::move(message)}});
  }

  // Adds the patterns of a file to those of the folders above, if there is such a file.
  static Chain with_patterns(Chain above, const std::string& path, const std::string& folder) {
    Limits limits;
    limits.bytes = kLargestIgnoreFile;
    Budget budget(limits);
    if (kind_of(path, false) != EntryKind::kFile) return above;
    auto source = DiskFiles().read(path, budget);
    if (!source) return above;
    IgnoreFile file(below(folder, ""), source.value()->bytes());
    if (file.empty()) return above;
    return std::make_shared<const IgnoreChain>(IgnoreChain{std::move(above), std::move(file)});
  }

  // Of a folder that begins a repository: its own exclude file. Of another: what counts above it.
  static Chain begin_repository(const std::string& folder) {
    return with_patterns(nullptr, below(folder, ".git/info/exclude"), folder);
  }

  // What counts in a folder that the user named, from the folders above it up to the top of its repository. Nothing of
  // that if it is ignored itself: whoever names it wants to see it.
  static Chain chain_above(const std::string& canonical) {
    std::vector<std::string> above;
    std::string folder = canonical;
    while (kind_of(below(folder, ".git"), false) == EntryKind::kOther) {
      if (folder == "/") return nullptr;
      folder = folder_of(folder);
      above.push_back(folder);
    }
    Chain chain = begin_repository(folder);
    for (auto outer = above.rbegin(); outer != above.rend(); ++outer) {
      chain = with_patterns(std::move(chain), below(*outer, ".gitignore"), *outer);
      const std::string& inner = std::next(outer) == above.rend() ? canonical : *std::next(outer);
      if (ignored(chain.get(), inner, true)) return nullptr;
    }
    return chain;
  }

  void search(Folder top) {
    std::vector<Folder> open;
    open.push_back(std::move(top));
    while (!open.empty()) {
      Folder folder = std::move(open.back());
      open.pop_back();
      read(folder, open);
    }
  }

  void read(const Folder& folder, std::vector<Folder>& open) {
    if (!seen_.insert(below(folder.canonical, "")).second) return;
    const std::string& shown = folder.path.empty() ? kHere : folder.path;
    std::unique_ptr<DIR, CloseFolder> handle(::opendir(folder.path.empty() ? "." : folder.path.c_str()));
    if (!handle) return refuse(shown, why_not(shown));
    std::vector<Entry> entries;
    bool has_patterns = false;
    bool has_repository = false;
    errno = 0;
    while (const dirent* entry = ::readdir(handle.get())) {
      std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      has_patterns |= name == ".gitignore";
      has_repository |= name == ".git";
      if (name == ".git") continue;
      entries.push_back({std::string(name), kind_of_entry(folder, *entry)});
    }
    if (errno != 0) refuse(shown, why_not(shown));
    Chain chain = has_repository ? begin_repository(folder.canonical) : folder.ignores;
    if (has_patterns) chain = with_patterns(std::move(chain), below(folder.canonical, ".gitignore"), folder.canonical);
    for (const Entry& entry : entries) {
      if (entry.kind == EntryKind::kOther) continue;
      std::string canonical = below(folder.canonical, entry.name);
      if (ignored(chain.get(), canonical, entry.kind == EntryKind::kFolder)) continue;
      std::string path = folder.path.empty() ? entry.name : below(folder.path, entry.name);
      if (entry.kind == EntryKind::kFolder) {
        open.push_back({std::move(path), std::move(canonical), chain});
      } else {
        keep({std::move(path), std::move(canonical), false});
      }
    }
  }

  // A link counts as a file if it leads to one; one that leads to a folder is not followed.
  static EntryKind kind_of_entry(const Folder& folder, const dirent& entry) {
    if (entry.d_type == DT_REG) return EntryKind::kFile;
    if (entry.d_type == DT_DIR) return EntryKind::kFolder;
    if (entry.d_type != DT_LNK && entry.d_type != DT_UNKNOWN) return EntryKind::kOther;
    std::string path = below(folder.canonical, entry.d_name);
    EntryKind kind = kind_of(path, false);
    if (kind != EntryKind::kOther) return kind;
    return kind_of(path, true) == EntryKind::kFile ? EntryKind::kFile : EntryKind::kOther;
  }

  static constexpr uint64_t kLargestIgnoreFile = uint64_t{1} << 20;
  inline static const std::string kHere = ".";

  std::vector<Folder> folders_;
  std::unordered_set<std::string> seen_;  // canonical paths; folders end with a slash
  Walk found_;
};

}  // namespace

Walk walk(const std::vector<std::string>& named) {
  Walker walker;
  for (const std::string& path : named) walker.name(path);
  return walker.finish();
}

std::optional<std::string> canonical_path(const std::string& path) {
  std::unique_ptr<char, decltype(&std::free)> resolved(::realpath(path.c_str(), nullptr), &std::free);
  if (!resolved) return std::nullopt;
  return std::string(resolved.get());
}

std::string tidy_path(const std::string& path) {
  std::string tidy = path.starts_with('/') ? "/" : "";
  for (size_t at = 0; at < path.size();) {
    size_t slash = std::min(path.find('/', at), path.size());
    std::string_view part = std::string_view(path).substr(at, slash - at);
    at = slash + 1;
    if (part.empty() || part == ".") continue;
    if (!tidy.empty() && !tidy.ends_with('/')) tidy += '/';
    tidy += part;
  }
  return tidy.empty() ? "." : tidy;
}

std::string folder_of(const std::string& canonical) {
  size_t slash = canonical.rfind('/');
  return slash == 0 || slash == std::string::npos ? "/" : canonical.substr(0, slash);
}

}  // namespace klamm::cli
