// Policies of the frame, into a node. See frame.h for the layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "klamm/iam_authorizer.h"

namespace klamm::jni {

// Reads the policies in the first `length` bytes and puts them in force: 1, or, if one of them is refused, 0: then what
// was before stays. Then a text stands at the front of the frame, in UTF-8 and as much of it as fits: why it was
// refused, or what is suspect, a line each. Or a Failure. Throws std::bad_alloc and std::length_error.
int32_t load_policies_frame(IamAuthorizer& authorizer, const IamOptions& options, std::span<std::byte> frame,
                            size_t length);

}  // namespace klamm::jni
