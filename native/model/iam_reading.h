// How a policy document is read: one object for each document, complaints with their places.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "klamm/iam_reader.h"

namespace klamm {

// Members of an object and values of a list, with complaints where something else stands.
class IamJson {
 public:
  IamJson(const Document& document, std::vector<IamDiagnostic>& diagnostics)
      : document_(document), diagnostics_(diagnostics) {}

  const Document& document() const { return document_; }
  const Node& node(NodeId id) const { return document_.node(id); }
  std::string key(NodeId id) const { return std::string(document_.key(id)); }
  std::string value(NodeId id) const { return std::string(document_.value(id)); }
  bool is(NodeId id, NodeKind kind) const { return id != kNoNode && node(id).kind == kind; }
  NodeId find(NodeId object, std::string_view name) const { return document_.find(object, name); }

  void refuse(Span span, std::string message) const;
  void suspect(Span span, std::string message) const;
  // Complains unless it is an object; of every member that comes twice, too.
  bool is_object(NodeId id, std::string_view what) const;
  // A string, or a list of strings; where `scalars`, numbers and truth values as well. Complains of anything else.
  std::vector<IamText> texts(NodeId id, std::string_view what, bool scalars = false) const;

 private:
  const Document& document_;
  std::vector<IamDiagnostic>& diagnostics_;
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
                       const IamSize& size, IamFile& file, Budget& budget);
// Of `get-account-authorization-details`.
void read_iam_dump(const Document& document, IamFile& file, Budget& budget);

}  // namespace klamm
