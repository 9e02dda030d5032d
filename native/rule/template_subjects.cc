#include "rule/template_subjects.h"

#include <array>

#include "rule/policy_subject.h"

namespace klamm {
namespace {

struct PolicyAttribute {
  std::string_view type;
  std::string_view attribute;
  IamLayer layer;
};
constexpr std::array<PolicyAttribute, 5> kPolicies = {{{"aws_iam_policy", "policy", IamLayer::kIdentity},
                                                       {"aws_iam_role_policy", "policy", IamLayer::kIdentity},
                                                       {"aws_iam_user_policy", "policy", IamLayer::kIdentity},
                                                       {"aws_iam_group_policy", "policy", IamLayer::kIdentity},
                                                       {"aws_msk_cluster_policy", "policy", IamLayer::kCluster}}};

}  // namespace

Result<Understood> subjects_of(const Template& made, const LintOptions& options, Budget& budget) {
  Understood out;
  for (const Resource& resource : made.resources) {
    if (resource.data) continue;
    for (const PolicyAttribute& policy : kPolicies) {
      if (resource.type != policy.type) continue;
      NodeId node = resource.document->find(resource.body, policy.attribute);
      if (node == kNoNode || resource.document->node(node).kind != NodeKind::kString) continue;
      auto source = made.text(resource, node);
      if (source == nullptr) continue;
      auto file = read_iam(source, policy.layer, budget);
      if (!file) return file.error();
      out.subjects.push_back(
          std::make_unique<PolicySubject>(std::move(file).value(), std::move(source), options.iam_cluster));
      out.names.push_back(resource.address);
    }
  }
  return out;
}

}  // namespace klamm
