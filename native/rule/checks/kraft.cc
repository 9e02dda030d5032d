// What a KRaft node needs: its role, its id, the quorum.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

constexpr std::string_view kVoters = "controller.quorum.voters";
constexpr std::string_view kBootstrap = "controller.quorum.bootstrap.servers";
constexpr KafkaVersion kBootstrapCounts{3, 9};
constexpr KafkaVersion kNoEmptyLists{4, 2};

// Whether a key is set to more than blanks, a placeholder being more; nullopt where a template decides about the line.
std::optional<bool> is_set(const BrokerConfig& broker, std::string_view key) {
  const Setting* setting = broker.setting(key);
  if (setting != nullptr && !setting->conditional) return !java_trim(setting->value).empty();
  bool open = broker.options().environment || value_of(broker, key).unknown();
  return open ? std::nullopt : std::optional(false);
}

// `host:port` as Kafka's clients read an address; what they take for one may still be none.
bool is_address(std::string_view text) {
  size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) return false;
  return text.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
}

bool temporary(std::string_view path) {
  constexpr std::array<std::string_view, 4> kRoots = {"/tmp", "/var/tmp", "/private/tmp", "/dev/shm"};
  return std::any_of(kRoots.begin(), kRoots.end(), [&](std::string_view root) {
    return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '/');
  });
}

}  // namespace

void check_no_role(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!names_a_node(broker)) return;
  std::optional<bool> roles = is_set(broker, "process.roles");
  std::optional<bool> zookeeper = is_set(broker, "zookeeper.connect");
  if (roles == true || zookeeper == true) return;
  if (!roles || !zookeeper) {
    run.unknown(kNoNode, "the template rendered for this node");
    return;
  }
  // 4.0 and 4.1 take an empty list of roles; later ones say so themselves.
  if (broker.setting("process.roles") != nullptr && broker.target().version > kLastZooKeeperKafka) return;
  for (std::string_view key : {"node.id", "broker.id", "listeners", "process.roles", "zookeeper.connect",
                               "controller.quorum.voters", "controller.quorum.bootstrap.servers"}) {
    if (const Setting* setting = broker.setting(key)) {
      run.fail(hit_value(*setting, {{"key", std::string("process.roles")}}));
      return;
    }
  }
}

// params: keys, of which one is needed; blank: an empty value is none, where ConfigDef lets it pass.
void check_key_missing(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!broker.roles().kraft || is_set(broker, "process.roles") != true) return;
  std::vector<std::string_view> keys = run.params().list("keys");
  for (std::string_view key : keys) {
    std::optional<bool> set = is_set(broker, key);
    if (!set) run.unknown(kNoNode, fmt::format("what `{}` is rendered with", key));
    if (!set || *set) return;
    bool passes = run.params().flag("blank") && broker.target().version < kNoEmptyLists;
    if (broker.setting(key) != nullptr && !passes) return;
  }
  if (!keys.empty()) run.fail(hit_absent(broker, keys.front()));
}

void check_no_controllers(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!broker.roles().kraft || is_set(broker, "process.roles") != true) return;
  std::optional<bool> voters = is_set(broker, kVoters);
  std::optional<bool> bootstrap = false;
  if (broker.target().version >= kBootstrapCounts) bootstrap = is_set(broker, kBootstrap);
  if (voters == true || bootstrap == true) return;
  if (!voters || !bootstrap) {
    run.unknown(kNoNode, "the controllers that the template is rendered with");
    return;
  }
  run.fail(hit_absent(broker, "process.roles"));
}

void check_voter_refused(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (const Setting* setting = broker.setting(kVoters); setting != nullptr && !java_trim(setting->value).empty()) {
    for (const Voter& voter : broker.voters()) {
      if (!voter.refused) continue;
      Hit hit = hit_value(
          *setting,
          {{"entry", std::string(voter.text)}, {"what", std::string("voter")}, {"form", std::string("id@host:port")}});
      hit.span = voter.span;
      run.fail(std::move(hit));
    }
  }
  const Setting* setting = broker.setting(kBootstrap);
  if (setting == nullptr || setting->unknown || broker.target().version < kBootstrapCounts) return;
  std::vector<uint32_t> offsets;
  ListItems items = split_list(setting->value, &offsets);
  for (size_t index = 0; index < items.size(); ++index) {
    if (is_address(items[index])) continue;
    run.fail(hit_part(broker, *setting, offsets[index], offsets[index] + items[index].size(),
                      {{"entry", std::string(items[index])},
                       {"what", std::string("bootstrap server")},
                       {"form", std::string("host:port")}}));
  }
}

