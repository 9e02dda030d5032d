// Terraform's functions over values that are written down.
#pragma once

#include <string_view>
#include <vector>

#include "klamm/document.h"
#include "model/terraform_text.h"
#include "model/terraform_value.h"

namespace klamm {

struct TfCall {
  std::string_view name;
  std::vector<TfRef> arguments;
  std::vector<TfPlace> places;  // of the arguments' expressions
  TfPlace place;                // of the call
  Budget& budget;
  std::vector<bool> iterates{};  // the argument is a variable alone

  size_t size() const { return arguments.size(); }
  const TfRef& at(size_t index) const { return arguments[index]; }
  TfRef unknown() const { return tf_unknown(place); }
  TfRef failed() const { return tf_failed(place); }
};

// Unknown for a function that is not known here.
TfRef tf_call(const TfCall& call);

// Gives elements one type: strings, if any of them is one. False: they have none in common that is known here.
bool tf_unify_elements(std::vector<TfRef>& items);

// Of the files that hold them; none for another name.
using TfFunction = TfRef (*)(const TfCall&);
TfFunction tf_text_function(std::string_view name);
TfFunction tf_number_function(std::string_view name);
TfFunction tf_collection_function(std::string_view name);
TfFunction tf_encoding_function(std::string_view name);

// The value of a document that was read from `text`.
TfRef tf_of_document(const Document& document, const TfText& text, Budget& budget);

}  // namespace klamm
