// The environment of one container, as the settings that its image makes of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/deployment.h"

namespace klamm {

// One variable, its texts in the document that has it.
struct Variable {
  Text name;
  Text value;
  Span name_span;
  Span value_span;
  bool inherited = false;  // without a value: that of whoever starts the container
};

// `image`: its name with the tag; empty: unknown. nullopt: no broker and no controller. The error is the spent budget.
Result<std::optional<DeployedNode>> node_of_environment(const Document& outer, const std::vector<Variable>& variables,
                                                        std::string_view image, const Catalog& catalog, Budget& budget);

// The setting that images with such a prefix ("KAFKA_") make of a variable; empty: none, or it cannot be told which.
std::string setting_of(std::string_view variable, std::string_view prefix);

// Whether a setting is one that only nodes of Kafka have: what no client, tool or neighbour is told.
bool makes_node(std::string_view key);

// The version of Kafka in an image; nullopt: its tag does not tell.
std::optional<KafkaVersion> version_of_image(std::string_view image);

}  // namespace klamm
