// Patterns of .gitignore against paths: "patterns NUL path". Agrees with itself where the manual leaves no doubt.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "linter/gitignore.h"

using namespace klamm::cli;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 4096) return 0;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  size_t end = std::min(input.find('\0'), input.size());
  std::string path = "/r/" + std::string(input.substr(std::min(end + 1, input.size())));
  std::string patterns(input.substr(0, end));
  IgnoreFile file("/r/", patterns);
  auto as_file = file.ignores(path, false);
  auto as_folder = file.ignores(path, true);
  if (file.empty() && (as_file || as_folder)) std::abort();
  // One more line that ignores everything decides, and so does one that takes everything back.
  if (path != "/r/" && IgnoreFile("/r/", patterns + "\n*\n").ignores(path, false) != true) std::abort();
  if (path != "/r/" && IgnoreFile("/r/", patterns + "\n!*\n").ignores(path, false) != false) std::abort();
  return 0;
}