void check_node_id_and_voters(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const std::vector<Voter>& voters = broker.voters();
  if (!broker.roles().kraft || broker.roles().unknown || voters.empty() || broker.voters_unknown()) return;
  if (std::any_of(voters.begin(), voters.end(), [](const Voter& voter) { return voter.refused || !voter.id; })) return;
  std::optional<int64_t> id = number_of(broker, "node.id");
  if (!id) return;
  bool voter = std::any_of(voters.begin(), voters.end(), [&](const Voter& one) { return *one.id == *id; });
  if (voter == broker.roles().controller) return;
  Holes holes = {
      {"what", fmt::format("`node.id` {} is not among the voters, and this node is a controller", *id)},
      {"label", std::string("no voter has it")},
      {"mend", fmt::format("Add `{}@host:port` to `controller.quorum.voters` on every node, or set `node.id` "
                           "to that of the voter that this node is.",
                           *id)}};
  if (voter) {
    holes = {{"what", fmt::format("`node.id` {} is that of a voter, and this node is no controller", *id)},
             {"label", std::string("a voter has it")},
             {"mend", std::string("Give this broker an id that no voter has.")}};
  }
  std::string_view key = broker.setting("node.id") != nullptr ? "node.id" : "broker.id";
  run.fail(hit_absent(broker, key, std::move(holes)));
}

void check_weak_quorum(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  size_t count = broker.voters().size();
  const Setting* setting = broker.setting(kVoters);
  if (setting == nullptr || broker.voters_unknown() || java_trim(setting->value).empty()) return;
  if (count > 2 && count % 2 == 1) return;
  std::string what = count == 1   ? std::string("the cluster stands still without it")
                     : count == 2 ? std::string("the cluster stands still without either")
                                  : fmt::format("the quorum survives no more than one of {} would", count - 1);
  std::string_view noun = count == 1 ? "voter" : "voters";
  run.fail(hit_value(*setting, {{"count", fmt::format("{} {}", count, noun)}, {"what", std::move(what)}}));
}

void check_metadata_in_tmp(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!broker.roles().kraft || is_set(broker, "process.roles") != true) return;
  for (std::string_view key : {"metadata.log.dir", "log.dirs", "log.dir"}) {
    Value directory = value_of(broker, key);
    if (directory.unknown()) {
      run.unknown(directory.origin.node, "the directory that it is rendered with");
      return;
    }
    const Setting* setting = broker.setting(key);
    bool last = key == "log.dir";
    if (!last && (setting == nullptr || java_trim(setting->value).empty())) continue;
    ListItems items = split_list(directory.text);
    if (items.empty() || !temporary(items.front())) return;
    if (setting == nullptr && !stands_alone(broker)) {
      run.unknown(kNoNode, std::string(kCompletes));
      return;
    }
    Holes holes = {{"directory", std::string(items.front())},
                   {"how", setting != nullptr ? std::string() : std::string(", the default")}};
    run.fail(setting != nullptr ? hit_value(*setting, std::move(holes))
                                : hit_absent(broker, "log.dirs", std::move(holes)));
    return;
  }
}

// What Kafka demands of a node that is on its way from ZooKeeper to KRaft.
void check_migration_incomplete(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* setting = broker.setting("zookeeper.metadata.migration.enable");
  if (setting == nullptr || setting->unknown || !same_letters(java_trim(setting->value), "true")) return;
  auto demand = [&](std::optional<bool> met, std::string_view what) {
    if (!met) run.unknown(setting->node, fmt::format("whether {} is set", what));
    if (met != false) return met.has_value();
    run.fail(hit_value(*setting, {{"missing", std::string(what)}}));
    return false;
  };
  if (broker.roles().kraft) {
    demand(is_set(broker, "zookeeper.connect"), "`zookeeper.connect`");
    return;
  }
  std::optional<bool> quorum = is_set(broker, kVoters);
  bool bootstrap = broker.target().version >= kBootstrapCounts;
  if (quorum == false && bootstrap) quorum = is_set(broker, kBootstrap);
  if (!demand(quorum, bootstrap ? "`controller.quorum.bootstrap.servers`" : "`controller.quorum.voters`")) return;
  demand(is_set(broker, "controller.listener.names"), "`controller.listener.names`");
}

void check_session_too_short(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  std::optional<int64_t> heartbeat = number_of(broker, "broker.heartbeat.interval.ms");
  std::optional<int64_t> session = number_of(broker, "broker.session.timeout.ms");
  if (!heartbeat || !session || *heartbeat <= *session / 2) return;
  for (std::string_view key : {"broker.heartbeat.interval.ms", "broker.session.timeout.ms"}) {
    const Setting* setting = broker.setting(key);
    if (setting == nullptr) continue;
    run.fail(hit_value(*setting, {{"session", std::to_string(*session)}, {"heartbeat", std::to_string(*heartbeat)}}));
    return;
  }
}

}  // namespace klamm
