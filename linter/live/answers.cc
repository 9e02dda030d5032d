#include "linter/live/answers.h"

#include <algorithm>

#include "klamm/snapshot.h"

namespace klamm::live {
namespace {

LiveSource source_of(rd_kafka_ConfigSource_t source) {
  switch (source) {
    case RD_KAFKA_CONFIG_SOURCE_DYNAMIC_TOPIC_CONFIG:
      return LiveSource::kTopic;
    case RD_KAFKA_CONFIG_SOURCE_DYNAMIC_BROKER_CONFIG:
      return LiveSource::kBroker;
    case RD_KAFKA_CONFIG_SOURCE_DYNAMIC_DEFAULT_BROKER_CONFIG:
      return LiveSource::kDefaultBroker;
    case RD_KAFKA_CONFIG_SOURCE_STATIC_BROKER_CONFIG:
      return LiveSource::kStatic;
    case RD_KAFKA_CONFIG_SOURCE_DEFAULT_CONFIG:
      return LiveSource::kDefault;
    default:
      return LiveSource::kUnknown;
  }
}

Entry entry_of(const rd_kafka_ConfigEntry_t& entry) {
  Entry out;
  out.name = rd_kafka_ConfigEntry_name(&entry);
  out.sensitive = rd_kafka_ConfigEntry_is_sensitive(&entry) == 1;
  out.read_only = rd_kafka_ConfigEntry_is_read_only(&entry) == 1;
  // A broker hides them already; nothing depends on that here.
  const char* value = out.sensitive ? nullptr : rd_kafka_ConfigEntry_value(&entry);
  if (value != nullptr) out.value = value;
  out.source = live_source_name(source_of(rd_kafka_ConfigEntry_source(&entry)));
  return out;
}

// "Topic" as librdkafka says is TOPIC, "DescribeConfigs" DESCRIBE_CONFIGS.
std::string kafka_name(const char* name) {
  std::string out;
  for (const char* c = name; *c != '\0'; ++c) {
    bool upper = *c >= 'A' && *c <= 'Z';
    bool lower_before = c != name && c[-1] >= 'a' && c[-1] <= 'z';
    if (upper && lower_before) out += '_';
    out += *c >= 'a' && *c <= 'z' ? static_cast<char>(*c - 'a' + 'A') : *c;
  }
  return out;
}

// librdkafka calls the cluster's resource by the number that brokers have among configurations.
std::string resource_type(rd_kafka_ResourceType_t type) {
  return type == RD_KAFKA_RESOURCE_BROKER ? "CLUSTER" : kafka_name(rd_kafka_ResourceType_name(type));
}

}  // namespace

Cluster cluster_of(const rd_kafka_metadata_t& metadata) {
  Cluster out;
  for (int index = 0; index < metadata.broker_cnt; ++index) {
    const rd_kafka_metadata_broker& broker = metadata.brokers[index];
    out.brokers.push_back({broker.id, broker.host, broker.port, {}, {}});
  }
  for (int index = 0; index < metadata.topic_cnt; ++index) {
    const rd_kafka_metadata_topic& topic = metadata.topics[index];
    Topic made;
    made.name = topic.topic;
    if (topic.err != RD_KAFKA_RESP_ERR_NO_ERROR) made.error = rd_kafka_err2str(topic.err);
    for (int at = 0; at < topic.partition_cnt; ++at) {
      const rd_kafka_metadata_partition& partition = topic.partitions[at];
      made.partitions.push_back({partition.id,
                                 partition.leader,
                                 {partition.replicas, partition.replicas + partition.replica_cnt},
                                 {partition.isrs, partition.isrs + partition.isr_cnt}});
    }
    out.topics.push_back(std::move(made));
  }
  std::sort(out.brokers.begin(), out.brokers.end(), [](auto& a, auto& b) { return a.id < b.id; });
  std::sort(out.topics.begin(), out.topics.end(), [](auto& a, auto& b) { return a.name < b.name; });
  return out;
}

std::string error_of(const rd_kafka_ConfigResource_t& resource) {
  auto error = rd_kafka_ConfigResource_error(&resource);
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
  const char* words = rd_kafka_ConfigResource_error_string(&resource);
  return words != nullptr ? words : rd_kafka_err2str(error);
}

std::vector<Entry> entries_of(const rd_kafka_ConfigResource_t& resource) {
  std::vector<Entry> out;
  size_t count = 0;
  const rd_kafka_ConfigEntry_t** entries = rd_kafka_ConfigResource_configs(&resource, &count);
  for (size_t index = 0; index < count; ++index) {
    out.push_back(entry_of(*entries[index]));
    size_t synonyms = 0;
    const rd_kafka_ConfigEntry_t** layers = rd_kafka_ConfigEntry_synonyms(entries[index], &synonyms);
    for (size_t layer = 0; layer < synonyms; ++layer) out.back().synonyms.push_back(entry_of(*layers[layer]));
  }
  std::sort(out.begin(), out.end(), [](auto& a, auto& b) { return a.name < b.name; });
  return out;
}

void take_groups(rd_kafka_event_t& event, Cluster& out) {
  out.groups_error.clear();
  if (rd_kafka_event_error(&event) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    out.groups_error = rd_kafka_event_error_string(&event);
    return;
  }
  const rd_kafka_ListConsumerGroups_result_t* result = rd_kafka_event_ListConsumerGroups_result(&event);
  size_t count = 0;
  const rd_kafka_ConsumerGroupListing_t** groups = rd_kafka_ListConsumerGroups_result_valid(result, &count);
  for (size_t index = 0; index < count; ++index) {
    auto state = rd_kafka_ConsumerGroupListing_state(groups[index]);
    out.groups.push_back({rd_kafka_ConsumerGroupListing_group_id(groups[index]),
                          rd_kafka_consumer_group_state_name(state),
                          rd_kafka_ConsumerGroupListing_is_simple_consumer_group(groups[index]) ? "" : "consumer"});
  }
  const rd_kafka_error_t** errors = rd_kafka_ListConsumerGroups_result_errors(result, &count);
  if (count > 0) out.groups_error = rd_kafka_error_string(errors[0]);
  std::sort(out.groups.begin(), out.groups.end(), [](auto& a, auto& b) { return a.name < b.name; });
}

void take_acls(rd_kafka_event_t& event, Acls& out) {
  if (rd_kafka_event_error(&event) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    out.reason = rd_kafka_event_error_string(&event);
    return;
  }
  out.sight = "answered";
  out.reason.clear();
  size_t count = 0;
  const rd_kafka_AclBinding_t** acls =
      rd_kafka_DescribeAcls_result_acls(rd_kafka_event_DescribeAcls_result(&event), &count);
  for (size_t index = 0; index < count; ++index) {
    const rd_kafka_AclBinding_t* acl = acls[index];
    out.entries.push_back(
        {resource_type(rd_kafka_AclBinding_restype(acl)),
         kafka_name(rd_kafka_ResourcePatternType_name(rd_kafka_AclBinding_resource_pattern_type(acl))),
         rd_kafka_AclBinding_name(acl), rd_kafka_AclBinding_principal(acl), rd_kafka_AclBinding_host(acl),
         kafka_name(rd_kafka_AclOperation_name(rd_kafka_AclBinding_operation(acl))),
         kafka_name(rd_kafka_AclPermissionType_name(rd_kafka_AclBinding_permission_type(acl)))});
  }
  auto key = [](const Acl& acl) {
    return std::tie(acl.resource_type, acl.pattern_type, acl.name, acl.principal, acl.permission, acl.operation,
                    acl.host);
  };
  std::sort(out.entries.begin(), out.entries.end(), [&](auto& a, auto& b) { return key(a) < key(b); });
}

}  // namespace klamm::live
