// A node's configuration out of text, as the tests of the model want it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "klamm/broker.h"
#include "klamm/budget.h"
#include "klamm/document.h"
#include "project_catalog.h"

namespace klamm {

inline BrokerConfig node_of(std::string_view text, const BrokerOptions& options = {}) {
  auto source = std::make_shared<Source>("server.properties", std::string(text));
  Budget budget;
  auto document = read_properties(std::move(source), budget);
  if (!document) throw std::runtime_error(document.error().message);
  return BrokerConfig::build(std::make_shared<const Document>(std::move(document).value()), project_catalog(), options);
}

inline BrokerConfig node_of(std::string_view text, KafkaVersion version) {
  BrokerOptions options;
  options.version = version;
  return node_of(text, options);
}

// Lives as long as the program, unlike node_of's result, which `text` of a Value leads into.
inline KeyId key_of(std::string_view name) { return project_catalog().find(name); }

inline std::string text_of(const BrokerConfig& node, std::string_view key) {
  return std::string(node.get(key_of(key)).text);
}

inline std::string text_at(const BrokerConfig& node, Span span) {
  return std::string(node.document().source().bytes().substr(span.begin, span.size()));
}

inline const Listener& listener_of(const BrokerConfig& node, std::string_view name) {
  return node.listeners().at(node.find_listener(name));
}

}  // namespace klamm
