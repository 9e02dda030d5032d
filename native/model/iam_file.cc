#include "model/iam_reading.h"

namespace klamm {
namespace {

// Where an answer of the AWS command line holds its policy, and how long that may be.
struct Answer {
  NodeId document = kNoNode;
  std::string name;
  IamSize size;
};

Answer find_answer(const Document& document, IamLayer layer) {
  const IamSize size = iam_size(layer);
  const NodeId root = document.root();
  if (document.node(root).kind != NodeKind::kObject) return {root, {}, size};
  const auto object = [&](std::string_view name) {
    const NodeId found = document.find(root, name);
    return found != kNoNode && document.node(found).kind == NodeKind::kObject ? found : kNoNode;
  };
  if (const NodeId held = document.find(root, "PolicyDocument"); held != kNoNode) {
    const NodeId policy = document.find(root, "PolicyName");
    IamSize inline_size = size;
    if (document.find(root, "UserName") != kNoNode) inline_size = {2'048, false, 0, "a user's inline policies"};
    if (document.find(root, "GroupName") != kNoNode) inline_size = {5'120, false, 0, "a group's inline policies"};
    if (document.find(root, "RoleName") != kNoNode) inline_size = {10'240, false, 0, "a role's inline policies"};
    return {held, policy == kNoNode ? "" : "inline policy " + std::string(document.value(policy)), inline_size};
  }
  if (const NodeId version = object("PolicyVersion"); version != kNoNode) {
    const NodeId held = document.find(version, "Document");
    if (held != kNoNode) return {held, {}, {6'144, false, 0, "a managed policy"}};
  }
  if (const NodeId held = document.find(root, "Policy"); held != kNoNode) {
    if (document.node(held).kind == NodeKind::kString) return {held, {}, size};  // get-cluster-policy
    const NodeId content = document.node(held).kind == NodeKind::kObject ? document.find(held, "Content") : kNoNode;
    if (content != kNoNode) return {content, {}, size};  // describe-policy
  }
  return {root, {}, size};
}

bool is_dump(const Document& document) {
  if (document.node(document.root()).kind != NodeKind::kObject) return false;
  for (std::string_view name : {"UserDetailList", "RoleDetailList", "GroupDetailList"}) {
    if (document.find(document.root(), name) != kNoNode) return true;
  }
  return false;
}

}  // namespace

Result<IamFile> read_iam(std::shared_ptr<const Source> source, IamLayer layer, Budget& budget) {
  auto read = read_json(std::move(source), budget);
  if (!read) return read.error();
  const Document& document = read.value();
  IamFile file;
  for (const Diagnostic& diagnostic : document.diagnostics())
    file.diagnostics.push_back({document.shared_source(), diagnostic});
  if (document.refused()) return file;
  if (layer == IamLayer::kIdentity && is_dump(document)) {
    read_iam_dump(document, file, budget);
  } else {
    const Answer answer = find_answer(document, layer);
    read_iam_document(document, answer.document, layer, answer.name, answer.size, file, budget);
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
