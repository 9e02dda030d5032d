// What one handle of Java's stands for.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <utility>

#include "cpp/request.h"
#include "klamm/authorizer.h"
#include "klamm/iam_authorizer.h"

namespace klamm::jni {

// Who judges: io.klamm.kafka.Native has the same bits.
enum Mode : int32_t {
  kByAcls = 1,               // principals that are none of IAM's
  kByIam = 2,                // those of IAM's
  kExactByResourceType = 4,  // IamOptions::exact_by_resource_type
  kCreateOnCluster = 8,      // IamOptions::create_on_cluster
};

// A broker's or controller's ACLs and policies. Java frees it only when no thread can reach it; until then it may be
// asked at any time, after close() in vain.
class Node {
 public:
  Node(const AuthorizerOptions& options, int32_t mode) : mode_(mode), authorizer_(options) {
    if ((mode & kByIam) != 0) iam_.emplace();
  }

  int32_t mode() const { return mode_; }
  Authorizer& authorizer() { return authorizer_; }
  IamAuthorizer* iam() { return iam_ ? &*iam_ : nullptr; }
  IamOptions iam_options() const { return {(mode_ & kExactByResourceType) != 0, (mode_ & kCreateOnCluster) != 0}; }
  bool closed() const { return closed_.load(std::memory_order_acquire); }

  void close() {
    closed_.store(true, std::memory_order_release);
    authorizer_.begin_load().commit();
    if (iam_) iam_->replace({}, {}, {});
  }

 private:
  const int32_t mode_;
  Authorizer authorizer_;
  std::optional<IamAuthorizer> iam_;
  std::atomic<bool> closed_ = false;
};

// Pins that outlive a call.
struct HeldPin {
  Pin::Token acls;
  IamPin::Token iam;
};

// Both snapshots for the time of a call: what is held, which stays so, or else the present ones.
class Lease {
 public:
  Lease(Node& node, const HeldPin* held, uint32_t stripe) noexcept
      : held_(held != nullptr),
        by_acls_((node.mode() & kByAcls) != 0),
        acls_(held_ ? Pin::adopt(node.authorizer(), held->acls) : node.authorizer().pin(stripe)) {
    if (node.iam() == nullptr) return;
    iam_.emplace(held_ ? IamPin::adopt(*node.iam(), held->iam) : node.iam()->pin(stripe));
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() {
    if (held_) hold();
  }

  Judges judges() const { return {acls_, iam_ ? &*iam_ : nullptr, by_acls_}; }
  // Whoever has the tokens gives them back, by a lease of his that is not held any longer.
  HeldPin hold() noexcept {
    HeldPin pins;
    pins.acls = std::move(acls_).detach();
    if (iam_) pins.iam = std::move(*iam_).detach();
    return pins;
  }
  void give_back() noexcept { held_ = false; }

 private:
  bool held_;
  bool by_acls_;
  Pin acls_;
  std::optional<IamPin> iam_;
};

}  // namespace klamm::jni
