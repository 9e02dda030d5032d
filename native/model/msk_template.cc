#include <array>

#include "doc/base64.h"
#include "model/msk_reading.h"

namespace klamm {
namespace {

struct OfType {
  std::string_view type;
  MskThing thing;
};

constexpr auto kTypes = std::to_array<OfType>({
    {"aws_msk_cluster", MskThing::kCluster},
    {"aws_msk_serverless_cluster", MskThing::kCluster},
    {"aws_msk_configuration", MskThing::kConfiguration},
    {"aws_msk_cluster_policy", MskThing::kPolicy},
    {"aws_msk_scram_secret_association", MskThing::kSecrets},
    {"aws_msk_single_scram_secret_association", MskThing::kSecrets},
    {"aws_msk_replicator", MskThing::kReplicator},
    {"aws_msk_vpc_connection", MskThing::kVpcConnection},
    {"aws_mskconnect_connector", MskThing::kConnector},
    {"aws_mskconnect_worker_configuration", MskThing::kWorkerConfiguration},
    {"AWS::MSK::Cluster", MskThing::kCluster},
    {"AWS::MSK::ServerlessCluster", MskThing::kCluster},
    {"AWS::MSK::Configuration", MskThing::kConfiguration},
    {"AWS::MSK::ClusterPolicy", MskThing::kPolicy},
    {"AWS::MSK::BatchScramSecret", MskThing::kSecrets},
    {"AWS::MSK::Replicator", MskThing::kReplicator},
    {"AWS::MSK::VpcConnection", MskThing::kVpcConnection},
    {"AWS::KafkaConnect::Connector", MskThing::kConnector},
    {"AWS::KafkaConnect::WorkerConfiguration", MskThing::kWorkerConfiguration},
});

const OfType* find_type(std::string_view type) {
  for (const OfType& one : kTypes) {
    if (one.type == type) return &one;
  }
  return nullptr;
}

// The text of a thing that has one.
std::shared_ptr<const Source> text_of(const Template& from, const Resource& resource, const MskResource& made) {
  std::string_view name;
  if (made.thing == MskThing::kConfiguration) name = "configuration.properties";
  if (made.thing == MskThing::kWorkerConfiguration) name = "worker_configuration.properties";
  if (made.thing == MskThing::kPolicy) name = "policy.policy";
  if (name.empty() || !made.value(name).written) return nullptr;
  const NodeId node = made.value(name).node;
  if (resource.type != "AWS::KafkaConnect::WorkerConfiguration") return from.text(resource, node);
  auto decoded = embed_base64(*resource.document, node);
  return decoded.ok() ? std::move(decoded).value() : nullptr;
}

}  // namespace

Result<MskInventory> read_msk(const Template& from, Budget& budget) {
  MskInventory inventory;
  for (const Resource& resource : from.resources) {
    const OfType* type = find_type(resource.type);
    if (type == nullptr || resource.data) continue;
    MskResource made;
    made.thing = type->thing;
    made.name = resource.address;
    made.document = resource.document;
    made.body = resource.body;
    made.of_template = true;
    const bool aws = resource.type.starts_with("AWS::");
    MskReader reader(*resource.document, {resource.body}, aws ? MskSpelling::kAws : MskSpelling::kTerraform, budget);
    made.values = reader.read(type->thing);
    made.text = text_of(from, resource, made);
    made.serverless = resource.type == "aws_msk_serverless_cluster" || resource.type == "AWS::MSK::ServerlessCluster";
    made.place = msk_place(made);
    if (made.thing == MskThing::kCluster) find_openings(from, made, budget);
    inventory.resources.push_back(std::move(made));
  }
  join_msk(inventory, budget);
  for (MskResource& resource : inventory.resources) {
    if (resource.thing == MskThing::kCluster) find_secrets(from, resource, budget);
  }
  if (budget.spent()) return budget.error();
  return inventory;
}

}  // namespace klamm
