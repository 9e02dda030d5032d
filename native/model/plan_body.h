// The attributes of a plan's resources, as nodes of a document.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/document.h"
#include "model/plan_index.h"
#include "model/plan_names.h"

namespace klamm {

// Writes one body after the other under the document's root.
class PlanBodies {
 public:
  // The index is that of the document's source.
  PlanBodies(Document& document, const PlanIndex& index, Budget& budget);

  // An object of attributes; kNoNode where the budget is spent or the text is malformed (a diagnostic).
  NodeId add(const PlanResource& resource);

 private:
  // What the plan says beside a value, in nodes of `beside_`; kNoNode where it says nothing.
  struct Beside {
    NodeId unknown = kNoNode;
    NodeId sensitive = kNoNode;
    NodeId after_sensitive = kNoNode;
    NodeId written = kNoNode;  // the expression of an attribute, or with `block` an object of those of a block
    bool block = false;
  };

  NodeId read_beside(Span span, NodeId& last);
  Beside inside(const Beside& beside, std::string_view key);
  void visit(NodeId id, const Beside& beside);
  std::vector<NodeId> untold(NodeId id, const Beside& beside);
  void visit_object(NodeId id, const Beside& beside);
  void visit_array(NodeId id, const Beside& beside);
  void add_unknown_members(NodeId id, NodeId last, const Beside& beside);
  void add_elements(NodeId id, const std::vector<std::string>& addresses);
  void hide(NodeId id, std::string_view address);
  void blank(NodeId id);

  bool holds_true(NodeId id) const;
  bool is_true(NodeId id) const;
  NodeId find(NodeId object, std::string_view key);
  std::vector<NodeId> items(const Document& document, NodeId id) const;
  std::vector<std::string> addresses(const Beside& beside) const;
  std::string address(const Beside& beside) const;
  Text text(std::string_view bytes, Span span);

  Document& document_;
  PlanNames names_;
  Budget& budget_;
  NodeId last_ = kNoNode;
  const PlanResource* resource_ = nullptr;
  std::unique_ptr<Document> beside_{};
};

}  // namespace klamm
