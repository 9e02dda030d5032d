#include "rule/template_subjects.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "rule/policy_subject.h"
#include "rule/topic_subject.h"

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

Result<Understood> subjects_of(const Template& made, const Catalog& catalog, const LintOptions& options,
                               Budget& budget) {
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
  auto topics = topics_of_template(made, budget);
  if (!topics) return topics.error();
  TopicSet set;
  set.topics = std::move(topics).value();
  set.kind = InputKind::kTerraform;
  set.catalog = &catalog;
  set.version_told = options.kafka_version.has_value();
  set.version = options.kafka_version.value_or(kNewestKafka);
  TopicSubjects defined = topic_subjects(std::move(set));
  std::move(defined.subjects.begin(), defined.subjects.end(), std::back_inserter(out.subjects));
  std::move(defined.names.begin(), defined.names.end(), std::back_inserter(out.names));
  return out;
}

}  // namespace klamm
