// What stands on the command line behind a command's name.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/result.h"

namespace klamm::cli {

struct Flag {
  std::string_view name;  // without the dashes
  bool takes_value = false;
  bool repeatable = false;
};

struct Argument {
  std::string flag;   // empty: a positional argument
  std::string value;  // empty for a flag that takes none
};

class Arguments {
 public:
  // `command` is named in errors; a flag that does not exist gets the one it is near to.
  static Result<Arguments> parse(std::string_view command, std::span<const Flag> flags,
                                 const std::vector<std::string>& words);

  const std::vector<Argument>& in_order() const { return arguments_; }
  bool has(std::string_view flag) const;
  // The last one; "" without one.
  std::string_view value(std::string_view flag) const;
  // All of them; comma-separated lists taken apart if `split`.
  std::vector<std::string> values(std::string_view flag, bool split = false) const;
  std::vector<std::string> positional() const { return values({}); }

 private:
  std::vector<Argument> arguments_;
};

}  // namespace klamm::cli
