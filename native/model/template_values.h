// Values of a template's resources, as models read them: what they say, or what they refer to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/template.h"

namespace klamm {

// A value that is asked for its text. Of what the template does not tell `${address}` stands in it.
struct TemplateText {
  std::string text;     // "" where there is none
  std::string address;  // of a value that refers to one, and to nothing else
  bool known = false;   // all of `text` is told
  Span span{};
};

class TemplateBody {
 public:
  TemplateBody(const Template& from, const Resource& resource) : from_(&from), resource_(&resource) {}

  const Document& document() const { return *resource_->document; }
  const Resource& resource() const { return *resource_; }
  const Node& node(NodeId id) const { return document().node(id); }
  // kNoNode if there is none, or if it is null.
  NodeId find(NodeId object, std::string_view name) const;
  NodeId find(std::string_view name) const { return find(resource_->body, name); }
  TemplateText text(NodeId id) const;
  TemplateText text_at(std::string_view name) const { return text(find(name)); }
  std::shared_ptr<const Source> source(NodeId id) const { return from_->text(*resource_, id); }
  // The elements of a list, or the one value that stands for a list of one; none of kNoNode. `open`: there may be more.
  std::vector<NodeId> elements(NodeId id, bool& open) const;

 private:
  const Template* from_;
  const Resource* resource_;
};

// Whether the value is an attribute of the resource: it refers to it, or is the text of its `name`.
bool refers_to(const TemplateText& value, const Resource& resource, const TemplateText& name);

}  // namespace klamm
