#include "rule/inventory_subjects.h"

#include <optional>

#include "rule/broker_subject.h"
#include "rule/cluster_subject.h"
#include "rule/policy_subject.h"

namespace klamm {
namespace {

bool is_on(const MskResource& cluster, std::string_view attribute) {
  const MskValue& value = cluster.value(attribute);
  return value.unknown() || value.truth;
}

// What the clusters that have a configuration say of its brokers; where they differ, nothing.
void read_as(const MskInventory& inventory, size_t configuration, BrokerOptions& options) {
  std::optional<MskKind> kind;
  std::optional<KafkaVersion> version;
  bool same_kind = true;
  bool same_version = true;
  bool acls_bind = false;
  for (const MskResource& cluster : inventory.resources) {
    if (cluster.thing != MskThing::kCluster || cluster.configuration != configuration) continue;
    same_kind = same_kind && (!kind || *kind == cluster.kind());
    kind = cluster.kind();
    const MskValue& kafka = cluster.value("cluster.kafka");
    same_version = same_version && kafka.known() && (!version || *version == kafka.version);
    version = kafka.version;
    acls_bind = acls_bind || !is_on(cluster, "cluster.authentication.iam") ||
                is_on(cluster, "cluster.authentication.scram") || is_on(cluster, "cluster.authentication.tls") ||
                is_on(cluster, "cluster.authentication.unauthenticated");
  }
  options.msk = kind && same_kind ? *kind : MskKind::kUnknown;
  options.acls_bind_nobody = kind && !acls_bind;
  if (!options.version && version && same_version) options.version = *version;
}

}  // namespace

Result<void> add_subjects(std::shared_ptr<const MskInventory> inventory, InputKind kind, const Catalog& catalog,
                          const LintOptions& options, Budget& budget, Understood& out) {
  out.inventories.push_back(inventory);
  for (size_t index = 0; index < inventory->resources.size(); ++index) {
    const MskResource& resource = inventory->resources[index];
    out.subjects.push_back(std::make_unique<ClusterSubject>(inventory, index, kind, options.today));
    out.names.push_back(resource.name);
    if (resource.text == nullptr) continue;
    if (resource.thing == MskThing::kConfiguration) {
      auto document = read_properties(resource.text, budget);
      if (!document) return document.error();
      BrokerOptions broker = broker_options(options);
      read_as(*inventory, index, broker);
      auto shared = std::make_shared<const Document>(std::move(document).value());
      out.subjects.push_back(std::make_unique<BrokerSubject>(BrokerConfig::build(shared, catalog, broker), kind));
      out.names.push_back(resource.name);
    } else if (resource.thing == MskThing::kPolicy && !resource.of_template) {
      auto file = read_iam(resource.text, IamLayer::kCluster, budget);
      if (!file) return file.error();
      out.subjects.push_back(
          std::make_unique<PolicySubject>(std::move(file).value(), resource.text, options.iam_cluster));
      out.names.push_back(resource.name);
    }
  }
  return {};
}

}  // namespace klamm
