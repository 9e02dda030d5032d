// Writes evaluated values into documents.
#pragma once

#include <memory>
#include <vector>

#include "klamm/template.h"
#include "model/terraform_value.h"

namespace klamm {

// The bodies of one file's resources, under one root.
class TfDocument {
 public:
  TfDocument(std::shared_ptr<const Source> source, const TfSources& sources, Budget& budget,
             std::vector<TextOrigin>& origins);

  // An object for a body; kNoNode once the budget is spent.
  NodeId add(const TfValue& body);
  const std::shared_ptr<Document>& document() const { return document_; }

 private:
  struct At {
    NodeId parent;
    NodeId previous;
  };

  NodeId write(const TfRef& value, const TfText* key, Span within, At at);
  NodeId write_all(NodeId id, const TfValue& value, Span within);
  Text copied(const TfText& text, Span within, bool& elsewhere);
  Text word(std::string_view bytes, Span span);
  Span place_of(const TfPlace& place, Span within) const;

  const TfSources& sources_;
  Budget& budget_;
  std::vector<TextOrigin>& origins_;
  std::shared_ptr<Document> document_;
  NodeId last_ = kNoNode;
  uint32_t depth_ = 0;
};

// As Template has them.
void sort_origins(std::vector<TextOrigin>& origins);

}  // namespace klamm
