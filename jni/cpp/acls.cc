#include "cpp/acls.h"

#include "cpp/frame.h"

namespace klamm::jni {

int32_t code(Change change) noexcept {
  switch (change) {
    case Change::kDone:
      return 0;
    case Change::kKnownId:
      return 1;
    case Change::kKnownAcl:
      return 2;
    case Change::kUnknownId:
      return 3;
    case Change::kNoMemory:
    case Change::kTooLarge:
      return kFailed;
  }
  return kFailed;
}

int32_t load_frame(Load& load, std::span<const std::byte> frame) noexcept {
  FrameReader reader(frame);
  int32_t count = 0;
  for (; !reader.at_end(); ++count) {
    AclId id;
    id.high = reader.u64();
    id.low = reader.u64();
    const Acl acl = reader.acl();
    if (!reader.ok()) return kBadFrame;
    if (load.add(id, acl) != Change::kDone) return kFailed;
  }
  return reader.ok() ? count : kBadFrame;
}

int32_t add_frame(Authorizer& authorizer, std::span<const std::byte> frame) noexcept {
  FrameReader reader(frame);
  AclId id;
  id.high = reader.u64();
  id.low = reader.u64();
  const Acl acl = reader.acl();
  if (!reader.ok() || !reader.at_end()) return kBadFrame;
  return code(authorizer.add(id, acl));
}

int32_t Listing::page(std::span<std::byte> frame) {
  FrameWriter fits(frame);
  int32_t count = 0;
  for (;; ++count) {
    if (!next_) {
      Acl acl;
      if (!cursor_.next(acl)) return count;
      next_ = acl;
    }
    FrameWriter writer = fits;
    writer.acl(*next_);
    if (!writer.ok()) return count == 0 ? kTooSmall : count;
    fits = writer;
    next_.reset();
  }
}

}  // namespace klamm::jni
