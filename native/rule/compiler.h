// Records to a pack.
#pragma once

#include <string>
#include <string_view>

#include "klamm/catalog.h"
#include "klamm/result.h"
#include "rule/record.h"

namespace klamm {

struct CompileOptions {
  std::string_view catalog_section;  // goes into the pack; may be empty
  bool closed = false;               // yields lead to rules of this pack only
};

Result<std::string> compile_records(const RecordSet& set, const Catalog& catalog, const CompileOptions& options);

// Where a finding of a rule may point besides at keys.
bool is_anchor(std::string_view at, bool listener);
bool is_topic_anchor(std::string_view at);

}  // namespace klamm
