#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "klamm/catalog.h"

namespace klamm {
namespace {

// What a secret is called, anywhere in a name …
constexpr std::array<std::string_view, 8> kSecretWords = {"password",    "passwd",     "passphrase",  "secret",
                                                          "jaas.config", "credential", "private.key", "api.key"};
// … or, as a whole segment, what a slip of the finger makes of one …
constexpr std::array<std::string_view, 4> kMistypedWords = {"password", "passphrase", "secret", "credential"};
// … unless its last segment says that this is about the secret, not the secret itself.
constexpr std::array<std::string_view, 18> kAboutWords = {
    "algorithm", "class", "cipher", "enable", "enabled",  "file", "iterations", "keyfactory", "length",
    "location",  "ms",    "path",   "plugin", "provider", "type", "url",        "name",       "source"};

// One pass: large inputs ask this of every key.
bool has_secret_word(std::string_view name) {
  constexpr std::string_view kInitials = "psjca";
  for (size_t at = 0; at < name.size(); ++at) {
    if (kInitials.find(name[at]) == std::string_view::npos) continue;
    std::string_view rest = name.substr(at);
    auto begins = [rest](std::string_view word) { return rest.starts_with(word); };
    if (std::any_of(kSecretWords.begin(), kSecretWords.end(), begins)) return true;
  }
  return false;
}

// One letter changed, added, left out or swapped with its neighbour, or none.
bool one_slip_apart(std::string_view left, std::string_view right) {
  if (left.size() > right.size()) std::swap(left, right);
  if (right.size() - left.size() > 1) return false;
  while (!left.empty() && left.front() == right.front()) {
    left.remove_prefix(1);
    right.remove_prefix(1);
  }
  while (!left.empty() && left.back() == right.back()) {
    left.remove_suffix(1);
    right.remove_suffix(1);
  }
  return right.size() <= 1 || (right.size() == 2 && left.size() == 2 && left[0] == right[1] && left[1] == right[0]);
}

// Whether a segment of the name, between its dots, is such a word mistyped.
bool has_mistyped_word(std::string_view name) {
  while (!name.empty()) {
    std::string_view segment = name.substr(0, name.find('.'));
    name.remove_prefix(std::min(name.size(), segment.size() + 1));
    auto near = [segment](std::string_view word) { return one_slip_apart(segment, word); };
    if (std::any_of(kMistypedWords.begin(), kMistypedWords.end(), near)) return true;
  }
  return false;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool Catalog::secret_by_name(std::string_view name) {
  std::string text;
  text.reserve(name.size());
  for (char c : name) text.push_back(c == '_' || c == '-' ? '.' : lower(c));
  if (!has_secret_word(text) && !has_mistyped_word(text)) return false;
  std::string_view last = std::string_view(text).substr(text.rfind('.') + 1);
  return std::find(kAboutWords.begin(), kAboutWords.end(), last) == kAboutWords.end();
}

}  // namespace klamm
