#include "klamm/topic.h"

#include <algorithm>
#include <array>

namespace klamm {

const TopicSetting* TopicConfig::setting(std::string_view key) const {
  auto found =
      std::find_if(settings.rbegin(), settings.rend(), [&](const TopicSetting& one) { return one.key == key; });
  return found == settings.rend() ? nullptr : &*found;
}

bool is_internal_topic(std::string_view name) {
  constexpr std::array<std::string_view, 5> kInternal = {"__consumer_offsets", "__transaction_state",
                                                         "__share_group_state", "__remote_log_metadata",
                                                         "__cluster_metadata"};
  return std::find(kInternal.begin(), kInternal.end(), name) != kInternal.end();
}

// org.apache.kafka.common.internals.Topic, the same in every version.
std::string_view topic_name_fault(std::string_view name) {
  constexpr size_t kLongest = 249;
  if (name.empty()) return "is empty";
  if (name == "." || name == "..") return "names a folder";
  auto legal = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  };
  if (!std::all_of(name.begin(), name.end(), legal)) return "has characters besides letters, digits, `.`, `_` and `-`";
  if (name.size() > kLongest) return "is longer than 249 characters";
  return {};
}

}  // namespace klamm
