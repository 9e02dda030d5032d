#include "rule/template_subjects.h"

#include <array>

#include "rule/inventory_subjects.h"
#include "rule/policy_subject.h"

namespace klamm {
namespace {

struct PolicyAttribute {
  std::string_view type;
  std::string_view attribute;
  IamLayer layer;
};
constexpr std::array<PolicyAttribute, 11> kPolicies = {
    {{"aws_iam_policy", "policy", IamLayer::kIdentity},
     {"aws_iam_role_policy", "policy", IamLayer::kIdentity},
     {"aws_iam_user_policy", "policy", IamLayer::kIdentity},
     {"aws_iam_group_policy", "policy", IamLayer::kIdentity},
     {"aws_msk_cluster_policy", "policy", IamLayer::kCluster},
     {"AWS::IAM::ManagedPolicy", "PolicyDocument", IamLayer::kIdentity},
     {"AWS::IAM::Policy", "PolicyDocument", IamLayer::kIdentity},
     {"AWS::IAM::RolePolicy", "PolicyDocument", IamLayer::kIdentity},
     {"AWS::IAM::UserPolicy", "PolicyDocument", IamLayer::kIdentity},
     {"AWS::IAM::GroupPolicy", "PolicyDocument", IamLayer::kIdentity},
     {"AWS::MSK::ClusterPolicy", "Policy", IamLayer::kCluster}}};

// Whether everything in a value is known. What is not would be taken for what AWS refuses.
bool is_known(const Document& document, NodeId node, Budget& budget) {
  std::vector<NodeId> open = {node};
  while (!open.empty() && budget.take_steps()) {
    const Node& one = document.node(open.back());
    open.pop_back();
    if (one.kind == NodeKind::kUnknown) return false;
    for (NodeId child = one.first_child; child != kNoNode; child = document.node(child).next) open.push_back(child);
  }
  return open.empty();
}

// A policy's document, as a string or as an object; none where it is not all known.
Result<void> add_policy(const Template& made, const Resource& resource, const PolicyAttribute& policy,
                        const LintOptions& options, Budget& budget, Understood& out) {
  const Document& document = *resource.document;
  const NodeId node = document.find(resource.body, policy.attribute);
  if (node == kNoNode) return {};
  std::shared_ptr<const Source> source;
  std::optional<Result<IamFile>> file;
  if (document.node(node).kind == NodeKind::kString) {
    source = made.text(resource, node);
    if (source != nullptr) file = read_iam(source, policy.layer, budget);
  } else if (document.node(node).kind == NodeKind::kObject && is_known(document, node, budget)) {
    source = document.shared_source();
    file = read_iam_policy(document, node, policy.layer, {}, budget);
  }
  if (!file) return {};
  if (!*file) return file->error();
  out.subjects.push_back(
      std::make_unique<PolicySubject>(std::move(*file).value(), std::move(source), options.iam_cluster));
  out.names.push_back(resource.address);
  return {};
}

}  // namespace

Result<Understood> subjects_of(const Template& made, InputKind kind, const Catalog& catalog, const LintOptions& options,
                               Budget& budget) {
  Understood out;
  for (const Resource& resource : made.resources) {
    if (resource.data) continue;
    for (const PolicyAttribute& policy : kPolicies) {
      if (resource.type != policy.type) continue;
      if (auto added = add_policy(made, resource, policy, options, budget, out); !added) return added.error();
    }
  }
  auto inventory = read_msk(made, budget);
  if (!inventory) return inventory.error();
  auto shared = std::make_shared<const MskInventory>(std::move(inventory).value());
  if (auto added = add_subjects(std::move(shared), kind, catalog, options, budget, out); !added) return added.error();
  return out;
}

}  // namespace klamm
