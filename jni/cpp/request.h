// Requests of the frame, decided upon one pin. See frame.h for the layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "klamm/authorizer.h"
#include "klamm/iam_authorizer.h"

namespace klamm::jni {

// One state of the ACLs and one of the policies, for a whole request.
struct Judges {
  const Pin& acls;
  const IamPin* iam = nullptr;  // null: IAM judges nobody
  bool by_acls = true;          // who is none of IAM's; false: denied
};

// Decides the request in the first `length` bytes and writes the answer behind it. Returns the number of actions, or a
// Failure; then whatever stands where the answer belongs means nothing. Throws std::bad_alloc.
int32_t decide_frame(const Judges& judges, std::span<std::byte> frame, size_t length);

// subject, u8 transport, u8 type, u8 operation. 1 allowed, 0 denied, or a Failure. Throws std::bad_alloc.
int32_t decide_type_frame(const Judges& judges, std::span<const std::byte> frame);

}  // namespace klamm::jni
