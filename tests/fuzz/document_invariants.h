// What holds of every document, whatever it was read from. Breaking one aborts.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "klamm/document.h"

namespace klamm {

inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

inline void check_span(const Source& source, Span span) {
  must(span.begin <= span.end && span.end <= source.bytes().size(), "a span lies in its source");
  Span home = source.to_root(span);
  must(home.begin <= home.end && home.end <= source.root().bytes().size(), "a span lies in the root");
  Region region = source.region(span);
  must(region.begin.line >= 1 && region.begin.column >= 1, "lines and columns begin at 1");
  must(region.begin.line < region.end.line ||
           (region.begin.line == region.end.line && region.begin.column <= region.end.column),
       "a region does not end before it begins");
}

// Each byte of a decoded text comes from within `span`, and the bytes come in order.
inline void check_text(const Document& document, Text text, Span span) {
  std::string_view bytes = document.text(text);
  must(bytes.size() == text.size, "a text has its size");
  uint32_t at = span.begin;
  for (uint32_t byte = 0; byte < text.size; ++byte) {
    Span place = document.span_of(text, byte, byte + 1);
    must(place.begin >= at && place.begin < place.end && place.end <= span.end, "a byte has a place within its text");
    at = place.begin;
  }
  Span whole = document.span_of(text, 0, text.size);
  must(text.size == 0 || whole.end == document.span_of(text, text.size - 1, text.size).end,
       "a text ends with its byte");
  Span behind = document.span_of(text, text.size, text.size);
  must(behind.empty() && behind.begin >= span.begin && behind.end <= span.end, "the end of a text is a place");
}

// The embedded text is the same, and each of its bytes leads to the same place.
inline void check_embedded(const Document& document, NodeId id) {
  auto inner = document.embed(id);
  Text text = document.node(id).value;
  must(inner->bytes() == document.text(text), "an embedded text is the same");
  const uint32_t size = text.size;
  for (uint32_t byte = 0; byte <= size; ++byte) {
    for (uint32_t end : {byte, byte + 1, size}) {
      if (end > size) continue;
      Span expected = document.source().to_root(document.span_of(text, byte, end));
      must(inner->to_root({byte, end}) == expected, "an embedded byte leads to the same place");
    }
  }
}

inline void check_document(const Document& document, const Limits& limits) {
  must(document.size() >= 1 && document.size() <= limits.nodes, "the budget of nodes holds");
  for (NodeId id = 0; id < document.size(); ++id) {
    const Node& node = document.node(id);
    check_span(document.source(), node.value_span);
    check_span(document.source(), node.key_span);
    if (node.has_key) check_text(document, node.key, node.key_span);
    if (node.kind != NodeKind::kObject && node.kind != NodeKind::kArray) {
      check_text(document, node.value, node.value_span);
      check_embedded(document, id);
    }
    must(id == 0 || (node.parent < id && node.next > id), "a node stands behind its parent and before its next");
  }
  for (const Diagnostic& diagnostic : document.diagnostics()) check_span(document.source(), diagnostic.span);
}

}  // namespace klamm
