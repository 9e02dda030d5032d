#include "fuzz/document_invariants.h"

using namespace klamm;

namespace {

void check_setting(const Document& document, NodeId id) {
  const Node& node = document.node(id);
  must(node.key_span.end <= node.value_span.begin, "a value stands behind its key");
  must(node.value_span.end - node.key_span.begin <= document.source().bytes().size(), "a setting lies in its source");
  if (node.next != kNoNode) {
    must(node.value_span.end < document.node(node.next).key_span.begin, "settings do not overlap");
  }
  must(node.continued || !node.dangling, "what dangles is continued");
  auto lines = document.source().lines_of({node.key_span.begin, node.value_span.end});
  must(!lines.empty() && lines.front().begin <= node.key_span.begin && lines.back().end >= node.value_span.end,
       "the lines of a setting hold it");
  must(lines.size() == 1 || node.continued, "a setting on several lines is continued");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Limits limits;
  limits.nodes = 200;
  limits.pieces = 500;
  Budget budget(limits);
  auto source = std::make_shared<Source>("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  auto read = read_properties(source, budget);
  must(read.ok() != budget.spent(), "the error is the spent budget");
  if (!read.ok()) return 0;
  const Document& document = read.value();
  check_document(document, limits);
  for (NodeId id = 1; id < document.size(); ++id) {
    check_setting(document, id);
    // Who takes out the value as written changes nothing else. But of a lone backslash nothing is left, and where a CR
    // stands before and an LF behind, they become one line end.
    const Node& node = document.node(id);
    Span span = node.value_span;
    if (node.key_span.empty() && !node.separated) continue;
    auto without = std::string(source->bytes());
    without.erase(span.begin, span.size());
    if (span.begin > 0 && std::string_view(without).substr(span.begin - 1).starts_with("\r\n")) continue;
    Budget second;
    auto again = read_properties(std::make_shared<Source>("again", without), second);
    must(again.ok() && again.value().size() == document.size(), "a value can be taken out alone");
    must(again.value().value(id).empty() && again.value().key(id) == document.key(id), "the key stays");
  }
  return 0;
}
