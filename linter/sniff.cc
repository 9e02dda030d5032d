#include "linter/sniff.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "klamm/linter.h"

namespace klamm::cli {
namespace {

constexpr size_t kLookAt = size_t{64} << 10;  // all that detect() looks at

// The first kLookAt bytes; empty if they cannot be had.
std::string beginning(const std::string& path) {
  int fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return {};
  std::string bytes(kLookAt, '\0');
  ssize_t got = ::read(fd, bytes.data(), bytes.size());
  ::close(fd);
  return got == static_cast<ssize_t>(kLookAt) ? std::move(bytes) : std::string();
}

}  // namespace

bool large_and_none_of_ours(const std::string& path, const Catalog& catalog) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  if (status.st_size <= static_cast<off_t>(kLookAt)) return false;
  std::string bytes = beginning(path);
  return !bytes.empty() && detect(Source(path, std::move(bytes)), catalog) == InputKind::kNone;
}

}  // namespace klamm::cli
