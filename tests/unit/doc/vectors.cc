#include "unit/doc/vectors.h"

#include <fstream>
#include <stdexcept>

#include "base/utf8.h"

namespace klamm {
namespace {

// Takes one quoted word off the front of `rest`. Bytes of an input stand for themselves; of a pair each is a character.
std::string take_quoted(std::string_view& rest, bool characters) {
  auto put = [characters](std::string& out, unsigned unit) {
    if (characters) {
      append_wtf8(out, unit);
    } else {
      out.push_back(static_cast<char>(unit));
    }
  };
  auto take_hex = [&rest](size_t digits) {
    auto unit = std::stoul(std::string(rest.substr(0, digits)), nullptr, 16);
    rest.remove_prefix(digits);
    return static_cast<unsigned>(unit);
  };
  std::string out;
  rest.remove_prefix(rest.find('"') + 1);
  while (!rest.empty()) {
    char byte = rest.front();
    rest.remove_prefix(1);
    if (byte == '"') return out;
    if (byte != '\\') {
      out.push_back(byte);
      continue;
    }
    char escaped = rest.front();
    rest.remove_prefix(1);
    static constexpr std::string_view kNames = "nrtf";
    static constexpr std::string_view kBytes = "\n\r\t\f";
    if (escaped == 'x') {
      put(out, take_hex(2));
    } else if (escaped == 'u') {
      put(out, take_hex(4));
    } else if (size_t at = kNames.find(escaped); at != std::string_view::npos) {
      out.push_back(kBytes[at]);
    } else {
      out.push_back(escaped);
    }
  }
  throw std::runtime_error("a quote is missing");
}

}  // namespace

std::vector<PropertiesVector> properties_vectors() {
  std::ifstream file(KLAMM_ROOT "/tests/vectors/properties.txt");
  std::vector<PropertiesVector> vectors;
  for (std::string line; std::getline(file, line);) {
    std::string_view rest = line;
    if (line.starts_with("in ")) {
      auto& vector = vectors.emplace_back();
      vector.line = line;
      vector.input = take_quoted(rest, false);
    } else if (line.starts_with("pair ")) {
      std::string key = take_quoted(rest, true);
      vectors.back().pairs.emplace_back(key, take_quoted(rest, true));
    } else if (line == "refused") {
      vectors.back().refused = true;
    } else if (!line.empty() && line.front() != '#') {
      throw std::runtime_error("no line of a vector: " + line);
    }
  }
  return vectors;
}

}  // namespace klamm
