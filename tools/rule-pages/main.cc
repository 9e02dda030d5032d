// rule-pages FOLDER: writes the pages of the built-in rules, and takes away those of rules that are no more.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "klamm/rule_page.h"

namespace fs = std::filesystem;

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: rule-pages FOLDER\n", stderr);
    return 2;
  }
  const klamm::Pack& pack = klamm::Pack::builtin();
  std::map<std::string, std::string> pages = {{"README.md", klamm::rule_index_markdown({&pack})}};
  for (size_t rule = 0; rule < pack.rule_count(); ++rule) {
    pages[std::string(pack.rule_id(rule)) + ".md"] = klamm::rule_markdown(pack.rule(rule));
  }
  fs::path folder = argv[1];
  fs::create_directories(folder);
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".md" && !pages.count(entry.path().filename().string())) fs::remove(entry.path());
  }
  for (const auto& [name, text] : pages) {
    std::ofstream file(folder / name, std::ios::binary | std::ios::trunc);
    if (!(file << text).flush()) {
      std::fprintf(stderr, "rule-pages: cannot write %s\n", name.c_str());
      return 1;
    }
  }
  return 0;
}
