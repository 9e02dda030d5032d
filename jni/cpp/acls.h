// ACLs of the frame: into an index, and out of it page by page. See frame.h for the layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "klamm/authorizer.h"

namespace klamm::jni {

// What a change answers: 0 done, above zero the reference's own refusals (Java's Native.KNOWN_ID …), below zero a
// Failure.
int32_t code(Change change) noexcept;

// Adds the frame's acls to a load. Returns their number, or a Failure.
int32_t load_frame(Load& load, std::span<const std::byte> frame) noexcept;

// Adds the one acl of the frame. Returns a code().
int32_t add_frame(Authorizer& authorizer, std::span<const std::byte> frame) noexcept;

// The entries of one snapshot that match a filter, or the malformed ones. Belongs to one thread.
class Listing {
 public:
  // Throws std::bad_alloc.
  Listing(Pin pin, const AclFilter& filter) : pin_(std::move(pin)), cursor_(pin_.acls(filter)) {}
  explicit Listing(Pin pin) : pin_(std::move(pin)), cursor_(pin_.malformed()) {}

  // Writes as many entries as fit. Returns their number, 0 at the end, kTooSmall if the next one does not fit at all.
  int32_t page(std::span<std::byte> frame);

 private:
  Pin pin_;
  AclCursor cursor_;
  std::optional<Acl> next_;  // read, not written yet
};

}  // namespace klamm::jni
