// Whether a JSON text is an IAM policy, or an answer that holds one.
#pragma once

#include <string_view>

namespace klamm {

// `text`: the beginning of an input, up to its first 64 KiB. Looks at the members of the outermost object and at those
// of the objects in it, no further: a template that holds policies deep inside is none. Time is that of one pass.
bool looks_like_policy(std::string_view text);

}  // namespace klamm
