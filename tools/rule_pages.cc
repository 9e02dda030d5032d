// rule-pages FOLDER: writes the page of every built-in rule and their index, and takes away pages of rules that are
// gone.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "klamm/rule_page.h"
#include "klamm/rules.h"

namespace {

bool write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  return static_cast<bool>(file.flush());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    (void)std::fputs("usage: rule-pages FOLDER\n", stderr);
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const klamm::Pack& pack = klamm::Pack::builtin();
  std::map<std::string, std::string> pages;
  pages["README.md"] = klamm::rule_index_markdown({&pack});
  for (size_t index = 0; index < pack.rule_count(); ++index) {
    pages[std::string(pack.rule_id(index)) + ".md"] = klamm::rule_markdown(pack.rule(index));
  }
  std::filesystem::create_directories(folder);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!pages.contains(entry.path().filename().string())) std::filesystem::remove(entry.path());
  }
  for (const auto& [name, text] : pages) {
    if (write(folder / name, text)) continue;
    (void)std::fprintf(stderr, "rule-pages: cannot write %s\n", (folder / name).c_str());
    return 2;
  }
  return 0;
}
