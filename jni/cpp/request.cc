#include "cpp/request.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "cpp/frame.h"
#include "cpp/judge.h"

namespace klamm::jni {
namespace {

constexpr uint8_t kAllowed = 1;
constexpr uint8_t kExplained = 2;
constexpr size_t kSmallestAction = 3 + sizeof(uint32_t);

int64_t seconds_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

// Whatever is not known to be one is none.
IamTransport transport(uint8_t code) {
  return code == 1 ? IamTransport::kPlain : code == 2 ? IamTransport::kSecure : IamTransport::kUnknown;
}

void read_actions(FrameReader& reader, std::span<Action> actions, std::span<uint8_t> explains) {
  for (size_t i = 0; i < actions.size(); ++i) {
    actions[i].type = static_cast<ResourceType>(reader.u8());
    actions[i].operation = static_cast<Operation>(reader.u8());
    explains[i] = reader.u8();
    actions[i].name = reader.text();
  }
}

// The reader stands at the first action; verdicts and explanations go where they belong.
template <class Judge>
int32_t decide(Judge judge, FrameReader reader, std::span<std::byte> verdicts, FrameWriter writer) {
  Room<Action> room_for_actions;
  Room<uint8_t> room_for_explains;
  for (size_t from = 0; from < verdicts.size(); from += kBatch) {
    const size_t size = std::min(kBatch, verdicts.size() - from);
    const std::span actions = room_for_actions.first(size);
    const std::span explains = room_for_explains.first(size);
    read_actions(reader, actions, explains);
    if (!reader.ok()) return kBadFrame;
    judge.decide(actions);
    for (size_t i = 0; i < size; ++i) {
      const bool allowed = judge.allowed(i);
      uint8_t verdict = allowed ? kAllowed : 0;
      if ((explains[i] & (allowed ? 1 : 2)) != 0) {
        verdict |= kExplained;
        judge.explain(i, writer);
      }
      verdicts[from + i] = std::byte{verdict};
    }
  }
  if (!reader.at_end()) return kBadFrame;
  return writer.ok() ? static_cast<int32_t>(verdicts.size()) : kTooSmall;
}

}  // namespace

int32_t decide_frame(const Judges& judges, std::span<std::byte> frame, size_t length) {
  if (length > frame.size()) return kBadFrame;
  FrameReader reader(frame.first(length));
  const uint32_t count = reader.u32();
  const Subject subject = reader.subject();
  const IamTransport came_by = transport(reader.u8());
  if (!reader.ok() || count > length / kSmallestAction) return kBadFrame;

  const size_t answer = (length + 7) / 8 * 8;
  if (answer + count > frame.size()) return kTooSmall;
  const std::span<std::byte> verdicts = frame.subspan(answer, count);
  const FrameWriter writer(frame.subspan(answer + count));
  if (judges.iam != nullptr) {
    if (auto asker = judges.iam->asker(subject, came_by)) {
      return decide(IamJudge(*asker, seconds_now()), reader, verdicts, writer);
    }
  }
  if (!judges.by_acls) return decide(NoJudge(), reader, verdicts, writer);
  return decide(AclJudge(judges.acls, subject), reader, verdicts, writer);
}

int32_t decide_type_frame(const Judges& judges, std::span<const std::byte> frame) {
  FrameReader reader(frame);
  const Subject subject = reader.subject();
  const IamTransport came_by = transport(reader.u8());
  const auto type = static_cast<ResourceType>(reader.u8());
  const auto operation = static_cast<Operation>(reader.u8());
  if (!reader.ok() || !reader.at_end()) return kBadFrame;
  if (judges.iam != nullptr) {
    if (auto asker = judges.iam->asker(subject, came_by)) {
      return asker->decide_by_type(operation, type, seconds_now()).allowed ? 1 : 0;
    }
  }
  if (!judges.by_acls) return 0;
  return judges.acls.authorize_by_resource_type(subject, operation, type).allowed ? 1 : 0;
}

}  // namespace klamm::jni
