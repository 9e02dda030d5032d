// The only way to a file. Modules, templates, files named beside a configuration, an editor's unsaved buffers, fuzzers
// and "this library opens no file" all go through it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/budget.h"
#include "klamm/result.h"
#include "klamm/source.h"

namespace klamm {

class Files {
 public:
  virtual ~Files() = default;
  // The whole file, its size checked against budget.limits().bytes before and while reading. Refuses what is no
  // regular file (a FIFO would hang), a file that shrinks or grows while read, and what cannot be opened; the message
  // names the path and the reason. The source is named `path`. Thread-safe, each thread with a budget of its own.
  virtual Result<std::shared_ptr<const Source>> read(std::string_view path, Budget& budget) const = 0;
  // Names of the regular files that stand in a folder itself, sorted; `.` or an empty path is where paths begin. The
  // error names the folder and the reason. A name costs a step.
  virtual Result<std::vector<std::string>> list(std::string_view folder, Budget& budget) const = 0;
};

// The machine's files.
class DiskFiles : public Files {
 public:
  // Without a root: as the process sees them. With one, relative paths begin there, and what lies outside of it, links
  // followed, is refused: for paths that come out of a document.
  explicit DiskFiles(std::string root = {}) : root_(std::move(root)) {}
  // Paths as the process sees them, but what lies outside of `root` is refused, links followed.
  static DiskFiles fenced(std::string root) {
    DiskFiles files(std::move(root));
    files.from_root_ = false;
    return files;
  }
  Result<std::shared_ptr<const Source>> read(std::string_view path, Budget& budget) const override;
  Result<std::vector<std::string>> list(std::string_view folder, Budget& budget) const override;

 private:
  std::string root_;
  bool from_root_ = true;  // where relative paths begin
};

// Texts that stand before the files of the same name (an editor's unsaved buffers), or alone.
class MemoryFiles : public Files {
 public:
  // `otherwise` has the rest; it must outlive this.
  explicit MemoryFiles(const Files& otherwise) : otherwise_(otherwise) {}
  // Not while another thread reads. Replaces an earlier text of that path; paths are compared byte for byte.
  void put(std::string path, std::string bytes);
  Result<std::shared_ptr<const Source>> read(std::string_view path, Budget& budget) const override;
  Result<std::vector<std::string>> list(std::string_view folder, Budget& budget) const override;

 private:
  const Files& otherwise_;
  std::map<std::string, std::string, std::less<>> texts_;
};

// Has nothing: for the code that must not open files.
class NoFiles : public Files {
 public:
  Result<std::shared_ptr<const Source>> read(std::string_view path, Budget& budget) const override;
  Result<std::vector<std::string>> list(std::string_view folder, Budget& budget) const override;
};

// What the process is given on its standard input, to its end, within the same bound.
Result<std::shared_ptr<const Source>> read_stdin(Budget& budget, std::string_view name = "<stdin>");

}  // namespace klamm
