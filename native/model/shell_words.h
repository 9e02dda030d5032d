// Simple commands of a shell script: their words, as far as the script alone tells them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "klamm/budget.h"
#include "klamm/span.h"

namespace klamm {

// A word without its quotes. What an expansion makes of it (`$x`, a backquote) stands in it as written, under a hole.
struct ShellWord {
  std::string text;
  std::vector<uint32_t> at;                          // where each byte of the text stands in the script
  std::vector<std::pair<uint32_t, uint32_t>> holes;  // bytes of the text
  Span span;
  bool quoted = false;  // some of it
  bool cut = false;     // it goes on

  bool unknown(size_t begin, size_t end) const;
  bool unknown() const { return cut || !holes.empty(); }
  // Where bytes [begin, end) of the text are written.
  Span place(size_t begin, size_t end) const;
};

class ShellCommands {
 public:
  ShellCommands(std::string_view script, Budget& budget) : script_(script), budget_(budget) {}

  // The next command that has a word; false at the end, or once the budget is spent.
  bool next(std::vector<ShellWord>& words);

 private:
  char peek(uint32_t ahead = 0) const { return at_ + ahead < script_.size() ? script_[at_ + ahead] : '\0'; }
  bool read_word(ShellWord& word);
  void take(ShellWord& word);
  void take_double_quoted(ShellWord& word);
  void take_expansion(ShellWord& word);
  void pass_balanced(char open, char close);
  void read_here_document_mark();
  void pass_here_documents();
  bool end_of_command();

  std::string_view script_;
  Budget& budget_;
  uint32_t at_ = 0;
  struct HereDocument {
    std::string end;
    bool tabs = false;  // before its lines do not count
  };
  std::vector<HereDocument> here_;
};

}  // namespace klamm
