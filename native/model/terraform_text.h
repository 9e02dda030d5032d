// Puts texts together, each byte keeping the place where it was written as far as one source allows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "klamm/budget.h"
#include "model/terraform_value.h"

namespace klamm {

class TfTextBuilder {
 public:
  // `whole` is the expression that the text is the value of.
  TfTextBuilder(Budget& budget, TfPlace whole) : budget_(budget), whole_(whole) {}

  // Text that is written in the expression itself.
  void literal(std::string_view bytes, SpanMap map);
  // A value brought by the expression at `at`. Of a variable of `for` the places are those of the value, of anything
  // else those of `at`, unless the value is written within.
  void value(const TfText& text, TfPlace at, bool iterates);
  // A value whose place is its own, wherever it stands.
  void item(const TfText& text) { value(text, whole_, true); }
  // Marks between values: their place is behind what comes before.
  void mark(std::string_view bytes);
  // Converts to a string. What is unknown stands there as `${…}`; false: it is no string.
  bool add(const TfRef& value, TfPlace at, bool iterates);

  TfRef finish();

 private:
  struct Segment {
    TfText text;
    TfPlace at;
    bool literal = false;
    bool iterates = false;
    bool mark = false;
  };
  const Source* home() const;
  bool keeps_places(const Segment& segment, const Source* home) const;

  Budget& budget_;
  TfPlace whole_;
  std::vector<Segment> segments_;
  bool holes_ = false;
};

// Go's `encoding/json` as Terraform uses it: keys sorted, `<`, `>` and `&` escaped. Unknown values stand there as
// strings of holes.
TfRef tf_json_encode(const TfRef& value, TfPlace place, Budget& budget);

// Bytes [begin, end) with their places.
TfText tf_slice(const TfText& text, size_t begin, size_t end);

}  // namespace klamm
