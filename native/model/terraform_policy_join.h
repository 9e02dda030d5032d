// Policy documents that take statements from others.
#pragma once

#include <string>
#include <vector>

#include "model/terraform_text.h"

namespace klamm {

// The statements of JSON texts, one after another; of two with one `Sid` the later one counts, in the earlier one's
// place. What is no text, or no JSON as far as it is told, leaves the list open: its last element is then unknown.
class TfPolicyJoin {
 public:
  explicit TfPolicyJoin(Budget& budget) : budget_(budget) {}

  void add(const TfRef& text);
  TfRef finish(const TfRef& version, TfPlace place);

 private:
  struct Statement {
    std::string sid;
    TfRef text;  // of JSON
  };

  Budget& budget_;
  std::vector<Statement> statements_;
  bool open_ = false;
};

}  // namespace klamm
