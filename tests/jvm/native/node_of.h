// A node's configuration out of a frame: the version of Kafka, a line end, and a properties file.
#pragma once

#include <memory>
#include <string>

#include "klamm/broker.h"
#include "project_catalog.h"

inline klamm::BrokerConfig node_of(const std::string& frame) {
  size_t line = frame.find('\n');
  klamm::BrokerOptions options;
  options.version = klamm::parse_version(frame.substr(0, line));
  options.rendered = true;
  klamm::Budget budget;
  auto read = klamm::read_properties(std::make_shared<klamm::Source>("frame", frame.substr(line + 1)), budget);
  auto document = std::make_shared<const klamm::Document>(std::move(read).value());
  return klamm::BrokerConfig::build(document, klamm::project_catalog(), options);
}
