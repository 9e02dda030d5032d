#include "cpp/request.h"

#include <algorithm>
#include <array>

#include "cpp/frame.h"

namespace klamm::jni {
namespace {

constexpr uint8_t kAllowed = 1;
constexpr uint8_t kExplained = 2;
constexpr size_t kSmallestAction = 3 + sizeof(uint32_t);

// Actions are decided so many at a time, which bounds the stack and needs no heap.
constexpr size_t kBatch = 64;
struct Batch {
  std::array<Action, kBatch> actions;
  std::array<uint8_t, kBatch> explain;
  std::array<Decision, kBatch> decisions;
};

void read_actions(FrameReader& reader, Batch& batch, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    batch.actions[i].type = static_cast<ResourceType>(reader.u8());
    batch.actions[i].operation = static_cast<Operation>(reader.u8());
    batch.explain[i] = reader.u8();
    batch.actions[i].name = reader.text();
  }
}

void explain(const Pin& pin, const Subject& subject, const Action& action, const Decision& decision,
             FrameWriter& writer) {
  writer.u8(static_cast<uint8_t>(decision.reason));
  if (decision.reason == Reason::kAcl) writer.acl(pin.explain(subject, action, decision).acl);
}

}  // namespace

int32_t decide_frame(const Pin& pin, std::span<std::byte> frame, size_t length) noexcept {
  if (length > frame.size()) return kBadFrame;
  FrameReader reader(frame.first(length));
  const uint32_t count = reader.u32();
  const Subject subject = reader.subject();
  if (!reader.ok() || count > length / kSmallestAction) return kBadFrame;

  const size_t answer = (length + 7) / 8 * 8;
  if (answer + count > frame.size()) return kTooSmall;
  const std::span<std::byte> verdicts = frame.subspan(answer, count);
  FrameWriter writer(frame.subspan(answer + count));

  Batch batch;
  for (size_t from = 0; from < count; from += kBatch) {
    const size_t size = std::min(kBatch, count - from);
    read_actions(reader, batch, size);
    if (!reader.ok()) return kBadFrame;
    pin.decide(subject, std::span(batch.actions).first(size), std::span(batch.decisions).first(size));
    for (size_t i = 0; i < size; ++i) {
      const Decision& decision = batch.decisions[i];
      uint8_t verdict = decision.allowed ? kAllowed : 0;
      if ((batch.explain[i] & (decision.allowed ? 1 : 2)) != 0) {
        verdict |= kExplained;
        explain(pin, subject, batch.actions[i], decision, writer);
      }
      verdicts[from + i] = std::byte{verdict};
    }
  }
  if (!reader.at_end()) return kBadFrame;
  return writer.ok() ? static_cast<int32_t>(count) : kTooSmall;
}

int32_t decide_type_frame(const Pin& pin, std::span<const std::byte> frame) noexcept {
  FrameReader reader(frame);
  const Subject subject = reader.subject();
  const auto type = static_cast<ResourceType>(reader.u8());
  const auto operation = static_cast<Operation>(reader.u8());
  if (!reader.ok() || !reader.at_end()) return kBadFrame;
  return pin.authorize_by_resource_type(subject, operation, type).allowed ? 1 : 0;
}

}  // namespace klamm::jni
