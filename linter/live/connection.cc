#include "linter/live/connection.h"

#include <algorithm>
#include <array>

namespace klamm::live {
namespace {

constexpr int kPollMs = 100;

using Reason = std::array<char, 512>;

// librdkafka's own words begin with the client's name and the broker's address.
std::string without_prefix(std::string text) {
  for (const char* mark : {"/bootstrap: ", "]: "}) {
    if (size_t at = text.find(mark); at != std::string::npos && at < 120) text.erase(0, at + std::string(mark).size());
  }
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

// Kafka 4 refuses what older ones say at the end of SCRAM (librdkafka's own change log names the version that mends
// it).
constexpr int kFirstWithScram = 0x020601ff;

void no_log(const rd_kafka_t*, int, const char*, const char*) {}

}  // namespace

std::atomic<bool> interrupted = false;

int Deadline::left_ms() const {
  if (interrupted) return 0;
  auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - std::chrono::steady_clock::now()).count();
  return static_cast<int>(std::max<int64_t>(left, 0));
}

Result<std::unique_ptr<Connection>> Connection::open(const std::vector<ClientSetting>& settings) {
  Configuration configuration(rd_kafka_conf_new());
  Reason reason{};
  bool scram = false;
  for (const ClientSetting& setting : settings) {
    if (setting.name == "sasl.mechanism" || setting.name == "sasl.mechanisms")
      scram = setting.value.starts_with("SCRAM");
    auto set = rd_kafka_conf_set(configuration.get(), setting.name.c_str(), setting.value.c_str(), reason.data(),
                                 reason.size());
    // librdkafka's message repeats the value.
    if (set == RD_KAFKA_CONF_UNKNOWN) return Error{"librdkafka has no setting `" + setting.name + "`"};
    if (set != RD_KAFKA_CONF_OK) return Error{"librdkafka does not take the value of `" + setting.name + "`"};
  }
  std::unique_ptr<Connection> self(new Connection());
  self->scram_ = scram;
  rd_kafka_conf_set_opaque(configuration.get(), self.get());
  rd_kafka_conf_set_error_cb(configuration.get(), &Connection::on_error);
  rd_kafka_conf_set_log_cb(configuration.get(), &no_log);
  self->handle_ = rd_kafka_new(RD_KAFKA_PRODUCER, configuration.get(), reason.data(), reason.size());
  if (self->handle_ == nullptr) return Error{"cannot connect: " + std::string(reason.data())};
  static_cast<void>(configuration.release());  // the handle has it now
  self->queue_.reset(rd_kafka_queue_new(self->handle_));
  return self;
}

Connection::~Connection() {
  queue_.reset();
  if (handle_ != nullptr) rd_kafka_destroy(handle_);
}

void Connection::on_error(rd_kafka_t*, int code, const char* reason, void* self) {
  auto& connection = *static_cast<Connection*>(self);
  std::lock_guard lock(connection.mutex_);
  if (connection.decisive_) return;
  bool refused = code == RD_KAFKA_RESP_ERR__AUTHENTICATION || code == RD_KAFKA_RESP_ERR__SSL;
  bool nobody = code == RD_KAFKA_RESP_ERR__RESOLVE;
  // That all are down says less than why one of them was.
  if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN && !connection.refusal_.empty()) return;
  connection.refusal_ = without_prefix(reason);
  if (refused)
    connection.refusal_ = (code == RD_KAFKA_RESP_ERR__SSL ? "TLS: " : "the login was refused: ") + connection.refusal_;
  if (code == RD_KAFKA_RESP_ERR__AUTHENTICATION && connection.scram_ && rd_kafka_version() < kFirstWithScram) {
    connection.refusal_ += std::string("; librdkafka ") + rd_kafka_version_str() +
                           " cannot log in to Kafka 4 by SCRAM, 2.6.1 and later can: ask a listener with PLAIN or mTLS";
  }
  connection.decisive_ = refused || nobody;
}

std::string Connection::refusal() const {
  std::lock_guard lock(mutex_);
  return refusal_;
}

Event Connection::wait(const Deadline& deadline) {
  while (!deadline.over()) {
    rd_kafka_poll(handle_, 0);
    Event event(rd_kafka_queue_poll(queue_.get(), std::min(deadline.left_ms(), kPollMs)));
    if (event != nullptr) return event;
  }
  return nullptr;
}

Result<Metadata> Connection::metadata(const Deadline& deadline) {
  while (true) {
    rd_kafka_poll(handle_, 0);
    const rd_kafka_metadata_t* found = nullptr;
    // In small pieces, so that a refused login is told when it happens and not when the time is over.
    auto error = rd_kafka_metadata(handle_, 1, nullptr, &found, std::max(1, std::min(deadline.left_ms(), 1000)));
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return Metadata(found);
    rd_kafka_poll(handle_, 0);
    if (interrupted) return Error{"interrupted"};
    std::lock_guard lock(mutex_);
    if (decisive_) return Error{refusal_};
    if (deadline.over()) {
      return Error{refusal_.empty() ? "nobody answered in time" : "nobody answered in time; last heard: " + refusal_};
    }
  }
}

}  // namespace klamm::live
