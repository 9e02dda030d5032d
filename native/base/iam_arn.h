// The parts of an ARN, split at its first five colons.
#pragma once

#include <optional>
#include <string_view>

namespace klamm {

struct Arn {
  std::string_view partition;
  std::string_view service;
  std::string_view region;
  std::string_view account;
  std::string_view resource;
};
// nullopt: not "arn:" and five parts more.
std::optional<Arn> split_arn(std::string_view text);

}  // namespace klamm
