// Any bytes where Java's frames are expected: each reader, upon an index that holds what the bytes made of it.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "cpp/acls.h"
#include "cpp/frame.h"
#include "cpp/gate.h"
#include "cpp/policies.h"
#include "cpp/request.h"
#include "klamm/authorizer.h"

using namespace klamm;
using namespace klamm::jni;

namespace {

void check(bool holds) {
  if (!holds) __builtin_trap();
}

void decide(const Judges& judges, std::span<const std::byte> bytes, size_t room) {
  std::vector<std::byte> frame(bytes.size() + room);
  std::copy(bytes.begin(), bytes.end(), frame.begin());
  const int32_t answer = decide_frame(judges, frame, bytes.size());
  check(answer >= kTooSmall && answer <= static_cast<int32_t>(bytes.size()));
  decide_type_frame(judges, bytes);
}

// What can be read is in force; what cannot says why.
void load_policies(IamAuthorizer& authorizer, std::span<const std::byte> bytes, size_t room) {
  std::vector<std::byte> frame(bytes.size() + room);
  std::copy(bytes.begin(), bytes.end(), frame.begin());
  const int32_t answer = load_policies_frame(authorizer, {.exact_by_resource_type = true}, frame, bytes.size());
  check(answer >= kTooSmall && answer <= 1);
  if (answer < 0) return;
  FrameReader reader(frame);
  const std::string_view text = reader.text();
  check(reader.ok() && (answer == 1 || frame.size() < 64 || !text.empty()));
}

// A gate is judged by whatever the bytes say, and opened by them.
void gate(std::span<const std::byte> bytes, size_t room) {
  static const std::unique_ptr<Gate> judges = Gate::open({}).value();
  std::vector<std::byte> frame(bytes.size() + room);
  auto fill = [&] { std::copy(bytes.begin(), bytes.end(), frame.begin()); };
  fill();
  const int32_t findings = judge_frame(*judges, frame, bytes.size());
  check(findings >= kRefused);
  for (FrameReader reader(frame); findings > 0 && reader.ok();) {
    for (int32_t left = findings; left > 0; --left) {
      reader.text(), reader.u8(), reader.u8();
      for (int text = 0; text < 4; ++text) reader.text();
    }
    check(reader.ok());
    break;
  }
  fill();
  gate_rules_frame(*judges, frame, bytes.size());
  fill();
  gate_folders_frame(frame, bytes.size());
  fill();
  open_gate_frame(frame, bytes.size());
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
  gate(bytes, size_t{16} * data[1]);
  IamAuthorizer policies;
  load_policies(policies, bytes.first(split), data[1]);
  {
    const Pin pin = authorizer.pin(0);
    const IamPin iam = policies.pin(0);
    decide({pin}, rest, data[1]);
    decide({pin, &iam}, rest, data[1]);
    decide({pin, &iam, false}, rest, data[1]);
  }
  list(authorizer, rest);
  return 0;
}
