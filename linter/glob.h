// Patterns as .gitignore has them, matched in time proportional to pattern times text.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace klamm::cli {

class Glob {
 public:
  // `paths`: `*`, `?` and sets match no slash, and `**` between slashes matches any folders; otherwise a slash is like
  // any other character.
  Glob(std::string_view pattern, bool paths);
  bool matches(std::string_view text) const;

 private:
  using Bytes = std::bitset<256>;
  enum class Kind : uint8_t {
    kBytes,    // one byte of the set
    kRun,      // any number of bytes of the set
    kFolders,  // nothing, or anything that ends with a slash
  };
  struct Token {
    Kind kind;
    Bytes bytes;
  };

  void add(Kind kind, const Bytes& bytes) { tokens_.push_back({kind, bytes}); }
  // Reads `[…]` at `at` (on the bracket); moves `at` behind it. False: it is never closed, nothing can match.
  bool read_set(std::string_view pattern, size_t& at, bool paths);
  bool read_stars(std::string_view pattern, size_t& at, bool paths);

  std::vector<Token> tokens_;
  std::string literal_;  // if the whole pattern is plain text
  bool is_literal_ = true;
  bool never_ = false;  // malformed
};

}  // namespace klamm::cli
