// Topics out of documents that are trees: what their values say.
#pragma once

#include <memory>
#include <string_view>

#include "klamm/topic.h"

namespace klamm {

// Reads values of one document. A text with a placeholder in it is unknown, and so is what was evaluated to be so.
class TopicTree {
 public:
  explicit TopicTree(const Document& document) : document_(document) {}

  bool is_object(NodeId id) const { return id != kNoNode && document_.node(id).kind == NodeKind::kObject; }
  bool is_array(NodeId id) const { return id != kNoNode && document_.node(id).kind == NodeKind::kArray; }
  // The value of the first of the names that the object has; kNoNode without one.
  NodeId member(NodeId object, std::initializer_list<std::string_view> names) const;

  TopicPlace place(NodeId id) const { return {document_.shared_source(), document_.node(id).value_span}; }
  TopicPlace key_place(NodeId id) const { return {document_.shared_source(), document_.node(id).key_span}; }
  TopicFact<std::string> text(NodeId id) const;
  TopicFact<int64_t> number(NodeId id) const;
  // Adds the members of an object of configurations.
  bool add_settings(NodeId object, TopicConfig& into, Budget& budget) const;

 private:
  const Document& document_;
};

// A whole number as a text says it; unknown where it says none.
TopicFact<int64_t> number_of_text(TopicFact<std::string> text);

}  // namespace klamm
