// The policy that a data resource of Terraform stands for.
#pragma once

#include "klamm/budget.h"
#include "model/terraform_value.h"

namespace klamm {

// The JSON of an `aws_iam_policy_document` whose value is `body`.
TfRef tf_policy_document(const TfValue& body, TfPlace place, Budget& budget);

}  // namespace klamm
