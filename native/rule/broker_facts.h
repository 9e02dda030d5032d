// A broker's configuration as logic reads it: at the node, or at one of its listeners.
#pragma once

#include <deque>
#include <vector>

#include "klamm/broker.h"
#include "rule/evaluator.h"

namespace klamm {

// Which settings Kafka refuses, judged when somebody asks: a refused value is unknown to logic, since another rule
// speaks of it and what the node would do with it cannot be told.
class RefusedValues {
 public:
  explicit RefusedValues(const BrokerConfig& broker) : broker_(broker) {}
  // `key` is the setting's key behind its prefix.
  bool refused(KeyId key, const Value& value);

 private:
  const BrokerConfig& broker_;
  std::vector<std::pair<NodeId, bool>> known_;
};

class BrokerFacts : public LogicFacts {
 public:
  BrokerFacts(const BrokerConfig& broker, RefusedValues& refused) : broker_(broker), refused_(refused) {}

  // Before each evaluation. Forgets the lists of the last one.
  void stand_at(ListenerIndex listener);

  Operand key(KeyId key, KeyType type) override;
  Operand raw_key(std::string_view key, KeyType type) override;
  Operand fact(Fact fact) override;

  // The value of a key where these facts stand.
  Value effective(KeyId key) const;

 private:
  Operand typed(Value value, KeyType type, bool refused);
  Operand list_operand(ListItems items, Origin origin = {});
  Operand listener_fact(Fact fact);

  const BrokerConfig& broker_;
  RefusedValues& refused_;
  ListenerIndex listener_ = kNoListener;
  std::deque<ListItems> lists_;
};

}  // namespace klamm
