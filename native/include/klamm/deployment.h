// Kafka's nodes inside of documents that deploy them: containers of Docker Compose, an `.env` file, ConfigMaps of
// Kubernetes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "klamm/budget.h"
#include "klamm/catalog.h"
#include "klamm/document.h"
#include "klamm/version.h"

namespace klamm {

struct DeployedNode {
  std::string name;  // of the service, or of the file in a ConfigMap; empty: the only one
  // An object of settings, as read_properties() makes one; its places lead to where they are written.
  std::shared_ptr<const Document> settings;
  // They are an environment: what is about lines of a file does not apply, and the image adds settings of its own.
  bool environment = false;
  std::optional<KafkaVersion> version;  // that of the image, where its tag tells
  // Ports of the container that other machines reach; nullopt: the document does not tell.
  std::optional<std::vector<uint16_t>> published;
};

// Services whose environment makes a broker or controller, by the naming rules of apache/kafka, confluentinc,
// wurstmeister (KAFKA_X_Y) and bitnami (KAFKA_CFG_X_Y). Variables that are no setting are left out, and so are names
// with two underscores in a row, which images read differently. `yaml` is what read_yaml() made. The error is the spent
// budget.
Result<std::vector<DeployedNode>> nodes_of_compose(const Document& yaml, const Catalog& catalog, Budget& budget);

// The same of a file of `NAME=value` lines, which read_properties() has read.
Result<std::vector<DeployedNode>> nodes_of_env(const Document& lines, const Catalog& catalog, Budget& budget);

// Files of ConfigMaps (`data: server.properties: |`) that are a broker's.
Result<std::vector<DeployedNode>> nodes_of_config_maps(const Document& yaml, Budget& budget);

// Settings that stand in no file (a running broker's), as an object whose text is one line for each.
std::shared_ptr<const Document> document_of_settings(const std::vector<std::pair<std::string, std::string>>& settings);

}  // namespace klamm
