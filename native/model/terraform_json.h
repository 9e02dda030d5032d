// Terraform's JSON syntax, turned into what HCL's own syntax would be.
#pragma once

#include <memory>

#include "klamm/hcl.h"

namespace klamm {

// The text of a `*.tf.json`, every string in it a template. Without the provider's schema it cannot be told whether an
// object is a block or a map: those under the names of maps that AWS resources have are maps, others are blocks. The
// error is the spent budget only.
Result<HclFile> tf_read_json(std::shared_ptr<const Source> source, Budget& budget);

}  // namespace klamm
