// Where a finding points.
#pragma once

#include <optional>
#include <string_view>

#include "klamm/broker.h"
#include "rule/broker_facts.h"
#include "rule/evaluator.h"
#include "rule/hit_record.h"

namespace klamm {

struct Anchor {
  NodeId node = kNoNode;
  Span span;
};

// The place of a listener: its entry in `listeners`, else where its protocol is mapped, else the line of
// controller.listener.names.
std::optional<Anchor> listener_anchor(const BrokerConfig& broker, ListenerIndex listener);

// One place of a rule's `at`: a key that the input has, or `@roles`, `@listener`, `@advertised`, `@protocol`.
std::optional<Anchor> find_anchor(const BrokerConfig& broker, const BrokerFacts& facts, std::string_view at,
                                  ListenerIndex listener);

// The first of `at` that there is; else the listener; without `at` the first key that logic read and the input tells;
// else nothing: the file. Narrowed to the list item that decided, where that stands in the line found.
std::optional<Anchor> anchor_of_logic(const BrokerConfig& broker, const BrokerFacts& facts, RuleRef rule,
                                      ListenerIndex listener, const Trace& trace);

}  // namespace klamm
