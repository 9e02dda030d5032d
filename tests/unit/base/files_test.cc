#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "klamm/files.h"

using namespace klamm;
namespace fs = std::filesystem;

namespace {

// A folder of its own for each case.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "klamm-files-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path_); }

  std::string operator/(std::string_view name) const { return (path_ / name).string(); }
  std::string write(std::string_view name, std::string_view text) const {
    std::string path = *this / name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

 private:
  fs::path path_;
};

std::string message(const Files& files, std::string_view path, Limits limits = {}) {
  Budget budget(limits);
  auto source = files.read(path, budget);
  return source.ok() ? "" : source.error().message;
}

Limits bytes(uint64_t count) {
  Limits limits;
  limits.bytes = count;
  return limits;
}

// Lets the process read `number` as its standard input while it lives.
class StandardInput {
 public:
  explicit StandardInput(int number) : saved_(dup(STDIN_FILENO)) {
    dup2(number, STDIN_FILENO);
    close(number);
  }
  ~StandardInput() {
    dup2(saved_, STDIN_FILENO);
    close(saved_);
  }

 private:
  int saved_;
};

}  // namespace

TEST_CASE("a file is read whole, under the name that the user gave it") {
  Folder folder;
  std::string text(100'000, 'x');
  text += '\0';
  std::string path = folder.write("a", text);
  Budget budget;
  auto source = DiskFiles().read(path, budget);
  REQUIRE(source.ok());
  CHECK(source.value()->bytes() == text);
  CHECK(source.value()->name() == path);
  CHECK(message(DiskFiles(), folder.write("empty", "")).empty());
}

TEST_CASE("a file at the bound is read, one byte more is refused") {
  Folder folder;
  std::string path = folder.write("a", "12345678");
  CHECK(message(DiskFiles(), path, bytes(8)).empty());
  CHECK(message(DiskFiles(), path, bytes(7)) == "`" + path + "`: refused: more than 7 bytes");
}

TEST_CASE("what cannot be opened is told with the reason") {
  Folder folder;
  CHECK(message(DiskFiles(), folder / "none") == "cannot open `" + (folder / "none") + "`: no such file or directory");
  CHECK(message(DiskFiles(), folder.write("a", "") + "/b").ends_with("`: not a directory"));
  CHECK(message(DiskFiles(), "") == "cannot open ``: no such file or directory");
  CHECK(message(DiskFiles(), std::string_view("a\0b", 3)) == "cannot open `a\\x00b`: no such file or directory");
  CHECK(message(DiskFiles(), "a\nb") == "cannot open `a\\x0ab`: no such file or directory");
  fs::create_symlink(folder / "loop", folder / "loop");
  CHECK(message(DiskFiles(), folder / "loop").ends_with("`: too many levels of symbolic links"));
}

TEST_CASE("only regular files are read") {
  Folder folder;
  std::string fifo = folder / "fifo";
  REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
  CHECK(message(DiskFiles(), fifo) == "cannot read `" + fifo + "`: a FIFO, not a file");
  CHECK(message(DiskFiles(), folder / ".").ends_with("`: a directory, not a file"));
  CHECK(message(DiskFiles(), "/dev/zero") == "cannot read `/dev/zero`: a device, not a file");
}

TEST_CASE("a file that is longer or shorter than it says is refused") {
  // The kernel's own files are as if they grew or shrank while they are read: they say 0 bytes, or a page.
  CHECK(message(DiskFiles(), "/proc/self/status") == "cannot read `/proc/self/status`: its size changed meanwhile");
  std::string shorter = "/sys/devices/system/cpu/online";
  if (fs::exists(shorter) && fs::file_size(shorter) == 4096) {
    CHECK(message(DiskFiles(), shorter) == "cannot read `" + shorter + "`: its size changed meanwhile");
  }
}

TEST_CASE("with a root, paths begin there and do not lead out") {
  Folder folder;
  fs::create_directories(folder / "in/deep");
  folder.write("in/deep/a", "a");
  folder.write("secret", "s");
  fs::create_symlink(folder / "secret", folder / "in/link");
  DiskFiles files(folder / "in");
  CHECK(message(files, "deep/a").empty());
  CHECK(message(files, "deep/../deep/a").empty());
  CHECK(message(files, folder / "in/deep/a").empty());
  std::string outside = ": outside of `" + (folder / "in") + "`";
  CHECK(message(files, "../secret") == "cannot open `../secret`" + outside);
  CHECK(message(files, "link") == "cannot open `link`" + outside);
  CHECK(message(files, "/etc/passwd") == "cannot open `/etc/passwd`" + outside);
  CHECK(message(files, "none").ends_with(": no such file or directory"));
  CHECK(message(files, "").ends_with("a directory, not a file"));
}

TEST_CASE("texts in memory stand before the files of that name") {
  NoFiles nothing;
  MemoryFiles files(nothing);
  files.put("a", "old");
  files.put("a", "new");
  Budget budget;
  CHECK(files.read("a", budget).value()->bytes() == "new");
  CHECK(files.read("a", budget).value()->name() == "a");
  CHECK(message(files, "./a") == "cannot open `./a`: no files are read here");
  CHECK(message(files, "a", bytes(2)) == "`a`: refused: more than 2 bytes");
}

TEST_CASE("standard input is read to its end within the bound") {
  int ends[2];
  std::string text(200'000, 'y');
  auto read_piped = [&](Limits limits) {
    REQUIRE(pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0);
    fcntl(ends[1], F_SETFL, 0);
    std::thread writer([&text, end = ends[1]] {
      [[maybe_unused]] ssize_t written = write(end, text.data(), text.size());
      close(end);
    });
    Budget budget(limits);
    auto source = [&] {
      StandardInput input(ends[0]);
      return read_stdin(budget);
    }();
    writer.join();
    return source;
  };
  signal(SIGPIPE, SIG_IGN);
  auto whole = read_piped({});
  REQUIRE(whole.ok());
  CHECK(whole.value()->bytes() == text);
  CHECK(whole.value()->name() == "<stdin>");
  CHECK(read_piped(bytes(199'999)).error().message == "`<stdin>`: refused: more than 199999 bytes");
}
