// What one handle of Java's stands for.
#pragma once

#include <atomic>
#include <cstdint>
#include <new>

#include "klamm/authorizer.h"

namespace klamm::jni {

// A broker's or controller's index. Java frees it only when no thread can reach it; until then it may be asked at any
// time, after close() in vain.
class Node {
 public:
  explicit Node(const AuthorizerOptions& options) : authorizer_(options) {}

  Authorizer& authorizer() { return authorizer_; }
  bool closed() const { return closed_.load(std::memory_order_acquire); }

  void close() {
    closed_.store(true, std::memory_order_release);
    authorizer_.begin_load().commit();
  }

 private:
  Authorizer authorizer_;
  std::atomic<bool> closed_ = false;
};

// A pin that outlives a call.
using HeldPin = Pin::Token;

// Calls read(pin) with the pin held, or else with one of the present snapshot.
template <class Read>
auto with_pin(Node& node, const HeldPin* held, uint32_t stripe, Read read) {
  if (held == nullptr) return read(node.authorizer().pin(stripe));
  Pin pin = Pin::adopt(node.authorizer(), *held);
  const auto answer = read(pin);
  static_cast<void>(std::move(pin).detach());
  return answer;
}

}  // namespace klamm::jni
