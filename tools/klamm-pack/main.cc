// klamm-pack CONFIGS BLOB [DEPFILE]: compiles configs/ to the one blob that every program has built in. Runs while
// building; everything but the blob is linked.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "klamm/catalog_build.h"
#include "klamm/rules.h"

namespace {

namespace fs = std::filesystem;

struct Inputs {
  std::vector<klamm::CatalogSource> catalog;
  std::vector<klamm::RuleSource> rules;
  std::vector<std::string> depends;  // files, and folders whose listing counts
};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return bytes;
}

// In the order of names, so that the blob is the same on every machine.
std::vector<fs::path> files_below(const fs::path& folder, Inputs& inputs) {
  std::vector<fs::path> out;
  if (!fs::is_directory(folder)) return out;
  inputs.depends.push_back(folder.string());
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_directory()) inputs.depends.push_back(entry.path().string());
    if (entry.is_regular_file()) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

Inputs read_configs(const fs::path& configs) {
  Inputs inputs;
  for (const fs::path& path : files_below(configs / "catalog", inputs)) {
    if (path.extension() != ".toml") continue;
    inputs.catalog.push_back({path.string(), read(path)});
    inputs.depends.push_back(path.string());
  }
  for (const fs::path& path : files_below(configs / "rules", inputs)) {
    if (path.extension() != ".toml" && path.extension() != ".properties") continue;
    inputs.rules.push_back({path.string(), read(path)});
    inputs.depends.push_back(path.string());
  }
  return inputs;
}

void write(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

klamm::Result<std::string> pack(const Inputs& inputs) {
  auto catalog = klamm::compile_catalog(inputs.catalog);
  if (!catalog) return catalog.error();
  auto blob = klamm::compile_pack(inputs.rules, catalog.value());
  if (!blob) return blob.error();
  // The program refuses to start with what open() refuses.
  auto opened = klamm::Pack::open(blob.value());
  if (!opened) return opened.error();
  return blob;
}

int run(int argc, char** argv) {
  if (argc != 3 && argc != 4) {
    (void)std::fputs("usage: klamm-pack CONFIGS BLOB [DEPFILE]\n", stderr);
    return 2;
  }
  Inputs inputs = read_configs(argv[1]);
  auto blob = pack(inputs);
  if (!blob) {
    fmt::print(stderr, "{}\n", blob.error().message);
    return 1;
  }
  write(argv[2], blob.value());
  if (argc == 4) write(argv[3], fmt::format("{}: {}\n", argv[2], fmt::join(inputs.depends, " \\\n  ")));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& failure) {
    fmt::print(stderr, "klamm-pack: {}\n", failure.what());
    return 1;
  }
}
