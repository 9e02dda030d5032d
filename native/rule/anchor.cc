#include "rule/anchor.h"

namespace klamm {
namespace {

std::optional<Anchor> at_node(const BrokerConfig& broker, NodeId node) {
  if (node == kNoNode) return std::nullopt;
  return Anchor{node, broker.document().node(node).value_span};
}

std::optional<Anchor> at_value(const BrokerConfig& broker, const Value& value) {
  return value.is_explicit() ? at_node(broker, value.origin.node) : std::nullopt;
}

std::optional<Anchor> at_key(const BrokerConfig& broker, std::string_view key) {
  const Setting* setting = broker.setting(key);
  return setting == nullptr ? std::nullopt : at_node(broker, setting->node);
}

std::optional<Anchor> at_endpoint(const std::optional<Endpoint>& endpoint) {
  if (!endpoint || endpoint->node == kNoNode) return std::nullopt;
  return Anchor{endpoint->node, endpoint->span};
}

std::optional<Anchor> at_protocol(const Listener& listener) {
  if (listener.protocol_node == kNoNode || listener.protocol_from != Origin::From::kFile) return std::nullopt;
  return Anchor{listener.protocol_node, listener.protocol_span};
}

}  // namespace

std::optional<Anchor> listener_anchor(const BrokerConfig& broker, ListenerIndex index) {
  if (index >= broker.listeners().size()) return std::nullopt;
  const Listener& listener = broker.listeners()[index];
  if (auto bound = at_endpoint(listener.bound)) return bound;
  if (auto mapped = at_protocol(listener)) return mapped;
  if (listener.controller) {
    if (auto names = at_key(broker, "controller.listener.names")) return names;
  }
  return at_endpoint(listener.advertised);
}

std::optional<Anchor> find_anchor(const BrokerConfig& broker, const BrokerFacts& facts, std::string_view at,
                                  ListenerIndex listener) {
  if (at == "@roles") {
    if (auto roles = at_key(broker, "process.roles")) return roles;
    return at_key(broker, "zookeeper.connect");
  }
  if (at.starts_with('@')) {
    if (listener >= broker.listeners().size()) return std::nullopt;
    const Listener& here = broker.listeners()[listener];
    if (at == "@advertised") return at_endpoint(here.advertised);
    if (at == "@protocol") return at_protocol(here);
    return listener_anchor(broker, listener);
  }
  KeyId key = broker.catalog().find(at);
  return key == kNoKey ? at_key(broker, at) : at_value(broker, facts.effective(key));
}

std::optional<Anchor> anchor_of_logic(const BrokerConfig& broker, const BrokerFacts& facts, RuleRef rule,
                                      ListenerIndex listener, const Trace& trace) {
  const BlobView& view = rule.pack->view;
  std::optional<Anchor> found;
  uint32_t places = view.count(rule.rule, rule_field::kAt);
  for (uint32_t index = 0; index < places && !found; ++index) {
    found = find_anchor(broker, facts, view.item(rule.rule, rule_field::kAt, index), listener);
  }
  if (!found) found = listener_anchor(broker, listener);
  for (const Read& read : trace.reads) {
    if (places != 0 || found) break;
    if (read.origin.from == Origin::From::kFile && read.state == Value::State::kKnown)
      found = at_node(broker, read.origin.node);
  }
  if (!found || found->node != trace.item_node || trace.item.data() == nullptr) return found;
  const Document& document = broker.document();
  std::string_view value = document.value(found->node);
  // The item leads into the value, unless it was made elsewhere (a default, a name in upper case).
  size_t offset = reinterpret_cast<uintptr_t>(trace.item.data()) - reinterpret_cast<uintptr_t>(value.data());
  if (offset <= value.size() && trace.item.size() <= value.size() - offset) {
    found->span = document.span_of(document.node(found->node).value, static_cast<uint32_t>(offset),
                                   static_cast<uint32_t>(offset + trace.item.size()));
  }
  return found;
}

}  // namespace klamm
