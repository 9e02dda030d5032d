#include <vector>

#include "fuzz/document_invariants.h"
#include "klamm/hcl.h"

using namespace klamm;

namespace {

void check_node(const HclFile& file, HclId id, std::vector<bool>& seen) {
  must(id < file.size() && !seen[id], "every node stands in one place of the tree");
  seen[id] = true;
  const HclNode& node = file.node(id);
  check_span(file.source(), node.span);
  check_span(file.source(), node.name_span);
  std::string_view text = file.text(id);
  uint32_t at = 0;
  for (uint32_t byte = 0; byte < text.size(); ++byte) {
    Span place = file.span_of(id, byte, byte + 1);
    must(place.begin >= at && place.begin < place.end, "a byte has a place, and bytes come in order");
    must(place.begin >= node.span.begin && place.end <= node.span.end, "a byte stands within its node");
    at = place.begin;
  }
  for (HclId child = node.first_child; child != kNoHcl; child = file.node(child).next) check_node(file, child, seen);
}

void check(Result<HclFile> read, const Budget& budget) {
  must(read.ok() != budget.spent(), "the error is the spent budget");
  if (!read.ok()) return;
  const HclFile& file = read.value();
  must(file.size() <= budget.limits().nodes, "the budget of nodes holds");
  std::vector<bool> seen(file.size());
  check_node(file, file.root(), seen);
  uint32_t last = 0;
  for (const Diagnostic& diagnostic : file.diagnostics()) {
    check_span(file.source(), diagnostic.span);
    must(diagnostic.span.begin >= last, "diagnostics come in the order of the text");
    last = diagnostic.span.begin;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Limits limits;
  limits.nodes = 5000;
  limits.pieces = 5000;
  limits.depth = 30;
  auto source = std::make_shared<Source>("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  Budget budget(limits);
  check(read_hcl(source, budget), budget);
  Budget other(limits);
  check(read_hcl_template(source, other), other);
  return 0;
}
