#include "model/iam_reading.h"

namespace klamm {
namespace {

// Where an answer of the AWS command line holds its policy, and how long that may be.
struct Answer {
  NodeId document = kNoNode;
  std::string name;
  std::optional<IamSize> size;  // else what its layer has
  std::optional<IamLayer> told;
};

class AnswerFinder {
 public:
  explicit AnswerFinder(const Document& document) : document_(document) {}

  Answer find() const {
    const NodeId root = document_.root();
    if (!is(root, NodeKind::kObject)) return {root, {}, {}, {}};
    // Of a recorded call of an SDK.
    const NodeId data = document_.find(root, "status_code") != kNoNode ? document_.find(root, "data") : kNoNode;
    return find_in(is(data, NodeKind::kObject) ? data : root);
  }

 private:
  bool is(NodeId node, NodeKind kind) const { return node != kNoNode && document_.node(node).kind == kind; }
  bool has(NodeId object, std::string_view name) const { return document_.find(object, name) != kNoNode; }

  Answer find_in(NodeId root) const {
    if (const NodeId held = document_.find(root, "PolicyDocument"); held != kNoNode) {
      const NodeId policy = document_.find(root, "PolicyName");
      std::optional<IamSize> size;
      if (has(root, "UserName")) size = {2'048, false, 0, "a user's inline policies"};
      if (has(root, "GroupName")) size = {5'120, false, 0, "a group's inline policies"};
      if (has(root, "RoleName")) size = {10'240, false, 0, "a role's inline policies"};
      return {held, policy == kNoNode ? "" : "inline policy " + std::string(document_.value(policy)), size,
              IamLayer::kIdentity};
    }
    if (const NodeId version = document_.find(root, "PolicyVersion"); is(version, NodeKind::kObject)) {
      const NodeId held = document_.find(version, "Document");
      if (held != kNoNode) return {held, {}, IamSize{6'144, false, 0, "a managed policy"}, IamLayer::kIdentity};
    }
    const NodeId policy = document_.find(root, "Policy");
    if (is(policy, NodeKind::kString)) return {policy, {}, {}, IamLayer::kCluster};  // get-cluster-policy
    if (is(policy, NodeKind::kObject) && has(policy, "Content")) {                   // describe-policy
      const NodeId summary = document_.find(policy, "PolicySummary");
      const NodeId type = is(summary, NodeKind::kObject) ? document_.find(summary, "Type") : kNoNode;
      const bool resource = is(type, NodeKind::kString) && document_.value(type) == "RESOURCE_CONTROL_POLICY";
      return {document_.find(policy, "Content"), {}, {}, resource ? IamLayer::kRcp : IamLayer::kScp};
    }
    const NodeId held = document_.find(root, "document");  // of a collection of policies
    if (is(held, NodeKind::kObject) && !has(root, "Statement")) return {held, {}, {}, told_by_principals(held)};
    return {root, {}, {}, told_by_principals(root)};
  }

  // Only the policies of resources have principals.
  std::optional<IamLayer> told_by_principals(NodeId policy) const {
    const NodeId statements = document_.find(policy, "Statement");
    if (statements == kNoNode) return {};
    const bool list = is(statements, NodeKind::kArray);
    for (NodeId each = list ? document_.node(statements).first_child : statements; each != kNoNode;
         each = list ? document_.node(each).next : kNoNode) {
      const bool object = is(each, NodeKind::kObject);
      if (object && (has(each, "Principal") || has(each, "NotPrincipal"))) return IamLayer::kCluster;
    }
    return {};
  }

  const Document& document_;
};

bool is_dump(const Document& document) {
  if (document.node(document.root()).kind != NodeKind::kObject) return false;
  for (std::string_view name : {"UserDetailList", "RoleDetailList", "GroupDetailList"}) {
    if (document.find(document.root(), name) != kNoNode) return true;
  }
  return false;
}

}  // namespace

Result<IamFile> read_iam(std::shared_ptr<const Source> source, std::optional<IamLayer> layer, Budget& budget) {
  auto read = read_json(std::move(source), budget);
  if (!read) return read.error();
  const Document& document = read.value();
  IamFile file;
  for (const Diagnostic& diagnostic : document.diagnostics())
    file.diagnostics.push_back({document.shared_source(), diagnostic});
  file.layer = layer.value_or(IamLayer::kIdentity);
  file.layer_told = layer.has_value();
  if (document.refused()) return file;
  if (file.layer == IamLayer::kIdentity && is_dump(document)) {
    file.layer_told = true;
    read_iam_dump(document, file, budget);
  } else {
    const Answer answer = AnswerFinder(document).find();
    if (!layer && answer.told) file.layer = *answer.told;
    file.layer_told = file.layer_told || answer.told.has_value();
    read_iam_document(document, answer.document, file.layer, answer.name, answer.size.value_or(iam_size(file.layer)),
                      file, budget);
  }
  if (budget.spent()) return budget.error();
  return file;
}

Result<IamFile> read_iam_policy(const Document& document, NodeId node, IamLayer layer, const std::string& name,
                                Budget& budget) {
  IamFile file;
  read_iam_document(document, node, layer, name, iam_size(layer), file, budget);
  if (budget.spent()) return budget.error();
  return file;
}

}  // namespace klamm
