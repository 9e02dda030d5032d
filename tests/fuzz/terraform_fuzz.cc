#include "fuzz/document_invariants.h"
#include "klamm/template.h"

using namespace klamm;

namespace {

// Every string that the text may be taken of has its bytes in a file.
void check_text(const Template& read, const Resource& resource, NodeId id) {
  auto text = read.text(resource, id);
  if (text == nullptr) return;
  const auto size = static_cast<uint32_t>(text->bytes().size());
  for (uint32_t byte = 0; byte <= size; byte += 1 + size / 64) check_span(*text, {byte, size});
}

}  // namespace

// The text is a module, in JSON if it begins with a brace; behind a form feed, one that it may call and a file that it
// may read.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  size_t cut = std::min(text.find('\f'), text.size());
  NoFiles nothing;
  MemoryFiles files(nothing);
  files.put(text.starts_with('{') ? "main.tf.json" : "main.tf", text.substr(0, cut));
  if (cut < text.size()) {
    files.put("m/main.tf", text.substr(cut + 1));
    files.put("f", text.substr(cut + 1));
  }
  Limits limits;
  limits.nodes = 20000;
  limits.pieces = 20000;
  limits.aliases = 50;
  limits.depth = 40;
  limits.steps = 50000;
  Budget budget(limits);
  auto read = read_terraform(files, ".", budget);
  must(read.ok() != budget.spent(), "the error is the spent budget");
  if (!read.ok()) return 0;
  for (const Resource& resource : read.value().resources) {
    const Document& document = *resource.document;
    must(document.node(resource.body).kind == NodeKind::kObject, "a body is an object");
    for (NodeId id = 0; id < document.size(); ++id) {
      check_span(document.source(), document.node(id).value_span);
      check_span(document.source(), document.node(id).key_span);
      must(document.text(document.node(id).value).size() == document.node(id).value.size, "a text has its size");
      check_text(read.value(), resource, id);
    }
  }
  for (const auto& [source, diagnostic] : read.value().diagnostics) check_span(*source, diagnostic.span);
  return 0;
}
