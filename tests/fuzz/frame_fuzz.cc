// Any bytes where Java's frames are expected: each reader, upon an index that holds what the bytes made of it.
#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "cpp/acls.h"
#include "cpp/frame.h"
#include "cpp/request.h"
#include "klamm/authorizer.h"

using namespace klamm;
using namespace klamm::jni;

namespace {

void check(bool holds) {
  if (!holds) __builtin_trap();
}

void decide(Authorizer& authorizer, std::span<const std::byte> bytes, size_t room) {
  std::vector<std::byte> frame(bytes.size() + room);
  std::copy(bytes.begin(), bytes.end(), frame.begin());
  const int32_t answer = decide_frame(authorizer.pin(0), frame, bytes.size());
  check(answer >= kTooSmall && answer <= static_cast<int32_t>(bytes.size()));
}

void list(Authorizer& authorizer, std::span<const std::byte> bytes) {
  FrameReader reader(bytes);
  const AclFilter filter = reader.filter();
  if (!reader.ok()) return;
  Listing listing(authorizer.pin(0), filter);
  std::vector<std::byte> page(256);
  for (int32_t count = listing.page(page); count != 0; count = listing.page(page)) {
    if (count == kTooSmall) page.resize(page.size() * 2);
    FrameReader entries(page);
    for (; count > 0; --count) entries.acl();
    check(entries.ok());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data) + 2, size - 2);
  const size_t split = data[0] * bytes.size() / 255;
  Authorizer authorizer(
      AuthorizerOptions{.allow_everyone_if_no_acl = (data[1] & 1) != 0, .cidr_hosts = (data[1] & 2) != 0});
  {
    Load load = authorizer.begin_load();
    if (load_frame(load, bytes.first(split)) >= 0) load.commit();
  }
  add_frame(authorizer, bytes.first(split));
  const std::span<const std::byte> rest = bytes.subspan(split);
  decide(authorizer, rest, data[1]);
  decide_type_frame(authorizer.pin(0), rest);
  list(authorizer, rest);
  return 0;
}
