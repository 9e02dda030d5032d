// A scalar of YAML: what it says, byte by byte from where, and what kind of value it is.
#pragma once

#include <libfyaml.h>

#include <memory>
#include <string_view>

#include "klamm/budget.h"
#include "klamm/document.h"

namespace klamm {

// Decodes the scalars of one document into its arena.
class YamlScalars {
 public:
  YamlScalars(Document& document, Budget& budget);

  // The decoded text: a piece of the source where nothing was folded, stripped or escaped.
  Text text(fy_token* token);
  // As written, quotes included; of a block, its lines. `otherwise` is where an absent value would stand.
  Span span(fy_token* token, uint32_t otherwise) const;

 private:
  struct FreeIterator {
    void operator()(fy_token_iter* iterator) const { fy_token_iter_destroy(iterator); }
  };

  Document& document_;
  Budget& budget_;
  std::unique_ptr<fy_token_iter, FreeIterator> iterator_;
};

// What a plain scalar is by the core schema of YAML 1.2: null, true, false, a number, else a string.
NodeKind plain_kind(std::string_view text);

}  // namespace klamm
