// Lists of topics in JSON, and Strimzi's resources.
#include "model/topic_tree.h"

namespace klamm {
namespace {

// Brokers of each partition: an array by partition, or an object whose names are partitions.
std::optional<std::vector<std::vector<int32_t>>> assignment_of(const Document& document, NodeId id) {
  TopicTree tree(document);
  if (!tree.is_array(id) && !tree.is_object(id)) return std::nullopt;
  std::vector<std::vector<int32_t>> out;
  for (NodeId partition = document.node(id).first_child; partition != kNoNode;
       partition = document.node(partition).next) {
    if (!tree.is_array(partition)) return std::nullopt;
    std::vector<int32_t> brokers;
    for (NodeId broker = document.node(partition).first_child; broker != kNoNode; broker = document.node(broker).next) {
      TopicFact<int64_t> number = tree.number(broker);
      if (!number.known()) return std::nullopt;
      brokers.push_back(static_cast<int32_t>(number.value));
    }
    out.push_back(std::move(brokers));
  }
  return out;
}

}  // namespace

Result<std::vector<TopicConfig>> topics_of_list(const Document& json, Budget& budget) {
  TopicTree tree(json);
  NodeId list = json.root();
  if (tree.is_object(list)) list = json.find(list, "topics");
  std::vector<TopicConfig> out;
  if (!tree.is_array(list)) return out;
  for (NodeId id = json.node(list).first_child; id != kNoNode; id = json.node(id).next) {
    NodeId name = tree.member(id, {"name", "topic"});
    if (name == kNoNode) continue;
    if (!budget.take_nodes()) return budget.error();
    TopicConfig topic;
    topic.place = tree.place(id);
    topic.name = tree.text(name);
    topic.partitions = tree.number(tree.member(id, {"partitions", "numPartitions", "num_partitions"}));
    topic.replication_factor =
        tree.number(tree.member(id, {"replicationFactor", "replication_factor", "replication-factor"}));
    NodeId assigned = tree.member(id, {"replicasAssignments", "assignments"});
    topic.assignment = assigned == kNoNode ? std::nullopt : assignment_of(json, assigned);
    if (topic.assignment && !topic.assignment->empty()) {
      auto count = [](size_t size) { return static_cast<int64_t>(size); };
      topic.partitions = {Value::State::kKnown, count(topic.assignment->size()), tree.place(assigned)};
      topic.replication_factor = {Value::State::kKnown, count(topic.assignment->front().size()), tree.place(assigned)};
    }
    if (!tree.add_settings(tree.member(id, {"configs", "config"}), topic, budget)) return budget.error();
    out.push_back(std::move(topic));
  }
  return out;
}

Result<std::vector<TopicConfig>> topics_of_strimzi(const Document& yaml, Budget& budget) {
  TopicTree tree(yaml);
  std::vector<TopicConfig> out;
  for (NodeId id = yaml.node(yaml.root()).first_child; id != kNoNode; id = yaml.node(id).next) {
    if (tree.text(tree.member(id, {"kind"})).value != "KafkaTopic") continue;
    if (!tree.text(tree.member(id, {"apiVersion"})).value.starts_with("kafka.strimzi.io/")) continue;
    if (!budget.take_nodes()) return budget.error();
    NodeId metadata = tree.member(id, {"metadata"});
    NodeId spec = tree.member(id, {"spec"});
    TopicConfig topic;
    topic.place = tree.place(id);
    topic.name = tree.text(tree.member(spec, {"topicName"}));
    if (topic.name.state == Value::State::kAbsent) topic.name = tree.text(tree.member(metadata, {"name"}));
    topic.group = tree.text(tree.member(metadata, {"namespace"})).value + "/" +
                  tree.text(tree.member(tree.member(metadata, {"labels"}), {"strimzi.io/cluster"})).value;
    topic.partitions = tree.number(tree.member(spec, {"partitions"}));
    topic.replication_factor = tree.number(tree.member(spec, {"replicas"}));
    if (!tree.add_settings(tree.member(spec, {"config"}), topic, budget)) return budget.error();
    out.push_back(std::move(topic));
  }
  return out;
}

}  // namespace klamm
