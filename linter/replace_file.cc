#include "linter/replace_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>

#include "linter/output.h"

namespace klamm::cli {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

// Whether the file still holds that and nothing else.
bool holds(int fd, std::string_view expected) {
  char buffer[65536];
  while (true) {
    ssize_t count = ::read(fd, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) return expected.empty();
    std::string_view piece(buffer, static_cast<size_t>(count));
    if (!expected.starts_with(piece)) return false;
    expected.remove_prefix(piece.size());
  }
}

}  // namespace

Result<void> replace_file(const std::string& path, std::string_view expected, std::string_view text) {
  auto refuse = [&path](const std::string& why) { return Error{fmt::format("cannot write `{}`: {}", path, why)}; };
  char resolved[PATH_MAX];
  if (::realpath(path.c_str(), resolved) == nullptr) return refuse(reason(errno));
  Descriptor old(::open(resolved, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status{};
  if (old.get() < 0 || ::fstat(old.get(), &status) != 0) return refuse(reason(errno));
  // A rename would go around a write protection.
  if (::access(resolved, W_OK) != 0) return refuse(reason(errno));
  if (!S_ISREG(status.st_mode) || !holds(old.get(), expected)) return refuse("it changed meanwhile");

  std::string beside = std::string(resolved) + ".XXXXXX";
  int fd = ::mkostemp(beside.data(), O_CLOEXEC);
  if (fd < 0) return refuse(reason(errno));
  int error = 0;
  {
    Descriptor made(fd);
    bool done = ::fchown(fd, status.st_uid, status.st_gid) == 0 && ::fchmod(fd, status.st_mode & 07777) == 0;
    if (!done) error = errno;
    if (error == 0) error = write_all(fd, text);
    if (error == 0 && ::fsync(fd) != 0) error = errno;
  }
  if (error == 0 && ::rename(beside.c_str(), resolved) != 0) error = errno;
  if (error == 0) return {};
  ::unlink(beside.c_str());
  return refuse(reason(error));
}

}  // namespace klamm::cli
