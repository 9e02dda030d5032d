#include <limits>

#include "klamm/value.h"
#include "model/broker_builder.h"
#include "model/java_text.h"

namespace klamm {
namespace {

constexpr int64_t kMinute = 60'000;
constexpr int64_t kHour = 60 * kMinute;

}  // namespace

// Keys that take their value from another one where no line sets them, as Kafka's getters do.
void BrokerBuilder::imply() {
  imply_scaled("log.retention.ms", "log.retention.minutes", kMinute);
  imply_scaled("log.retention.ms", "log.retention.hours", kHour);
  imply_scaled("log.roll.ms", "log.roll.hours", kHour);
  imply_scaled("log.roll.jitter.ms", "log.roll.jitter.hours", kHour);
  imply_same("log.flush.interval.ms", "log.flush.scheduler.interval.ms");
  imply_same("log.dirs", "log.dir");
  imply_explicit("broker.id", "node.id");
  imply_explicit("node.id", "broker.id");
  imply_same("delegation.token.secret.key", "delegation.token.master.key");
  imply_metadata_dir();
  imply_inter_broker();
}

// Its own value, unless a line sets `key` or an earlier call implied it.
void BrokerBuilder::imply_as(KeyId key, Value value) {
  if (value.absent() || config_.by_key_[key] != kNone) return;
  for (const auto& [implied, known] : config_.implied_) {
    if (implied == key) return;
  }
  value.origin.from = Origin::From::kImplied;
  config_.implied_.emplace_back(key, value);
}

Value BrokerBuilder::value_of(std::string_view key) const {
  KeyId id = config_.catalog_->find(key);
  return id == kNoKey ? Value() : config_.get(id);
}

void BrokerBuilder::imply_same(std::string_view key, std::string_view source) {
  KeyId id = config_.catalog_->find(key);
  if (id == kNoKey || config_.by_key_[id] != kNone) return;
  imply_as(id, value_of(source));
}

// The source's default is no hint.
void BrokerBuilder::imply_explicit(std::string_view key, std::string_view source) {
  KeyId id = config_.catalog_->find(source);
  if (id != kNoKey && config_.by_key_[id] != kNone) imply_same(key, source);
}

void BrokerBuilder::imply_scaled(std::string_view key, std::string_view source, int64_t factor) {
  KeyId id = config_.catalog_->find(key);
  if (id == kNoKey || config_.by_key_[id] != kNone) return;
  Value value = value_of(source);
  if (value.known()) {
    auto number = java_integer(value.text, std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max());
    if (!number) return;
    value.text = keep(std::to_string(*number * factor));
  }
  imply_as(id, value);
}

// The metadata log stands in the first of log.dirs.
void BrokerBuilder::imply_metadata_dir() {
  KeyId id = config_.catalog_->find("metadata.log.dir");
  if (id == kNoKey) return;
  Value value = value_of("log.dirs");
  if (value.known()) {
    ListItems items = split_list(value.text);
    if (items.empty()) return;
    value.text = items.front();
  }
  imply_as(id, value);
}

void BrokerBuilder::imply_inter_broker() {
  if (!config_.roles_.broker) return;
  const InterBroker& inter = config_.inter_broker_;
  bool named = find("inter.broker.listener.name") != nullptr;
  KeyId id = config_.catalog_->find(named ? "security.inter.broker.protocol" : "inter.broker.listener.name");
  if (id == kNoKey) return;
  Value value;
  value.text = named ? protocol_name(inter.protocol) : inter.name;
  value.state = value.text.empty() ? Value::State::kUnknown : Value::State::kKnown;
  value.origin.node = inter.origin.node;
  imply_as(id, value);
}

}  // namespace klamm
