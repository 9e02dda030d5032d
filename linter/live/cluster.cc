#include "linter/live/cluster.h"

#include <algorithm>
#include <map>

#include "linter/live/answers.h"

namespace klamm::live {
namespace {

constexpr size_t kTopicsAtOnce = 250;
constexpr const char* kNoAnswer = "no answer in time";

class ClusterReader {
 public:
  ClusterReader(Connection& connection, const Deadline& deadline, void (*tell)(const std::string&))
      : connection_(connection), deadline_(deadline), tell_(tell) {}

  Result<Cluster> read() {
    tell_("who is there");
    auto metadata = connection_.metadata(deadline_);
    if (!metadata) return metadata.error();
    out_ = cluster_of(*metadata.value());
    if (char* id = rd_kafka_clusterid(connection_.handle(), std::max(1, std::min(deadline_.left_ms(), 2000)))) {
      out_.id = id;
      rd_kafka_mem_free(connection_.handle(), id);
    }
    tell_(std::to_string(out_.brokers.size()) + " brokers, " + std::to_string(out_.topics.size()) + " topics");
    ask_brokers();
    ask_topics();
    ask_groups();
    ask_acls();
    collect();
    settle_acls();
    return std::move(out_);
  }

 private:
  AdminOptions options(rd_kafka_admin_op_t operation, void* opaque) const {
    AdminOptions out(rd_kafka_AdminOptions_new(connection_.handle(), operation));
    int left = std::clamp(deadline_.left_ms(), 1, 3'600'000);
    rd_kafka_AdminOptions_set_request_timeout(out.get(), left, nullptr, 0);
    rd_kafka_AdminOptions_set_opaque(out.get(), opaque);
    return out;
  }

  // Each broker answers for itself.
  void ask_brokers() {
    for (Broker& broker : out_.brokers) {
      broker.error = kNoAnswer;
      ConfigResource resource(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_BROKER, std::to_string(broker.id).c_str()));
      describe({resource.get()}, &broker);
    }
  }

  void ask_topics() {
    for (size_t first = 0; first < out_.topics.size(); first += kTopicsAtOnce) {
      size_t end = std::min(out_.topics.size(), first + kTopicsAtOnce);
      std::vector<ConfigResource> owned;
      std::vector<rd_kafka_ConfigResource_t*> resources;
      for (size_t index = first; index < end; ++index) {
        Topic& topic = out_.topics[index];
        if (!topic.error.empty()) continue;
        topics_[topic.name] = &topic;
        topic.error = kNoAnswer;
        owned.emplace_back(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.name.c_str()));
        resources.push_back(owned.back().get());
      }
      if (!resources.empty()) describe(resources, nullptr);
    }
  }

  void describe(std::vector<rd_kafka_ConfigResource_t*> resources, Broker* broker) {
    AdminOptions how = options(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, broker);
    rd_kafka_DescribeConfigs(connection_.handle(), resources.data(), resources.size(), how.get(), connection_.queue());
    ++asked_;
  }

  void ask_groups() {
    AdminOptions how = options(RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPS, nullptr);
    out_.groups_error = kNoAnswer;
    rd_kafka_ListConsumerGroups(connection_.handle(), how.get(), connection_.queue());
    ++asked_;
  }

  void ask_acls() {
    Reason reason{};
    AclFilter all(rd_kafka_AclBindingFilter_new(RD_KAFKA_RESOURCE_ANY, nullptr, RD_KAFKA_RESOURCE_PATTERN_ANY, nullptr,
                                                nullptr, RD_KAFKA_ACL_OPERATION_ANY, RD_KAFKA_ACL_PERMISSION_TYPE_ANY,
                                                reason.data(), reason.size()));
    AdminOptions how = options(RD_KAFKA_ADMIN_OP_DESCRIBEACLS, nullptr);
    out_.acls.reason = kNoAnswer;
    rd_kafka_DescribeAcls(connection_.handle(), all.get(), how.get(), connection_.queue());
    ++asked_;
  }

  void collect() {
    for (size_t answered = 0; answered < asked_;) {
      Event event = connection_.wait(deadline_);
      if (event == nullptr) break;
      switch (rd_kafka_event_type(event.get())) {
        case RD_KAFKA_EVENT_DESCRIBECONFIGS_RESULT:
          take_configs(*event);
          break;
        case RD_KAFKA_EVENT_LISTCONSUMERGROUPS_RESULT:
          take_groups(*event, out_);
          break;
        case RD_KAFKA_EVENT_DESCRIBEACLS_RESULT:
          take_acls(*event, out_.acls);
          break;
        default:
          continue;
      }
      ++answered;
      tell_(std::to_string(answered) + " of " + std::to_string(asked_) + " answers");
    }
    for (const Broker& broker : out_.brokers) out_.partial = out_.partial || !broker.error.empty();
    for (const Topic& topic : out_.topics) out_.partial = out_.partial || !topic.error.empty();
  }

  void take_configs(rd_kafka_event_t& event) {
    auto* broker = static_cast<Broker*>(rd_kafka_event_opaque(&event));
    if (rd_kafka_event_error(&event) != RD_KAFKA_RESP_ERR_NO_ERROR) {
      if (broker != nullptr) broker->error = rd_kafka_event_error_string(&event);
      return;
    }
    size_t count = 0;
    const rd_kafka_ConfigResource_t** resources =
        rd_kafka_DescribeConfigs_result_resources(rd_kafka_event_DescribeConfigs_result(&event), &count);
    for (size_t index = 0; index < count; ++index) {
      const rd_kafka_ConfigResource_t& resource = *resources[index];
      if (broker != nullptr) {
        broker->error = error_of(resource);
        broker->configs = entries_of(resource);
      } else if (auto topic = topics_.find(rd_kafka_ConfigResource_name(&resource)); topic != topics_.end()) {
        topic->second->error = error_of(resource);
        topic->second->configs = entries_of(resource);
      }
    }
  }

  // The client tells an answer that is refused, or that there is no authorizer, as an empty list. Only somebody who may
  // read a broker's configuration is likely to see ACLs too, and none at all where one must be says nothing.
  void settle_acls() {
    Acls& acls = out_.acls;
    if (acls.sight != "answered") {
      acls.sight = "hidden";
      return;
    }
    bool told = false;
    bool authorizer = false;
    for (const Broker& broker : out_.brokers) {
      for (const Entry& entry : broker.configs) {
        if (entry.name != "authorizer.class.name") continue;
        told = true;
        authorizer = authorizer || !entry.value.value_or("").empty();
      }
    }
    if (!acls.entries.empty()) {
      acls.sight = "seen";
    } else if (told && !authorizer) {
      acls.sight = "no authorizer";
    } else {
      acls.sight = "hidden";
      acls.reason = "the list is empty: there are none, or this login may not see them";
    }
  }

  Connection& connection_;
  const Deadline& deadline_;
  void (*tell_)(const std::string&);
  Cluster out_;
  std::map<std::string, Topic*> topics_;
  size_t asked_ = 0;
};

}  // namespace

Result<Cluster> read_cluster(Connection& connection, const Deadline& deadline, void (*tell)(const std::string&)) {
  return ClusterReader(connection, deadline, tell).read();
}

}  // namespace klamm::live
