#include "doc/base64.h"
#include "fuzz/document_invariants.h"

using namespace klamm;

namespace {

void check_base64(const Document& document, NodeId id) {
  auto decoded = embed_base64(document, id);
  if (!decoded.ok()) return;
  const Source& source = *decoded.value();
  auto size = static_cast<uint32_t>(source.bytes().size());
  must(size <= document.node(id).value.size / 4 * 3, "base64 shrinks");
  Span value = document.source().to_root(document.node(id).value_span);
  for (uint32_t byte = 0; byte < size; ++byte) {
    Span place = source.to_root({byte, byte + 1});
    must(place.begin > value.begin && place.end < value.end && place.size() >= 4, "a byte leads to its four letters");
  }
  // What is inside is read like any other text.
  Budget budget;
  auto inner = read_json(decoded.value(), budget);
  if (inner.ok()) check_document(inner.value(), budget.limits());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Limits limits;
  limits.nodes = 500;
  limits.pieces = 500;
  limits.depth = 20;
  Budget budget(limits);
  auto source = std::make_shared<Source>("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  auto read = read_json(source, budget);
  must(read.ok() != budget.spent(), "the error is the spent budget");
  if (!read.ok()) return 0;
  const Document& document = read.value();
  check_document(document, limits);
  for (NodeId id = 0; id < document.size(); ++id) {
    if (document.node(id).kind == NodeKind::kString) check_base64(document, id);
  }
  if (document.refused()) return 0;
  // A value as written is JSON by itself, with the same meaning.
  for (NodeId id = 0; id < document.size(); ++id) {
    const Node& node = document.node(id);
    Budget second;
    std::string written(source->bytes().substr(node.value_span.begin, node.value_span.size()));
    auto again = read_json(std::make_shared<Source>("again", written), second);
    must(again.ok() && !again.value().refused(), "a value is JSON by itself");
    must(again.value().node(0).kind == node.kind && again.value().value(0) == document.value(id), "and means the same");
  }
  return 0;
}
