// The plain text vectors of tests/vectors, as far as C++ reads them.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace klamm {

struct PropertiesVector {
  std::string line;  // as it stands in the file: what a failing test shows
  std::string input;
  std::vector<std::pair<std::string, std::string>> pairs;  // WTF-8
  bool refused = false;
};
std::vector<PropertiesVector> properties_vectors();

}  // namespace klamm
