// `kafka_topic` of Terraform's Kafka provider: name, partitions, replication_factor and a map `config`.
#include "model/topic_tree.h"

namespace klamm {

Result<std::vector<TopicConfig>> topics_of_template(const Template& made, Budget& budget) {
  std::vector<TopicConfig> out;
  for (const Resource& resource : made.resources) {
    if (resource.type != "kafka_topic" || resource.data) continue;
    if (!budget.take_nodes()) return budget.error();
    TopicTree tree(*resource.document);
    TopicConfig topic;
    topic.place = tree.place(resource.body);
    // Another resource may be another provider's, and so of another cluster.
    topic.group =
        resource.address.substr(0, resource.address.ends_with(']') ? resource.address.rfind('[') : std::string::npos);
    topic.name = tree.text(tree.member(resource.body, {"name"}));
    topic.partitions = tree.number(tree.member(resource.body, {"partitions"}));
    topic.replication_factor = tree.number(tree.member(resource.body, {"replication_factor"}));
    if (!tree.add_settings(tree.member(resource.body, {"config"}), topic, budget)) return budget.error();
    out.push_back(std::move(topic));
  }
  return out;
}

}  // namespace klamm
