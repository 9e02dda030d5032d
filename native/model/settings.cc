#include <algorithm>
#include <functional>
#include <tuple>

#include "klamm/value.h"
#include "model/broker_builder.h"
#include "model/text.h"

namespace klamm {
namespace {

uint64_t hash_of(std::string_view key) { return std::hash<std::string_view>{}(key); }

}  // namespace

BrokerBuilder::BrokerBuilder(std::shared_ptr<const Document> document, const Catalog& catalog,
                             const BrokerOptions& options) {
  config_.document_ = std::move(document);
  config_.catalog_ = &catalog;
  config_.options_ = options;
}

BrokerConfig BrokerBuilder::build() {
  read_settings();
  rank_settings();
  read_providers();
  judge_values();
  judge_lines();
  choose_target();
  choose_roles();
  // MSK has its listeners, and those of the node that is altered are not told.
  bool listens = !config_.options_.msk && !config_.options_.delta;
  config_.listeners_unknown_ = config_.options_.delta;
  if (listens) {
    read_controller_names();
    read_protocol_map();
    make_listeners();
  }
  split_prefixes();
  index_keys();
  if (listens) {
    map_protocols();
    advertise();
    find_inter_broker();
    describe_listeners();
  }
  imply();
  read_voters();
  read_super_users();
  read_jaas();
  return std::move(config_);
}

void BrokerBuilder::read_settings() {
  const Document& document = *config_.document_;
  if (document.size() == 0) return;
  config_.settings_.reserve(document.size() - 1);
  for (NodeId id = document.node(document.root()).first_child; id != kNoNode; id = document.node(id).next) {
    Setting setting;
    setting.key = document.key(id);
    setting.value = document.value(id);
    setting.node = id;
    setting.base = setting.key;
    config_.settings_.push_back(setting);
  }
}

// By hash, since keys share long beginnings. A run of one hash is one key, or else is told apart by key, so that no
// choice of keys makes this slow.
void BrokerBuilder::rank_settings() {
  auto& settings = config_.settings_;
  auto& winners = config_.winners_;
  winners.reserve(settings.size());
  for (uint32_t index = 0; index < settings.size(); ++index) winners.push_back({hash_of(settings[index].key), index});
  std::sort(winners.begin(), winners.end(), [](const auto& left, const auto& right) {
    return left.hash != right.hash ? left.hash < right.hash : left.setting < right.setting;
  });
  auto key = [&](const auto& winner) { return settings[winner.setting].key; };
  auto kept = winners.begin();
  for (auto run = winners.begin(); run != winners.end();) {
    auto end = std::find_if(run, winners.end(), [&](const auto& each) { return each.hash != run->hash; });
    bool one_key = std::all_of(run, end, [&](const auto& each) { return key(each) == key(*run); });
    if (!one_key) {
      std::stable_sort(run, end, [&](const auto& left, const auto& right) { return key(left) < key(right); });
    }
    for (; run != end; ++run) {
      bool last = run + 1 == end || (!one_key && key(*run) != key(*(run + 1)));
      settings[run->setting].last = last;
      if (last) *kept++ = *run;
    }
  }
  winners.erase(kept, winners.end());
}

const Setting* BrokerConfig::setting(std::string_view key) const {
  uint64_t hash = hash_of(key);
  auto at = std::lower_bound(winners_.begin(), winners_.end(), hash, [&](const Winner& winner, uint64_t wanted) {
    return winner.hash != wanted ? winner.hash < wanted : settings_[winner.setting].key < key;
  });
  if (at == winners_.end() || at->hash != hash || settings_[at->setting].key != key) return nullptr;
  return &settings_[at->setting];
}

void BrokerBuilder::index_keys() {
  auto& settings = config_.settings_;
  config_.by_key_.assign(config_.catalog_->size(), kNone);
  for (uint32_t index = 0; index < settings.size(); ++index) {
    const Setting& setting = settings[index];
    if (!setting.last || setting.id == kNoKey) continue;
    if (setting.base.size() == setting.key.size()) {
      config_.by_key_[setting.id] = index;
    } else if (setting.listener != kNoListener) {
      bool reaches = setting.mechanism.empty() || (per_mechanism(setting.id) && is_lower_case(setting.mechanism));
      if (reaches) config_.overrides_.push_back({setting.listener, setting.id, index});
    }
  }
  std::sort(config_.overrides_.begin(), config_.overrides_.end(), [](const auto& left, const auto& right) {
    return std::tie(left.listener, left.key, left.setting) < std::tie(right.listener, right.key, right.setting);
  });
}

std::string_view BrokerBuilder::text_of(std::string_view key) const {
  if (const Setting* setting = find(key)) return setting->unknown ? std::string_view() : java_trim(setting->value);
  KeyId id = config_.catalog_->find(key);
  if (id == kNoKey) return {};
  auto definition = config_.catalog_->define(id, config_.target_.version);
  return definition && definition->default_value ? *definition->default_value : std::string_view();
}

Span BrokerBuilder::span_of(const Setting& setting, uint32_t begin, uint32_t size) const {
  return config_.document_->span_of(config_.document_->node(setting.node).value, begin, begin + size);
}

bool BrokerBuilder::split(const Setting& setting, char separator, Blanks blanks) {
  holes_.clear();
  if (setting.unknown) find_holes(setting.value);
  if (split_pieces(setting.value, separator, blanks, holes_, pieces_)) return true;
  config_.diagnostics_.push_back({Diagnostic::Kind::kSuspect, span_of(setting, 0, 0),
                                  "more than " + std::to_string(kMaxEntries) + " entries: the rest is not read"});
  return false;
}

}  // namespace klamm
