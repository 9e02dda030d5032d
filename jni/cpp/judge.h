// Who decides the actions of one request, batch by batch.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <new>
#include <span>

#include "cpp/frame.h"
#include "klamm/authorizer.h"
#include "klamm/iam_authorizer.h"

namespace klamm::jni {

// Actions are decided so many at a time, which bounds the stack and needs no heap.
inline constexpr size_t kBatch = 64;

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

// Each has decide(actions), which takes one batch, and then for each place in it allowed() and explain().

// By ACLs.
class AclJudge {
 public:
  AclJudge(const Pin& pin, const Subject& subject) : pin_(pin), subject_(subject) {}

  void decide(std::span<const Action> actions) {
    actions_ = actions;
    decisions_ = room_.first(actions.size());
    pin_.decide(subject_, actions, decisions_);
  }
  bool allowed(size_t at) const { return decisions_[at].allowed; }
  void explain(size_t at, FrameWriter& writer) const;

 private:
  const Pin& pin_;
  const Subject subject_;
  std::span<const Action> actions_;
  Room<Decision> room_;
  std::span<Decision> decisions_;
};

// By policies.
class IamJudge {
 public:
  IamJudge(IamAsker& asker, int64_t now) : asker_(asker), now_(now) {}

  void decide(std::span<const Action> actions) {
    verdicts_ = room_.first(actions.size());
    for (size_t at = 0; at < actions.size(); ++at) verdicts_[at] = asker_.decide(actions[at], now_);
  }
  bool allowed(size_t at) const { return verdicts_[at].allowed; }
  void explain(size_t at, FrameWriter& writer) const;

 private:
  IamAsker& asker_;
  const int64_t now_;
  Room<IamVerdict> room_;
  std::span<IamVerdict> verdicts_;
};

// By nobody: ACLs do not count, and the principal is none of IAM's.
class NoJudge {
 public:
  void decide(std::span<const Action>) {}
  bool allowed(size_t) const { return false; }
  void explain(size_t at, FrameWriter& writer) const;
};

}  // namespace klamm::jni
