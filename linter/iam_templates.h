// What of a template's policies is about one principal and one cluster.
#pragma once

#include <memory>
#include <string>

#include "linter/iam_question.h"

namespace klamm::cli {

// The template at a path: a folder with a module of Terraform's, or a file that is one or belongs to one; nullptr: it
// is none. The error is what cannot be read, or a policy about Kafka that AWS would not have.
Result<std::shared_ptr<const TemplatePolicies>> read_template_policies(const std::string& path);

// Adds the policies that the template attaches to the principal; if it makes no such user or role, those that it
// attaches to nobody. And those of the cluster. The error: there are neither.
Result<void> take_template(const IamPrincipal& principal, const IamCluster& cluster, const TemplatePolicies& made,
                           IamPolicySet& policies, IamAnswer& answer);

bool index_has_holes(const IamIndex& index);

}  // namespace klamm::cli
