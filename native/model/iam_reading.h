// How a policy document is read: one object for each document, complaints with their places.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/iam_reader.h"

namespace klamm {

// How a document is read that stands in a template, which need not tell all of it.
struct IamHoles {
  // What is known of a node of the kind kUnknown, null if nothing is. Not asked of documents of JSON.
  std::function<std::shared_ptr<const Source>(NodeId)> text;
  // What is known of what stands at an address, with holes of its own (`arn:${partition}:kafka:…`); empty: nothing.
  std::function<std::string(std::string_view)> meaning;
};

// Members of an object and values of a list, with complaints where something else stands.
class IamJson {
 public:
  // `holes`: null unless the document stands in a template.
  IamJson(const Document& document, std::vector<IamDiagnostic>& diagnostics, const IamHoles* holes = nullptr)
      : document_(document), diagnostics_(diagnostics), holes_(holes) {}

  const Document& document() const { return document_; }
  const Node& node(NodeId id) const { return document_.node(id); }
  std::string key(NodeId id) const { return std::string(document_.key(id)); }
  // Of a string; what the template does not tell stands in it as `${address}`.
  std::string value(NodeId id) const;
  // What is untold counts as a string.
  bool is(NodeId id, NodeKind kind) const {
    if (id == kNoNode) return false;
    return node(id).kind == kind || (node(id).kind == NodeKind::kUnknown && kind == NodeKind::kString);
  }
  NodeId find(NodeId object, std::string_view name) const { return document_.find(object, name); }

  bool in_template() const { return holes_ != nullptr; }
  // Nothing is known of it: it may be a list or an object, or several elements of a list.
  bool open(NodeId id) const;
  bool holed(std::string_view text) const;
  // Where a key or a value stands. Quotes that an expression puts around a text stand nowhere.
  Span place(Span span) const;
  // Where an object begins, for a person: at its bracket, or where an expression makes it, at the first of its members.
  Span head(NodeId object) const;

  void refuse(Span span, std::string message) const;
  void suspect(Span span, std::string message) const;
  // Complains unless it is an object; of every member that comes twice, too.
  bool is_object(NodeId id, std::string_view what) const;
  // A string, or a list of strings; where `scalars`, numbers and truth values as well. Complains of anything else.
  std::vector<IamText> texts(NodeId id, std::string_view what, bool scalars = false) const;

 private:
  const Document& document_;
  std::vector<IamDiagnostic>& diagnostics_;
  const IamHoles* holes_;
};

// Reads one statement. `sids`: those read so far, to be added to.
IamStatement read_iam_statement(const IamJson& json, NodeId id, IamLayer layer, bool variables,
                                std::vector<std::string>& sids);
std::vector<IamCondition> read_iam_conditions(const IamJson& json, NodeId id);
std::vector<IamPrincipalText> read_iam_principals(const IamJson& json, NodeId id);

// How long a document may be; `blanks` says whether blanks count.
struct IamSize {
  size_t most = 0;  // 0: no limit known
  bool blanks = false;
  size_t suspect = 0;  // over this it is only suspect
  std::string_view what{};
};
IamSize iam_size(IamLayer layer);

// Reads the document at `id` (an object, or a string that holds one) into `file.policies`.
void read_iam_document(const Document& document, NodeId id, IamLayer layer, const std::string& name,
                       const IamSize& size, IamFile& file, Budget& budget, const IamHoles* holes = nullptr);
// Reads the text of a document that a template has. What is no JSON as far as it is told is a partial policy.
void read_iam_text(const std::shared_ptr<const Source>& text, IamLayer layer, const std::string& name,
                   const IamSize& size, IamFile& file, Budget& budget, const IamHoles& holes);
// Of `get-account-authorization-details`.
void read_iam_dump(const Document& document, IamFile& file, Budget& budget);

}  // namespace klamm
