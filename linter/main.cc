#include <fmt/format.h>
#include <unistd.h>

#include <exception>

#include "linter/commands.h"
#include "linter/output.h"
#include "linter/suggest.h"

namespace klamm::cli {

const Command kCommands[] = {
    {"lint", lint_command},           {"show", show_command},       {"can", can_command},
    {"audit", audit_command},         {"drift", drift_command},     {"policy", policy_command},
    {"practices", practices_command}, {"explain", explain_command}, {"rules", rules_command},
    {"help", help_command},           {"version", version_command}, {"", nullptr},
};

namespace {

int run(const Words& words) {
  if (words.empty()) return refuse_usage("", {"name a command: lint, show, can, policy, explain or rules"});
  std::string_view name = words[0];
  Words rest(words.begin() + 1, words.end());
  if (name == "--help" || name == "-h") name = "help";
  if (name == "--version") name = "version";
  std::vector<std::string_view> known;
  for (const Command* command = kCommands; command->run != nullptr; ++command) {
    if (command->name == name) return command->run(rest);
    known.push_back(command->name);
  }
  std::string_view near = nearest(name, known);
  std::string message = fmt::format("no command `{}`", name);
  if (::access(words[0].c_str(), F_OK) == 0) {
    message += fmt::format("; did you mean `lint {}`?", name);
  } else if (!near.empty()) {
    message += fmt::format("; did you mean `{}`?", near);
  }
  return refuse_usage("", {message});
}

}  // namespace
}  // namespace klamm::cli

int main(int argc, char** argv) {
  klamm::cli::guard_standard_descriptors();
  try {
    return klamm::cli::run(klamm::cli::Words(argv + (argc > 0 ? 1 : 0), argv + argc));
  } catch (const std::exception& error) {
    klamm::cli::complain(std::string("internal error: ") + error.what());
  } catch (...) {
    klamm::cli::complain("internal error");
  }
  return klamm::cli::kInternal;
}
