// java.io.StreamTokenizer as Kafka sets it up: its defaults, `//` and `/* */` comments, and `-`, `_`, `$` in words.
#pragma once

#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>

#include "klamm/span.h"

namespace klamm {

struct JaasToken {
  enum class Kind : uint8_t { kEnd, kWord, kQuoted, kNumber, kSign };
  Kind kind = Kind::kEnd;
  std::string_view text;  // words and quoted text, unescaped
  char sign = 0;          // kSign; 0 for one outside of ASCII
  Span span;              // of the text, without quotes

  bool has_text() const { return kind == Kind::kWord || kind == Kind::kQuoted; }
  bool is(char wanted) const { return kind == Kind::kSign && sign == wanted; }
};

class JaasTokens {
 public:
  // `text` is WTF-8 and outlives the tokens; unescaped text goes to `owned`.
  JaasTokens(std::string_view text, std::forward_list<std::string>& owned) : text_(text), owned_(owned) {}
  JaasToken next();

 private:
  bool skip_blanks_and_comments();
  void skip_block_comment();
  void skip_line();
  JaasToken number();
  JaasToken word();
  JaasToken quoted();
  void escape(std::string& out);
  bool at_word_letter() const;
  size_t letter_size() const;

  std::string_view text_;
  std::forward_list<std::string>& owned_;
  size_t at_ = 0;
};

}  // namespace klamm
