// Walks over a JSON text without keeping anything of it. What is passed over need only have quotes and brackets that
// fit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "klamm/budget.h"
#include "klamm/span.h"

namespace klamm {

class JsonSkim {
 public:
  // The text has a NUL behind its last byte and none within (Source). The place is before a value.
  JsonSkim(std::string_view text, uint32_t at, Budget& budget) : text_(text), at_(at), budget_(budget) {}

  // Goes into an object (array), if one is next; else passes over what there is. Afterwards member() (item()) is called
  // until it says false, with each value taken by pass(), text() or a walk of its own before the next call.
  bool enter_object() { return enter('{'); }
  bool enter_array() { return enter('['); }
  // The key as written between its quotes.
  bool member(std::string_view& key);
  bool item();

  // The next value, passed over.
  Span pass();
  // The same, between its quotes as written; empty for what is no string.
  std::string_view text();

  // Something did not fit, at at(); or the budget is spent. Everything says false or empty from then on.
  bool failed() const { return failed_; }
  uint32_t at() const { return at_; }
  // Only blanks are left.
  bool at_end();

 private:
  bool enter(char bracket);
  bool next(char close);
  bool pass_string();
  bool pass_nested();
  bool fail();
  char skip_blanks();

  std::string_view text_;
  uint32_t at_;
  Budget& budget_;
  bool failed_ = false;
  bool first_ = false;      // nothing of the object or array that was just entered is read
  uint32_t depth_ = 0;      // of what was entered
  std::vector<char> open_;  // brackets that wait for theirs, within what is passed over
};

// What stands between the quotes of a string, decoded.
std::string json_unescaped(std::string_view written);

}  // namespace klamm
