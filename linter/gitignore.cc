#include "linter/gitignore.h"

#include <utility>

namespace klamm::cli {
namespace {

// Blanks at the end count only behind a backslash.
std::string_view without_trailing_blanks(std::string_view line) {
  size_t end = 0;
  for (size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\' && at + 1 < line.size()) {
      end = ++at + 1;
    } else if (line[at] != ' ') {
      end = at + 1;
    }
  }
  return line.substr(0, end);
}

}  // namespace

IgnoreFile::IgnoreFile(std::string folder, std::string_view text) : folder_(std::move(folder)) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    line = without_trailing_blanks(line);
    if (line.empty() || line.starts_with('#')) continue;
    bool negated = line.starts_with('!');
    if (negated) line.remove_prefix(1);
    bool folders_only = line.ends_with('/');
    if (folders_only) line.remove_suffix(1);
    bool name_only = line.find('/') == std::string_view::npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    if (line.empty()) continue;
    patterns_.push_back({Glob(line, !name_only), negated, folders_only, name_only});
  }
}

std::optional<bool> IgnoreFile::ignores(std::string_view path, bool is_folder) const {
  std::string_view below = path.substr(folder_.size());
  std::string_view name = below.substr(below.rfind('/') + 1);
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if (pattern->folders_only && !is_folder) continue;
    if (pattern->glob.matches(pattern->name_only ? name : below)) return !pattern->negated;
  }
  return std::nullopt;
}

bool ignored(const IgnoreChain* chain, std::string_view path, bool is_folder) {
  for (; chain != nullptr; chain = chain->above.get()) {
    if (auto verdict = chain->file.ignores(path, is_folder)) return *verdict;
  }
  return false;
}

}  // namespace klamm::cli
