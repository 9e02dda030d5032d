#include "rule/template_subjects.h"

#include "klamm/template_policies.h"
#include "rule/policy_subject.h"

namespace klamm {

Result<Understood> subjects_of(const Template& made, const LintOptions& options, Budget& budget) {
  Understood out;
  if (made.resources.empty()) return out;
  auto found = policies_of(made, budget);
  if (!found) return found.error();
  TemplatePolicies& policies = found.value();
  const auto& cluster = options.iam_cluster ? options.iam_cluster : policies.only_cluster;
  auto add = [&](IamFile file) {
    if (file.policies.empty() && file.identities.empty() && file.diagnostics.empty()) return;
    const auto& source = made.resources.front().document->shared_source();
    out.subjects.push_back(std::make_unique<PolicySubject>(std::move(file), source, cluster, true));
    out.names.emplace_back();  // policies are called by their addresses
  };
  add(std::move(policies.identity));
  IamFile of_clusters;
  of_clusters.layer = IamLayer::kCluster;
  of_clusters.layer_told = true;
  for (TemplateClusterPolicy& one : policies.cluster) of_clusters.policies.push_back(std::move(one.policy));
  of_clusters.diagnostics = std::move(policies.cluster_diagnostics);
  add(std::move(of_clusters));
  return out;
}

}  // namespace klamm
