#include "model/template_clusters.h"

#include <algorithm>
#include <array>

namespace klamm {
namespace {

struct ClusterType {
  std::string_view type;
  std::string_view name;
  bool serverless;
};
constexpr std::array<ClusterType, 4> kTypes = {{
    {"aws_msk_cluster", "cluster_name", false},
    {"aws_msk_serverless_cluster", "cluster_name", true},
    {"AWS::MSK::Cluster", "ClusterName", false},
    {"AWS::MSK::ServerlessCluster", "ClusterName", true},
}};

}  // namespace

TemplateClusters::TemplateClusters(const Template& from) {
  for (const Resource& resource : from.resources) {
    auto type =
        std::find_if(kTypes.begin(), kTypes.end(), [&](const ClusterType& one) { return one.type == resource.type; });
    if (type == kTypes.end()) continue;
    const TemplateText name = TemplateBody(from, resource).text_at(type->name);
    Cluster cluster;
    cluster.address = resource.address;
    cluster.name = name.text.empty() ? "${name}" : name.text;
    cluster.known = name.known && !name.text.empty();
    cluster.serverless = type->serverless;
    cluster.made = !resource.data;
    clusters_.push_back(std::move(cluster));
  }
}

std::string TemplateClusters::arn_at(std::string_view address) const {
  auto found = std::find_if(clusters_.begin(), clusters_.end(), [&](const Cluster& one) {
    if (!address.starts_with(one.address)) return false;
    // A reference to the resource itself, as CloudFormation has it, is its ARN.
    std::string_view attribute = address.substr(one.address.size());
    return attribute.empty() || attribute == ".arn" || attribute == ".id" || attribute == ".Arn";
  });
  if (found == clusters_.end()) return {};
  return "arn:${partition}:kafka:${region}:${account}:cluster/" + found->name +
         (found->serverless ? "/${uuid}-s${number}" : "/${uuid}");
}

std::optional<IamCluster> TemplateClusters::only() const {
  const Cluster* only = nullptr;
  for (const Cluster& cluster : clusters_) {
    if (!cluster.made) continue;
    if (only != nullptr) return {};
    only = &cluster;
  }
  if (only == nullptr || !only->known) return {};
  IamCluster cluster;
  cluster.name = only->name;
  return cluster;
}

}  // namespace klamm
