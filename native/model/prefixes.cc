#include <algorithm>

#include "model/broker_builder.h"
#include "model/text.h"

namespace klamm {
namespace {

// Dots of one key that are looked at; a listener's name with more of them has no settings of its own here.
constexpr int kMaxDots = 16;

// No key of any catalog is longer.
constexpr size_t kLongestKey = 255;

// SASL keys that Kafka looks up behind the mechanism too, beyond those that its catalog names.
constexpr std::string_view kOauth = "sasl.oauthbearer.";

}  // namespace

bool BrokerBuilder::per_mechanism(KeyId key) const {
  return config_.catalog_->per_mechanism(key) || config_.catalog_->name(key).starts_with(kOauth);
}

// listener.name.<listener>[.<mechanism>].<base>. Names may hold dots, so that the listeners decide where a key splits.
void BrokerBuilder::split_prefixes() {
  for (const Listener& listener : config_.listeners_) longest_name_ = std::max(longest_name_, 2 * listener.name.size());
  for (Setting& setting : config_.settings_) {
    if (!setting.key.starts_with(kListenerPrefix)) {
      setting.id = config_.catalog_->find(setting.key);
      continue;
    }
    if (setting.key_unknown) continue;
    std::string_view rest = setting.key.substr(kListenerPrefix.size());
    if (!split_known(setting, rest)) split_unknown(setting, rest);
  }
}

// A listener's own setting takes effect only where its name is written in lower case.
bool BrokerBuilder::split_known(Setting& setting, std::string_view rest) {
  std::string_view found;
  ListenerIndex listener = kNoListener;
  size_t dot = rest.find('.');
  for (int dots = 0; dots < kMaxDots && dot != std::string_view::npos; ++dots, dot = rest.find('.', dot + 1)) {
    std::string_view written = rest.substr(0, dot);
    if (written.size() > longest_name_) break;
    ListenerIndex index = config_.find_listener(upper_case(written, scratch_) ? scratch_ : written);
    if (index == kNoListener) continue;
    found = written;
    bool exact =
        (lower_case(config_.listeners_[index].name, scratch_) ? scratch_ : config_.listeners_[index].name) == written;
    listener = exact ? index : kNoListener;
  }
  if (found.data() == nullptr) return false;
  setting.prefix_listener = found;
  setting.listener = listener;
  setting.base = rest.substr(found.size() + 1);
  setting.id = config_.catalog_->find(setting.base);
  if (setting.id != kNoKey) return true;
  size_t second = setting.base.find('.');
  if (second == std::string_view::npos) return true;
  KeyId behind = config_.catalog_->find(setting.base.substr(second + 1));
  if (behind == kNoKey) return true;
  setting.mechanism = setting.base.substr(0, second);
  setting.base.remove_prefix(second + 1);
  setting.id = behind;
  return true;
}

// No such listener: the longest key of the catalog at its end is what was meant.
void BrokerBuilder::split_unknown(Setting& setting, std::string_view rest) {
  size_t dot = rest.find('.');
  for (int dots = 0; dots < kMaxDots && dot != std::string_view::npos; ++dots, dot = rest.find('.', dot + 1)) {
    KeyId id = rest.size() - dot > kLongestKey ? kNoKey : config_.catalog_->find(rest.substr(dot + 1));
    if (id == kNoKey) continue;
    setting.id = id;
    setting.base = rest.substr(dot + 1);
    std::string_view before = rest.substr(0, dot);
    size_t inner = before.rfind('.');
    setting.prefix_listener = before.substr(0, inner);
    if (inner != std::string_view::npos) setting.mechanism = before.substr(inner + 1);
    return;
  }
  dot = rest.find('.');
  setting.prefix_listener = rest.substr(0, dot);
  setting.base = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
}

}  // namespace klamm
