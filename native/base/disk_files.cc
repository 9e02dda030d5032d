#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/quote.h"
#include "klamm/files.h"

namespace klamm {
namespace {

constexpr size_t kChunk = size_t{32} * 1024;  // on the stack, which may be a small one

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

 private:
  int number_;
};

// "cannot open `x`: no such file or directory"
Error system_error(std::string_view what, std::string_view path, int code) {
  std::string reason = std::generic_category().message(code);
  reason[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(reason[0])));
  return Error{"cannot " + std::string(what) + " " + in_backticks(path) + ": " + reason};
}

int open_for_reading(const char* path) {
  int number;
  do {
    // Non-blocking, since opening a FIFO would wait for its writer; regular files do not care.
    number = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  } while (number < 0 && errno == EINTR);
  return number;
}

// Appends what there is to read, up to its end or to the first bytes beyond `most`. 0, or the errno of what failed.
int read_to_end(int number, uint64_t most, std::string& bytes) {
  std::array<char, kChunk> chunk;
  while (bytes.size() <= most) {
    ssize_t count = read(number, chunk.data(), chunk.size());
    if (count == 0) return 0;
    if (count > 0) {
      bytes.append(chunk.data(), static_cast<size_t>(count));
    } else if (errno == EAGAIN) {
      pollfd waiting{number, POLLIN, 0};
      poll(&waiting, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

std::string_view kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a directory";
  if (S_ISFIFO(mode)) return "a FIFO";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

// `path` as the process must open it, or an empty one if it leads out of `root`.
std::string below(const std::string& root, bool from_root, std::string_view path) {
  namespace fs = std::filesystem;
  std::error_code failed;
  fs::path home = fs::weakly_canonical(root, failed);
  if (failed) return {};
  fs::path target = fs::weakly_canonical(from_root ? home / path : fs::absolute(path, failed), failed);
  if (failed) return {};
  fs::path rest = target.lexically_relative(home);
  return rest.empty() || *rest.begin() == ".." ? std::string() : target.string();
}

}  // namespace

Result<std::shared_ptr<const Source>> DiskFiles::read(std::string_view path, Budget& budget) const {
  if (path.find('\0') != std::string_view::npos) return system_error("open", path, ENOENT);
  std::string place = root_.empty() ? std::string(path) : below(root_, from_root_, path);
  if (place.empty() && !root_.empty()) {
    return Error{"cannot open " + in_backticks(path) + ": outside of " + in_backticks(root_)};
  }
  Descriptor file(open_for_reading(place.c_str()));
  if (file.number() < 0) return system_error("open", path, errno);
  struct stat facts{};
  if (fstat(file.number(), &facts) != 0) return system_error("read", path, errno);
  if (!S_ISREG(facts.st_mode)) {
    return Error{"cannot read " + in_backticks(path) + ": " + std::string(kind_of(facts.st_mode)) + ", not a file"};
  }
  auto size = static_cast<uint64_t>(facts.st_size);
  if (!budget.fits_bytes(size)) return Error{in_backticks(path) + ": " + budget.error().message};
  std::string bytes;
  bytes.reserve(size);
  if (int failed = read_to_end(file.number(), size, bytes)) return system_error("read", path, failed);
  if (bytes.size() != size) return Error{"cannot read " + in_backticks(path) + ": its size changed meanwhile"};
  return std::make_shared<const Source>(std::string(path), std::move(bytes));
}

Result<std::vector<std::string>> DiskFiles::list(std::string_view folder, Budget& budget) const {
  namespace fs = std::filesystem;
  if (folder.empty()) folder = ".";
  if (folder.find('\0') != std::string_view::npos) return system_error("open", folder, ENOENT);
  std::string place = root_.empty() ? std::string(folder) : below(root_, from_root_, folder);
  if (place.empty()) return Error{"cannot open " + in_backticks(folder) + ": outside of " + in_backticks(root_)};
  std::error_code failed;
  std::vector<std::string> names;
  for (fs::directory_iterator at(place, failed), end; !failed && at != end; at.increment(failed)) {
    if (!budget.take_steps()) return budget.error();
    std::error_code unknown;  // a link to nowhere is no regular file
    if (at->is_regular_file(unknown)) names.push_back(at->path().filename().string());
  }
  if (failed) return system_error("open", folder, failed.value());
  std::sort(names.begin(), names.end());
  return names;
}

Result<std::shared_ptr<const Source>> read_stdin(Budget& budget, std::string_view name) {
  std::string bytes;
  if (int failed = read_to_end(STDIN_FILENO, budget.limits().bytes, bytes)) return system_error("read", name, failed);
  if (!budget.fits_bytes(bytes.size())) return Error{in_backticks(name) + ": " + budget.error().message};
  return std::make_shared<const Source>(std::string(name), std::move(bytes));
}

}  // namespace klamm
