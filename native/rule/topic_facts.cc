// A topic as logic reads it.
#include "klamm/value.h"
#include "rule/topic_subject.h"
#include "rule/typed_operand.h"

namespace klamm {
namespace {

Operand without_value(LogicType type, Value::State state) {
  Operand out;
  out.type = type;
  out.state = state;
  return out;
}

Operand truth(bool value) {
  Operand out;
  out.truth = value;
  return out;
}

}  // namespace

Value TopicSubject::of_setting(const TopicSetting* setting) const {
  Value out;
  out.state = setting->value.state;
  out.text = java_trim(setting->value.value);
  out.origin = {Origin::From::kFile, kFirstSetting + static_cast<NodeId>(setting - topic_.settings.data())};
  return out;
}

// Of what is not written, a creation has the cluster's value; what an alteration leaves alone is not told.
Value TopicSubject::effective(KeyId key) const {
  const Catalog& catalog = *set_->catalog;
  const TopicSetting* setting = topic_.setting(catalog.name(key));
  if (setting != nullptr && setting->value.state != Value::State::kAbsent) return of_setting(setting);
  Value unknown;
  unknown.state = Value::State::kUnknown;
  if (setting == nullptr && (topic_.delta || topic_.settings_unknown)) return unknown;
  if (set_->defaults != nullptr) return set_->defaults->value(key);
  if (catalog.synonym(key) != kNoKey) return unknown;
  auto definition = catalog.define(key, set_->version);
  if (!definition || !definition->default_value) return {};
  return {Value::State::kKnown, *definition->default_value, {Origin::From::kDefault, kNoNode}};
}

Operand TopicSubject::typed(const Value& value, KeyType type) { return typed_operand(value, type, lists_); }

Operand TopicSubject::key(KeyId key, KeyType type) {
  Value value = effective(key);
  auto definition = set_->catalog->define(key, set_->version);
  if (value.known() && value.is_explicit() && definition &&
      !parse_value(definition->type, set_->catalog->validator(key, set_->version), value.text).ok()) {
    value.state = Value::State::kUnknown;
  }
  return typed(value, type);
}

Operand TopicSubject::raw_key(std::string_view key, KeyType type) {
  const TopicSetting* setting = topic_.setting(key);
  Value value;
  if (setting != nullptr) value = of_setting(setting);
  if (setting == nullptr && (topic_.delta || topic_.settings_unknown)) value.state = Value::State::kUnknown;
  return typed(value, type);
}

Operand TopicSubject::fact(Fact fact) {
  auto number = [](const TopicFact<int64_t>& held) {
    Operand out = without_value(LogicType::kNumber, held.state);
    out.integer = held.value;
    return out;
  };
  // Of an alteration, and of what is left to the cluster.
  auto told = [&](const TopicFact<int64_t>& held) {
    return held.state == Value::State::kAbsent ? without_value(LogicType::kNumber, Value::State::kUnknown)
                                               : number(held);
  };
  switch (fact) {
    case Fact::kKafka: {
      Operand out;
      out.type = LogicType::kVersion;
      out.version = set_->version;
      return out;
    }
    case Fact::kTopicName: {
      Operand out = without_value(LogicType::kText, topic_.name.state);
      out.text = topic_.name.value;
      return out;
    }
    case Fact::kTopicPartitions:
      return told(topic_.partitions);
    case Fact::kTopicReplicationFactor:
      return told(topic_.replication_factor);
    case Fact::kTopicInternal:
      if (!topic_.name.known()) return without_value(LogicType::kBool, Value::State::kUnknown);
      return truth(is_internal_topic(topic_.name.value));
    case Fact::kTopicAssigned:
      return topic_.delta ? without_value(LogicType::kBool, Value::State::kUnknown)
                          : truth(topic_.assignment.has_value());
    default:
      return without_value(fact_spec(fact).type, Value::State::kUnknown);
  }
}

}  // namespace klamm
