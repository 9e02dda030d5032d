#include "cpp/request.h"

#include <algorithm>
#include <array>
#include <memory>
#include <new>

#include "cpp/frame.h"

namespace klamm::jni {
namespace {

constexpr uint8_t kAllowed = 1;
constexpr uint8_t kExplained = 2;
constexpr size_t kSmallestAction = 3 + sizeof(uint32_t);

// Actions are decided so many at a time, which bounds the stack and needs no heap.
constexpr size_t kBatch = 64;

// Room on the stack for a batch; only what is used is ever written.
template <class T>
class Room {
 public:
  std::span<T> first(size_t count) {
    for (size_t i = 0; i < count; ++i) std::construct_at(reinterpret_cast<T*>(bytes_.data()) + i);
    return {std::launder(reinterpret_cast<T*>(bytes_.data())), count};
  }

 private:
  alignas(T) std::array<std::byte, kBatch * sizeof(T)> bytes_;
};

void read_actions(FrameReader& reader, std::span<Action> actions, std::span<uint8_t> explains) {
  for (size_t i = 0; i < actions.size(); ++i) {
    actions[i].type = static_cast<ResourceType>(reader.u8());
    actions[i].operation = static_cast<Operation>(reader.u8());
    explains[i] = reader.u8();
    actions[i].name = reader.text();
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

  Room<Action> room_for_actions;
  Room<uint8_t> room_for_explains;
  Room<Decision> room_for_decisions;
  for (size_t from = 0; from < count; from += kBatch) {
    const size_t size = std::min(kBatch, count - from);
    const std::span actions = room_for_actions.first(size);
    const std::span explains = room_for_explains.first(size);
    const std::span decisions = room_for_decisions.first(size);
    read_actions(reader, actions, explains);
    if (!reader.ok()) return kBadFrame;
    pin.decide(subject, actions, decisions);
    for (size_t i = 0; i < size; ++i) {
      const Decision& decision = decisions[i];
      uint8_t verdict = decision.allowed ? kAllowed : 0;
      if ((explains[i] & (decision.allowed ? 1 : 2)) != 0) {
        verdict |= kExplained;
        explain(pin, subject, actions[i], decision, writer);
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
