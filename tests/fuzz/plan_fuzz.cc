#include <cstring>

#include "fuzz/template_invariants.h"

using namespace klamm;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Limits limits;
  limits.nodes = 20000;
  limits.pieces = 20000;
  limits.depth = 40;
  limits.steps = 50000;
  Budget budget(limits);
  auto source = std::make_shared<Source>("plan.json", std::string(reinterpret_cast<const char*>(data), size));
  auto read = read_plan(source, budget, [](std::string_view type) { return !type.starts_with('z'); });
  must(read.ok() != budget.spent(), "the error is the spent budget");
  if (!read.ok()) return 0;
  check_template(read.value());
  // Where a node is, its name and what it holds stand in the text.
  for (const Resource& resource : read.value().resources) {
    const Document& document = *resource.document;
    for (NodeId at = document.node(resource.body).first_child; at != kNoNode; at = document.node(at).next) {
      must(document.node(at).kind != NodeKind::kNull, "a null is not there");
      must(document.node(at).has_key && !document.node(at).value_span.empty(), "an attribute has a place");
    }
  }
  return 0;
}
