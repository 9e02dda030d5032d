// The commands of `klamm`. Each takes the words behind its name, prints, and gives the exit status.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "klamm/result.h"
#include "linter/arguments.h"

namespace klamm::cli {

enum Exit : int { kClean = 0, kFindings = 1, kUsage = 2, kInternal = 3 };

using Words = std::vector<std::string>;

int lint_command(const Words& words);
int audit_command(const Words& words);
int drift_command(const Words& words);
int can_command(const Words& words);
int policy_command(const Words& words);
int practices_command(const Words& words);
int show_command(const Words& words);
int rules_command(const Words& words);
int explain_command(const Words& words);
int help_command(const Words& words);
int version_command(const Words& words);

// The flags of `lint`.
std::span<const Flag> lint_flags();

struct Command {
  std::string_view name;
  int (*run)(const Words& words);
};
// All of them; an empty name ends the table.
extern const Command kCommands[];

// The page of a command, or of the program for ""; empty if there is none.
std::string_view help_page(std::string_view command);
// Prints to standard output; kUsage with a message if that cannot be written.
int print(std::string_view text);
// What to say of a named file that is of no kind that klamm reads.
std::string none_of_ours(std::string_view path);
// Says what is wrong with the command line, and where help is.
int refuse_usage(std::string_view command, const Error& error);

}  // namespace klamm::cli
