#include "linter/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cctype>
#include <cerrno>
#include <system_error>
#include <utility>

#include "klamm/report.h"

namespace klamm::cli {
int write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    ssize_t written = ::write(fd, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<size_t>(written));
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

std::string reason(int code) {
  std::string text = std::generic_category().message(code);
  text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}

Result<Output> Output::open(const std::string& path) {
  int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return Error{fmt::format("cannot write `{}`: {}", path, reason(errno))};
  return Output(fd, path);
}

Output Output::standard_output() { return {STDOUT_FILENO, ""}; }

Output::Output(Output&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      name_(std::move(other.name_)),
      buffer_(std::move(other.buffer_)),
      error_(other.error_) {}

Output::~Output() {
  if (fd_ > STDERR_FILENO) ::close(fd_);
}

void Output::flush() {
  if (error_ == 0) error_ = write_all(fd_, buffer_);
  buffer_.clear();
}

Result<void> Output::close() {
  flush();
  int fd = std::exchange(fd_, -1);
  // Some file systems report a full disk only here. Standard output too is closed for that.
  if (::close(fd) != 0 && error_ == 0) error_ = errno;
  if (error_ == 0) return {};
  std::string what = name_.empty() ? "standard output" : "`" + name_ + "`";
  return Error{fmt::format("cannot write {}: {}", what, reason(error_))};
}

void complain(std::string_view message) {
  std::string line = "klamm: ";
  append_printable(line, message);
  line += '\n';
  // Nobody is left to be told of an error here.
  (void)write_all(STDERR_FILENO, line);
}

void guard_standard_descriptors() {
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    if (::fcntl(fd, F_GETFD) < 0 && errno == EBADF) (void)::open("/dev/null", O_RDONLY);
  }
}

}  // namespace klamm::cli
