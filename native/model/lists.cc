#include <algorithm>
#include <limits>

#include "klamm/value.h"
#include "model/broker_builder.h"
#include "model/jaas.h"
#include "model/java_text.h"
#include "model/text.h"

namespace klamm {
namespace {

constexpr std::string_view kJaasKey = "sasl.jaas.config";

std::optional<int64_t> number(std::string_view text) {
  return java_integer(text, std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max());
}

bool is_jaas(std::string_view key) {
  if (!key.ends_with(kJaasKey)) return false;
  return key.size() == kJaasKey.size() || key[key.size() - kJaasKey.size() - 1] == '.';
}

}  // namespace

// `id@host:port,…`
void BrokerBuilder::read_voters() {
  const Setting* setting = find("controller.quorum.voters");
  if (setting == nullptr) return;
  config_.voters_unknown_ = !split(*setting, ',') || setting->conditional;
  if (setting->conditional) return;
  for (const Piece& piece : pieces_) {
    Voter voter;
    voter.text = piece.text;
    voter.span = span_of(*setting, piece.begin, static_cast<uint32_t>(piece.text.size()));
    voter.unknown = piece.unknown();
    size_t at = last_outside(piece.text, '@', piece.holes);
    size_t colon = last_outside(piece.text, ':', piece.holes);
    bool split = at != std::string_view::npos && colon != std::string_view::npos && colon > at;
    if (split && !touched(piece.holes, 0, at)) {
      if (auto id = number(piece.text.substr(0, at))) voter.id = static_cast<int32_t>(*id);
    }
    if (split && !touched(piece.holes, at, colon)) {
      voter.host = piece.text.substr(at + 1, colon - at - 1);
      if (voter.host.starts_with('[')) voter.host.remove_prefix(1);
      if (voter.host.ends_with(']')) voter.host.remove_suffix(1);
    }
    if (split && !touched(piece.holes, colon, piece.text.size())) {
      auto port = number(piece.text.substr(colon + 1));
      if (port && *port >= 0 && *port <= 0xFFFF) voter.port = static_cast<uint16_t>(*port);
    }
    voter.refused = !voter.unknown && (!voter.id || !voter.port);
    config_.voters_unknown_ = config_.voters_unknown_ || (voter.unknown && !voter.id);
    config_.voters_.push_back(voter);
  }
}

// `Type:name;…`, empty entries skipped.
void BrokerBuilder::read_super_users() {
  const Setting* setting = find("super.users");
  if (setting == nullptr) return;
  config_.super_users_unknown_ = !split(*setting, ';') || setting->conditional;
  if (setting->conditional) return;
  for (const Piece& piece : pieces_) {
    SuperUser user;
    user.text = java_trim(piece.text);
    if (user.text.empty()) continue;
    auto begin = piece.begin + static_cast<uint32_t>(user.text.data() - piece.text.data());
    user.span = span_of(*setting, begin, static_cast<uint32_t>(user.text.size()));
    user.unknown = piece.unknown();
    size_t colon = user.text.find(':');
    bool whole = user.unknown && touched(piece.holes, 0, piece.text.size()) && colon == std::string_view::npos;
    if (colon != std::string_view::npos) {
      user.type = user.text.substr(0, colon);
      user.name = user.text.substr(colon + 1);
    }
    user.refused = !user.unknown && colon == std::string_view::npos;
    config_.super_users_unknown_ = config_.super_users_unknown_ || whole;
    config_.super_users_.push_back(user);
  }
}

void BrokerBuilder::read_jaas() {
  for (uint32_t index = 0; index < config_.settings_.size(); ++index) {
    if (is_jaas(config_.settings_[index].key)) config_.jaas_.push_back(jaas_entry(index));
  }
}

size_t BrokerBuilder::holes_inside(uint32_t begin, uint32_t end) const {
  auto first = std::partition_point(holes_.begin(), holes_.end(), [&](const Hole& hole) { return hole.begin < begin; });
  auto last = std::partition_point(first, holes_.end(), [&](const Hole& hole) { return hole.end <= end; });
  return static_cast<size_t>(last - first);
}

JaasEntry BrokerBuilder::jaas_entry(uint32_t index) {
  const Setting& setting = config_.settings_[index];
  JaasEntry entry;
  entry.setting = index;
  entry.listener = setting.listener;
  entry.mechanism = upper_cased(setting.mechanism, config_.owned_);
  holes_.clear();
  if (setting.unknown) find_holes(setting.value);
  std::string_view text = java_trim(setting.value);
  auto offset = static_cast<uint32_t>(text.data() - setting.value.data());
  parse_jaas(text, entry, config_.owned_);
  // A placeholder inside of an option's value hides that value; anywhere else it may hide anything.
  size_t explained = 0;
  for (JaasModule& module : entry.modules) {
    for (JaasOption& option : module.options) {
      size_t inside = holes_inside(option.span.begin + offset, option.span.end + offset);
      option.unknown = inside > 0;
      explained += inside;
    }
  }
  if (explained < holes_.size()) {
    entry.unknown = true;
    entry.error.reset();
  }
  auto home = [&](Span& span) { span = span_of(setting, offset + span.begin, span.size()); };
  for (JaasModule& module : entry.modules) {
    home(module.span);
    home(module.class_span);
    for (JaasOption& option : module.options) {
      home(option.span);
      home(option.name_span);
    }
  }
  if (entry.error) home(entry.error->span);
  return entry;
}

}  // namespace klamm
