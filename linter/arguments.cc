#include "linter/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options/cmdline.hpp>
#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>

#include "linter/suggest.h"

namespace klamm::cli {
namespace {

namespace po = boost::program_options;

po::options_description describe(std::span<const Flag> flags) {
  po::options_description description;
  for (const Flag& flag : flags) {
    po::value_semantic* semantic =
        flag.takes_value ? static_cast<po::value_semantic*>(po::value<std::string>()) : new po::untyped_value(true);
    std::string name(flag.name);
    if (name == "help") name += ",h";
    description.add(boost::shared_ptr<po::option_description>(new po::option_description(name.c_str(), semantic)));
  }
  return description;
}

Error unknown_flag(std::string_view command, std::string_view written, std::span<const Flag> flags) {
  std::vector<std::string_view> names;
  for (const Flag& flag : flags) names.push_back(flag.name);
  std::string_view bare = written.substr(std::min(written.find_first_not_of('-'), written.size()));
  bare = bare.substr(0, bare.find('='));
  std::string_view near = nearest(bare, names);
  std::string dashes = written.starts_with('-') ? "" : "--";
  std::string message = fmt::format("{}: no flag `{}{}`", command, dashes, written);
  return Error{near.empty() ? message : fmt::format("{}; did you mean `--{}`?", message, near)};
}

}  // namespace

Result<Arguments> Arguments::parse(std::string_view command, std::span<const Flag> flags,
                                   const std::vector<std::string>& words) {
  Arguments parsed;
  try {
    po::options_description description = describe(flags);
    int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
    po::parsed_options options = po::command_line_parser(words).options(description).style(style).run();
    for (const po::option& option : options.options) {
      Argument argument{option.position_key >= 0 ? "" : option.string_key, option.value.empty() ? "" : option.value[0]};
      parsed.arguments_.push_back(std::move(argument));
    }
  } catch (const po::unknown_option& error) {
    return unknown_flag(command, error.get_option_name(), flags);
  } catch (const po::error_with_option_name& error) {
    std::string name = error.get_option_name();
    bool missing = dynamic_cast<const po::invalid_command_line_syntax*>(&error) != nullptr &&
                   static_cast<const po::invalid_command_line_syntax&>(error).kind() ==
                       po::invalid_command_line_syntax::missing_parameter;
    return Error{fmt::format("{}: flag `{}` {}", command, name, missing ? "lacks its value" : "takes no value")};
  } catch (const po::error& error) {
    return Error{fmt::format("{}: {}", command, error.what())};
  }
  for (const Flag& flag : flags) {
    auto same = [&flag](const Argument& argument) { return argument.flag == flag.name; };
    if (!flag.repeatable && std::count_if(parsed.arguments_.begin(), parsed.arguments_.end(), same) > 1) {
      return Error{fmt::format("{}: flag `--{}` is given twice", command, flag.name)};
    }
  }
  return parsed;
}

bool Arguments::has(std::string_view flag) const {
  return std::any_of(arguments_.begin(), arguments_.end(),
                     [flag](const Argument& argument) { return argument.flag == flag; });
}

std::string_view Arguments::value(std::string_view flag) const {
  for (auto argument = arguments_.rbegin(); argument != arguments_.rend(); ++argument) {
    if (argument->flag == flag) return argument->value;
  }
  return {};
}

std::vector<std::string> Arguments::values(std::string_view flag, bool split) const {
  std::vector<std::string> all;
  for (const Argument& argument : arguments_) {
    if (argument.flag != flag) continue;
    if (!split) {
      all.push_back(argument.value);
      continue;
    }
    std::string_view rest = argument.value;
    while (!rest.empty()) {
      size_t comma = std::min(rest.find(','), rest.size());
      if (comma > 0) all.emplace_back(rest.substr(0, comma));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  return all;
}

}  // namespace klamm::cli
