#include <algorithm>

#include "klamm/value.h"
#include "model/broker_builder.h"

namespace klamm {

// A removed key is never a hint: that it stands there is the finding. inter.broker.protocol.version only says what the
// node is at least, which no served version contradicts.
void BrokerBuilder::choose_target() {
  Target& target = config_.target_;
  if (config_.options_.version) {
    target.version = *config_.options_.version;
    target.from = config_.options_.version_from_project ? Target::From::kProject : Target::From::kAsked;
  } else if (config_.options_.msk) {
    // Which version a cluster has stands elsewhere; a key that the newest lacks tells an older one.
    const Catalog& catalog = *config_.catalog_;
    bool older = std::any_of(config_.settings_.begin(), config_.settings_.end(), [&](const Setting& setting) {
      KeyId key = catalog.find(setting.key);
      return key != kNoKey && !catalog.exists(key, kNewestKafka) && catalog.exists(key, kLastZooKeeperKafka);
    });
    if (older) target = {kLastZooKeeperKafka, Target::From::kZooKeeper};
  } else if (find("zookeeper.connect") != nullptr && find("process.roles") == nullptr) {
    target.version = kLastZooKeeperKafka;
    target.from = Target::From::kZooKeeper;
  }
}

void BrokerBuilder::choose_roles() {
  Roles& roles = config_.roles_;
  if (config_.options_.msk) {
    roles.kraft = config_.target_.version > kLastZooKeeperKafka;
    return;
  }
  const Setting* setting = find("process.roles");
  if (config_.options_.delta) {
    roles.kraft = roles.unknown = true;
    return;
  }
  if (setting == nullptr) {
    // 4.0 knows no other mode; a file that names ZooKeeper is read as what its author meant.
    bool zookeeper = find("zookeeper.connect") != nullptr;
    roles.kraft = !zookeeper && config_.target_.version > kLastZooKeeperKafka;
    return;
  }
  if (setting->unknown) {
    roles.kraft = true;
    roles.unknown = true;
    return;
  }
  bool broker = false;
  bool controller = false;
  for (std::string_view role : split_list(setting->value)) {
    broker = broker || role == "broker";
    controller = controller || role == "controller";
  }
  bool named = broker || controller;
  roles.kraft = !java_trim(setting->value).empty() || config_.target_.version > kLastZooKeeperKafka;
  roles.broker = broker || !named;
  roles.controller = controller;
}

}  // namespace klamm
