#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>

#include "linter/arguments.h"
#include "linter/commands.h"
#include "linter/output.h"

extern char** environ;

namespace klamm::cli {
namespace {

constexpr std::string_view kBootstrap = "bootstrap-server";
constexpr Flag kLive[] = {{kBootstrap, true},
                          {"command-config", true},
                          {"property", true, true},
                          {"timeout", true},
                          {"probe-anonymous", false}};
constexpr std::string_view kSave = "save";

bool of_live(std::string_view flag) {
  return std::any_of(std::begin(kLive), std::end(kLive), [&](const Flag& one) { return one.name == flag; });
}

std::vector<Flag> all_flags() {
  std::vector<Flag> out(std::begin(kLive), std::end(kLive));
  out.push_back({kSave, true});
  for (const Flag& flag : lint_flags()) {
    // The text is the cluster's, whatever it is called.
    if (flag.name != "as" && flag.name != "stdin-name" && flag.name != "fix" && flag.name != "unsafe-fixes" &&
        flag.name != "diff")
      out.push_back(flag);
  }
  return out;
}

// The program beside this one.
std::string sibling() {
  std::error_code failed;
  auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
  return failed ? std::string("klamm-live") : (self.parent_path() / "klamm-live").string();
}

// Runs it with its standard output in `output`; its exit status, or an error where it cannot be run.
Result<int> run_live(std::vector<std::string> words, int output) {
  std::string program = sibling();
  words.insert(words.begin(), program);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t child = 0;
  // Ctrl-C is the other's to hear, who then says so.
  auto before = std::signal(SIGINT, SIG_IGN);
  int failed = ::posix_spawn(&child, program.c_str(), &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  if (failed == 0) {
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
  }
  std::signal(SIGINT, before);
  if (failed != 0) return Error{"audit: cannot run `" + program + "`: " + std::strerror(failed)};
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

Result<void> save(int from, const std::string& path) {
  int to = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (to < 0) return Error{"audit: cannot write `" + path + "`: " + std::strerror(errno)};
  std::array<char, 65536> bytes{};
  bool good = true;
  ::lseek(from, 0, SEEK_SET);
  for (ssize_t got = 0; good && (got = ::read(from, bytes.data(), bytes.size())) > 0;) {
    good = ::write(to, bytes.data(), static_cast<size_t>(got)) == got;
  }
  good = ::close(to) == 0 && good;
  return good ? Result<void>() : Error{"audit: cannot write `" + path + "`"};
}

struct Wish {
  Words live;
  Words lint;
  std::string bootstrap;
  std::string save;
};

Result<Wish> read_wish(const Arguments& arguments, const std::vector<Flag>& flags) {
  Wish wish;
  for (const Argument& argument : arguments.in_order()) {
    if (argument.flag.empty())
      return Error{"audit: `" + argument.value + "`: a running cluster is audited, files are linted"};
    if (argument.flag == kSave) {
      wish.save = argument.value;
      continue;
    }
    if (argument.flag == kBootstrap) wish.bootstrap = argument.value;
    Words& to = of_live(argument.flag) ? wish.live : wish.lint;
    to.push_back("--" + argument.flag);
    bool takes_value = std::any_of(flags.begin(), flags.end(),
                                   [&](const Flag& flag) { return flag.name == argument.flag && flag.takes_value; });
    if (takes_value) to.push_back(argument.value);
  }
  if (wish.bootstrap.empty() && !arguments.has("command-config")) {
    return Error{"audit: name a broker: `--bootstrap-server HOST:PORT`"};
  }
  return wish;
}

}  // namespace

int audit_command(const Words& words) {
  std::vector<Flag> flags = all_flags();
  Words spelt = words;
  for (std::string& word : spelt) {
    if (word == "-X") word = "--property";
  }
  auto arguments = Arguments::parse("audit", flags, spelt);
  if (!arguments) return refuse_usage("audit", arguments.error());
  if (arguments.value().has("help")) return print(help_page("audit"));
  auto wish = read_wish(arguments.value(), flags);
  if (!wish) return refuse_usage("audit", wish.error());
  int memory = ::memfd_create("snapshot", MFD_CLOEXEC);
  if (memory < 0) {
    complain(std::string("audit: no memory for a snapshot: ") + std::strerror(errno));
    return kUsage;
  }
  auto status = run_live(wish.value().live, memory);
  if (!status) {
    complain(status.error().message);
    return kUsage;
  }
  // It has said why.
  if (status.value() != 0) return kUsage;
  std::string name = wish.value().bootstrap.empty() ? "<cluster>" : wish.value().bootstrap;
  if (!wish.value().save.empty()) {
    if (auto saved = save(memory, wish.value().save); !saved) {
      complain(saved.error().message);
      return kUsage;
    }
    name = wish.value().save;
  }
  ::lseek(memory, 0, SEEK_SET);
  ::dup2(memory, STDIN_FILENO);
  Words lint = wish.value().lint;
  lint.insert(lint.end(), {"--as", "snapshot", "--stdin-name", name, "-"});
  return lint_command(lint);
}

}  // namespace klamm::cli
