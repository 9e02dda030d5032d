// A folder of its own for one test, gone behind it.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <unistd.h>

namespace klamm::test {

class Scratch {
 public:
  Scratch() {
    std::string pattern = (std::filesystem::temp_directory_path() / "klamm-XXXXXX").string();
    root_ = std::filesystem::canonical(::mkdtemp(pattern.data()));
  }
  ~Scratch() { std::filesystem::remove_all(root_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  // Of a file or folder in it.
  std::string path(std::string_view name = "") const { return name.empty() ? root_.string() : (root_ / name).string(); }
  void write(std::string_view name, std::string_view text = "") const {
    std::filesystem::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
  }
  void folder(std::string_view name) const { std::filesystem::create_directories(root_ / name); }

 private:
  std::filesystem::path root_;
};

}  // namespace klamm::test
