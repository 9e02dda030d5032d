// The only way to a file. Modules, templates, files named beside a configuration, an editor's unsaved buffers, fuzzers
// and "this library opens no file" all go through it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "klamm/budget.h"
#include "klamm/result.h"
#include "klamm/source.h"

namespace klamm {

class Files {
 public:
  virtual ~Files() = default;
  // The whole file, its size checked against budget.limits().bytes before and while reading. Refuses what is no
  // regular file (a FIFO would hang), a file that shrinks or grows while read, and what cannot be opened; the message
  // names the path and the reason. Thread-safe.
  virtual Result<std::shared_ptr<const Source>> read(std::string_view path, Budget& budget) const = 0;
};

// The machine's files as the process sees them.
class DiskFiles : public Files {
 public:
  Result<std::shared_ptr<const Source>> read(std::string_view path, Budget& budget) const override;
};

// Has nothing: for the code that must not open files.
class NoFiles : public Files {
 public:
  Result<std::shared_ptr<const Source>> read(std::string_view path, Budget& budget) const override;
};

}  // namespace klamm
