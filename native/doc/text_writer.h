// Decodes one text of a document into its arena, piece by piece, each with its place.
#pragma once

#include "klamm/document.h"

namespace klamm {

class TextWriter {
 public:
  // Both must outlive the writer; nothing else writes to the document's arena meanwhile. A piece that the budget does
  // not cover is dropped.
  TextWriter(Document& document, Budget& budget)
      : document_(document), budget_(budget), begin_(document.arena_size()) {}

  // Bytes of the source as they stand.
  void copy(Span origin);
  // One UTF-16 code unit that `origin` stands for. A low surrogate behind a high one becomes one character with it, and
  // both places one.
  void unit(char16_t unit, Span origin);
  // The last call.
  Text finish();

 private:
  void flush();
  void write(char32_t code, Span origin);

  Document& document_;
  Budget& budget_;
  uint32_t begin_;
  char16_t high_ = 0;  // a high surrogate that waits for its low one
  Span high_origin_;
};

}  // namespace klamm
