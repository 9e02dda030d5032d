#include "rule/live_subject.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace klamm {
namespace {

// A key and its value, of each that is not a broker's own.
std::string common_settings(const LiveBroker& broker) {
  std::string out;
  for (const LiveConfig& config : broker.configs) {
    if (!config.set() || of_one_broker(config.name)) continue;
    fmt::format_to(std::back_inserter(out), "{}\n{}\n{}\n", config.name, config.value.has_value(),
                   config.value.value_or(""));
  }
  return out;
}

}  // namespace

std::vector<RuleSubject::Note> LiveSubject::notes() const {
  std::vector<Note> out;
  const Document& document = *snapshot_->document;
  auto note = [&](NodeId node, std::string message) {
    out.push_back({document.source().to_root(document.node(node).value_span), std::move(message), nullptr});
  };
  for (const LiveBroker& broker : snapshot_->brokers) {
    if (broker.error.empty()) continue;
    note(document.find(broker.node, "error"),
         fmt::format("broker {} did not tell its configuration: {}", broker.id, printable(broker.error)));
  }
  size_t silent = 0;
  const LiveTopic* first = nullptr;
  for (const LiveTopic& topic : snapshot_->topics) {
    if (topic.error.empty()) continue;
    if (first == nullptr) first = &topic;
    ++silent;
  }
  if (first != nullptr) {
    note(document.find(first->node, "error"),
         fmt::format("{} topics did not tell their configuration, `{}` the first: {}", silent, printable(first->name),
                     printable(first->error)));
  }
  if (snapshot_->acl_sight == AclSight::kHidden) {
    NodeId acls = document.find(document.root(), "acls");
    if (acls != kNoNode) note(acls, fmt::format("ACLs were not seen: {}", printable(snapshot_->acl_reason)));
  }
  bool flattened = std::any_of(snapshot_->acls.begin(), snapshot_->acls.end(), [](const LiveAcl& acl) {
    return acl.resource_type == "UNKNOWN" || acl.operation == "UNKNOWN";
  });
  if (flattened) {
    note(document.find(document.find(document.root(), "acls"), "entries"),
         "some ACLs are of types that this librdkafka has no word for: `kafka-acls --list` tells them");
  }
  return out;
}

std::optional<Span> LiveSubject::locate(Hit& hit) const {
  if (hit.node == kNoNode) return std::nullopt;
  return source().to_root(snapshot_->document->node(hit.node).value_span);
}

NodeId LiveSubject::value_node(NodeId entry) const {
  NodeId value = snapshot_->document->find(entry, "value");
  return value == kNoNode ? entry : value;
}

bool of_one_broker(std::string_view key) {
  constexpr std::array<std::string_view, 12> kOwn = {"advertised.listeners",
                                                     "broker.id",
                                                     "broker.rack",
                                                     "controller.quorum.voters",
                                                     "listener.security.protocol.map",
                                                     "listeners",
                                                     "log.dir",
                                                     "log.dirs",
                                                     "metadata.log.dir",
                                                     "node.id",
                                                     "process.roles",
                                                     "zookeeper.connect"};
  // Stores may be called after the machine, and a listener may be one machine's.
  return std::find(kOwn.begin(), kOwn.end(), key) != kOwn.end() || key.starts_with("listener.name.") ||
         key.starts_with("ssl.keystore.") || key.starts_with("ssl.truststore.");
}

std::vector<std::vector<const LiveBroker*>> brokers_alike(const LiveCluster& snapshot) {
  std::vector<std::vector<const LiveBroker*>> out;
  std::map<std::string, size_t> groups;
  for (const LiveBroker& broker : snapshot.brokers) {
    if (!broker.error.empty() || broker.configs.empty()) continue;
    auto [group, fresh] = groups.emplace(common_settings(broker), out.size());
    if (fresh) out.emplace_back();
    out[group->second].push_back(&broker);
  }
  return out;
}

std::string broker_names(const std::vector<const LiveBroker*>& brokers) {
  std::string out = brokers.size() == 1 ? "broker " : "brokers ";
  for (size_t index = 0; index < brokers.size(); ++index) {
    fmt::format_to(std::back_inserter(out), "{}{}", index == 0 ? "" : ", ", brokers[index]->id);
  }
  return out;
}

}  // namespace klamm
