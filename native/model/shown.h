// Pieces that every way of showing a configuration shares.
#pragma once

#include <string>
#include <string_view>

#include "klamm/broker.h"

namespace klamm {

inline constexpr std::string_view kMask = "********";

// A key, masked from where a secret was glued to it (`ssl.key.password\=hunter2`).
std::string shown_key(const BrokerConfig& config, const Setting& setting);
// Its trimmed value, or the mask.
std::string shown_value(const BrokerConfig& config, const Setting& setting);
// 1-based place of a node's key; {0, 0} for none.
Position place_of(const BrokerConfig& config, NodeId node);

// Appends text with control characters and unpaired surrogates as \uXXXX.
void append_text(std::string& out, std::string_view text);
// Appends a JSON string, quotes included, everything outside of ASCII as \uXXXX.
void append_json_ascii(std::string& out, std::string_view text);

std::string_view reach_name(Reach reach);
std::string_view from_name(Origin::From from);
std::string_view target_name(Target::From from);

struct ShownSetting {
  std::string_view key;        // without prefix
  std::string_view mechanism;  // as written; empty without one
  const Setting* setting;
  bool own;  // written for the listener
};

// The settings that make a listener what it is: its own, and the node's of keys that a listener may have.
class ListenerSettings {
 public:
  explicit ListenerSettings(const BrokerConfig& config);
  std::vector<ShownSetting> of(ListenerIndex listener) const;  // sorted by key

 private:
  std::vector<ShownSetting> shared_;
  std::vector<ShownSetting> own_;  // by listener
};

std::string show_raw_text(const BrokerConfig& config, bool reveal);
std::string show_raw_json(const BrokerConfig& config, bool reveal);
std::string show_text(const BrokerConfig& config);
std::string show_json(const BrokerConfig& config);

}  // namespace klamm
