// What holds of every template, whatever it was read from. Breaking one aborts.
#pragma once

#include <set>

#include "base/utf8.h"
#include "fuzz/document_invariants.h"
#include "klamm/template.h"

namespace klamm {

// Every string that the text may be taken of has its bytes in a file.
inline void check_string(const Template& read, const Resource& resource, NodeId id) {
  auto text = read.text(resource, id);
  if (text == nullptr) return;
  const auto size = static_cast<uint32_t>(text->bytes().size());
  for (uint32_t byte = 0; byte <= size; byte += 1 + size / 64) {
    // A place within a character has no column.
    if (byte == size || !utf8_continues(text->bytes()[byte])) check_span(*text, {byte, size});
  }
}

inline void check_template(const Template& read) {
  std::set<const Document*> seen;
  for (const Resource& resource : read.resources) {
    const Document& document = *resource.document;
    must(document.node(resource.body).kind == NodeKind::kObject, "a body is an object");
    if (!seen.insert(&document).second) continue;
    for (NodeId id = 0; id < document.size(); ++id) {
      check_span(document.source(), document.node(id).value_span);
      check_span(document.source(), document.node(id).key_span);
      must(document.text(document.node(id).value).size() == document.node(id).value.size, "a text has its size");
      check_string(read, resource, id);
    }
  }
  for (const auto& [source, diagnostic] : read.diagnostics) check_span(*source, diagnostic.span);
}

}  // namespace klamm
