// The policies of a plan that Terraform itself will only write when it applies it.
#pragma once

#include "klamm/template.h"

namespace klamm {

// Gives the JSON of each `aws_iam_policy_document` that waits for something unknown its text, and the attributes that
// refer to that JSON too. `document` is that of all the resources.
void write_planned_policies(Template& plan, Document& document, Budget& budget);

}  // namespace klamm
