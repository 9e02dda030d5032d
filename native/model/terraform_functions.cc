#include "model/terraform_functions.h"

#include <algorithm>

namespace klamm {

TfRef tf_call(const TfCall& call) {
  for (auto find : {tf_collection_function, tf_text_function, tf_number_function, tf_encoding_function}) {
    if (TfFunction function = find(call.name)) return function(call);
  }
  return call.unknown();
}

}  // namespace klamm
