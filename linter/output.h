// Where output goes: a file descriptor, written in large blocks. The first error is kept; later text is dropped.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "klamm/result.h"

namespace klamm::cli {

class Output {
 public:
  // Creates or empties the file.
  static Result<Output> open(const std::string& path);
  static Output standard_output();

  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();

  // Append here, then call flush_if_large() now and then.
  std::string& buffer() { return buffer_; }
  void flush_if_large() {
    if (buffer_.size() >= kBlock) flush();
  }
  void flush();
  // Flushes and closes. The error says which output and why.
  Result<void> close();

 private:
  static constexpr size_t kBlock = size_t{128} << 10;

  Output(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}

  int fd_;
  std::string name_;
  std::string buffer_;
  int error_ = 0;  // errno
};

// Writes all of it; 0, or the errno.
int write_all(int fd, std::string_view text);

// What the system says of an errno, as our messages say it: "no space left on device".
std::string reason(int code);

// One line on standard error, as `klamm: …`, made printable.
void complain(std::string_view message);

// Makes sure that descriptors 0, 1 and 2 are open, so that no file of ours takes their place: reading gives nothing,
// writing fails.
void guard_standard_descriptors();

}  // namespace klamm::cli
