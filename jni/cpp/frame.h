// The bytes that cross the border, in the machine's own byte order and without alignment. A text is a 32-bit length and
// so many bytes in the encoding of klamm/policy.h. Java's side is Frame, Decider and AclFrames in jni/java.
//
//   subject   text principal ("Type:name", or empty), text host
//   request   u32 number of actions, subject, u8 IamTransport, actions: u8 type, u8 operation, u8 explain (1 if
//   allowed,
//             2 if denied), text name
//   answer    at the next multiple of 8 behind the request: a u8 verdict for each action (1 allowed, 2 an explanation
//             follows), then the explanations: u8 Reason, and for Reason::kAcl an entry; or kByPolicies, text rule,
//             text why, text the ARN of who is played (these three in UTF-8)
//   entry     u8 type, u8 pattern, u8 operation, u8 permission, text name, text principal, text host
//   acl       u64 id high, u64 id low, entry
//   policies  text the cluster's ARN, text folder, u8 whether the principals' file follows: text name, text its bytes;
//             u32 number of policies, each text name, text its bytes (all in UTF-8)
//   filter    u8 type, u8 pattern, u8 operation, u8 permission, then name, principal and host: u8 whether given, text
//
// Nothing here knows of the JVM; every length is checked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "klamm/policy.h"

namespace klamm::jni {

// What a call answers below zero.
enum Failure : int32_t { kBadFrame = -1, kFailed = -2, kTooSmall = -3 };

// Stands where an explanation begins by a Reason.
inline constexpr uint8_t kByPolicies = 3;

// Reads from the front. After the first thing that is not there everything is zero and ok() false.
class FrameReader {
 public:
  explicit FrameReader(std::span<const std::byte> bytes) : rest_(bytes) {}

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

  uint8_t u8() { return number<uint8_t>(); }
  uint32_t u32() { return number<uint32_t>(); }
  uint64_t u64() { return number<uint64_t>(); }
  std::string_view text() {
    const std::span<const std::byte> bytes = take(u32());
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

  Subject subject();
  Acl acl();  // an entry
  AclFilter filter();

 private:
  template <class T>
  T number() {
    T value = 0;
    const std::span<const std::byte> bytes = take(sizeof value);
    if (ok_) std::memcpy(&value, bytes.data(), sizeof value);
    return value;
  }
  std::span<const std::byte> take(size_t size) {
    if (size > rest_.size()) {
      ok_ = false;
      rest_ = {};
      return {};
    }
    const std::span<const std::byte> taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
  }

  std::span<const std::byte> rest_;
  bool ok_ = true;
};

// Writes to the front. What does not fit is not written, and nothing after it.
class FrameWriter {
 public:
  explicit FrameWriter(std::span<std::byte> bytes) : rest_(bytes) {}

  bool ok() const { return ok_; }
  std::span<std::byte> rest() const { return rest_; }

  void u8(uint8_t value) { put(&value, sizeof value); }
  void u64(uint64_t value) { put(&value, sizeof value); }
  void text(std::string_view value);
  void acl(const Acl& acl);  // an entry

 private:
  void put(const void* data, size_t size) {
    ok_ = ok_ && size <= rest_.size();
    if (!ok_ || size == 0) return;
    std::memcpy(rest_.data(), data, size);
    rest_ = rest_.subspan(size);
  }

  std::span<std::byte> rest_;
  bool ok_ = true;
};

}  // namespace klamm::jni
