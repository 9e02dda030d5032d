// IAM policies that a template makes, and to whom it attaches them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "klamm/budget.h"
#include "klamm/iam.h"
#include "klamm/iam_policy.h"
#include "klamm/iam_reader.h"
#include "klamm/template.h"

namespace klamm {

// The policy of a cluster. `cluster`: its ARN, with holes where the template does not tell it.
struct TemplateClusterPolicy {
  IamPolicy policy;
  IamText cluster;
};

struct TemplatePolicies {
  // `policies`: of identities, attached to nobody in the template. `identities`: its users, roles and groups; their
  // ARNs have holes (`arn:${partition}:iam::${account}:role/app`).
  IamFile identity;
  std::vector<TemplateClusterPolicy> cluster;
  std::vector<IamDiagnostic> cluster_diagnostics;
  // The only cluster of the template, if its name is known and it has no other. What is not known of it is empty.
  std::optional<IamCluster> only_cluster;
};

// The error is the spent budget. Sources of policies lead to the template's files; nothing refers to the template.
Result<TemplatePolicies> policies_of(const Template& from, Budget& budget);

// Those of a template that is one text: a plan or a state of Terraform's, or CloudFormation's in JSON or, if there is a
// reader for it, in YAML; told by its content. nullopt: it is none. The error is the spent budget, or text that its
// form does not take, with its place.
Result<std::optional<TemplatePolicies>> policies_in(const std::shared_ptr<const Source>& source, YamlReader yaml,
                                                    Budget& budget);

// What a template leaves open because it is told where it is deployed: account, region and partition, and the ARN of
// its only cluster. Fills that in, as if it were deployed where `cluster` is and, if `own`, made that cluster; false:
// there is nothing to fill in.
bool deploy(IamPolicy& policy, const IamCluster& cluster, bool own);

// Whether an identity of a template is the principal: its account is not told, its name may not be.
enum class IamSame : uint8_t { kNo, kPerhaps, kYes };
IamSame is_same_identity(std::string_view identity_arn, const IamPrincipal& principal);

}  // namespace klamm
