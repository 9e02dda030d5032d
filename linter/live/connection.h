// One client of a cluster, and a deadline for everything that is asked through it.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "klamm/client_properties.h"
#include "klamm/result.h"
#include "linter/live/rd_kafka.h"

namespace klamm::live {

// Set by a signal: whoever waits gives up.
extern std::atomic<bool> interrupted;

class Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds whole) : end_(std::chrono::steady_clock::now() + whole) {}
  int left_ms() const;  // 0: over, or interrupted
  bool over() const { return left_ms() == 0; }

 private:
  std::chrono::steady_clock::time_point end_;
};

class Connection {
 public:
  // The error: a setting that librdkafka does not have, or does not take. No secret is in it.
  static Result<std::unique_ptr<Connection>> open(const std::vector<ClientSetting>& settings);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  rd_kafka_t* handle() const { return handle_; }
  rd_kafka_queue_t* queue() const { return queue_.get(); }
  // The next answer; nullptr: the deadline is over, or the cluster refuses us (see refusal()).
  Event wait(const Deadline& deadline);
  // Who is there and what topics there are. The error says why nobody answered: a login that was refused, TLS, nobody
  // at the address, or the time.
  Result<Metadata> metadata(const Deadline& deadline);
  // What brokers or the network said last of why we are not served; empty: nothing.
  std::string refusal() const;

 private:
  Connection() = default;
  static void on_error(rd_kafka_t* handle, int code, const char* reason, void* self);

  rd_kafka_t* handle_ = nullptr;
  Queue queue_;
  mutable std::mutex mutex_;
  std::string refusal_;
  bool decisive_ = false;  // it will not get better by waiting
  bool scram_ = false;
};

}  // namespace klamm::live
