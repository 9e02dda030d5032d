#include <algorithm>
#include <array>
#include <string>

#include "klamm/catalog.h"

namespace klamm {
namespace {

// What a secret is called, anywhere in a name …
constexpr std::array<std::string_view, 8> kSecretWords = {"password",    "passwd",     "passphrase",  "secret",
                                                          "jaas.config", "credential", "private.key", "api.key"};
// … unless its last segment says that this is about the secret, not the secret itself.
constexpr std::array<std::string_view, 18> kAboutWords = {
    "algorithm", "class", "cipher", "enable", "enabled",  "file", "iterations", "keyfactory", "length",
    "location",  "ms",    "path",   "plugin", "provider", "type", "url",        "name",       "source"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool Catalog::secret_by_name(std::string_view name) {
  std::string text;
  text.reserve(name.size());
  for (char c : name) text.push_back(c == '_' || c == '-' ? '.' : lower(c));
  bool named = std::any_of(kSecretWords.begin(), kSecretWords.end(),
                           [&](std::string_view word) { return text.find(word) != std::string::npos; });
  if (!named) return false;
  std::string_view last = std::string_view(text).substr(text.rfind('.') + 1);
  return std::find(kAboutWords.begin(), kAboutWords.end(), last) == kAboutWords.end();
}

}  // namespace klamm
