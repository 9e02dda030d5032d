#include "rule/topic_detect.h"

namespace klamm {
namespace {

bool holds(std::string_view text, std::string_view word) { return text.find(word) != text.npos; }

bool is_script(std::string_view text, std::string_view name) {
  if (name.ends_with(".sh") || name.ends_with(".bash")) return true;
  std::string_view first = text.substr(0, text.find('\n'));
  return first.starts_with("#!") && holds(first, "sh");
}

}  // namespace

InputKind detect_topics(std::string_view text, std::string_view name) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return InputKind::kNone;
  if (text[first] == '{' || text[first] == '[') {
    const bool replicas = holds(text, "\"replicationFactor\"") || holds(text, "\"replication_factor\"") ||
                          holds(text, "\"replication-factor\"");
    const bool list = text[first] == '[' || holds(text, "\"topics\"");
    return list && replicas && holds(text, "\"name\"") ? InputKind::kTopicList : InputKind::kNone;
  }
  if (holds(text, "kind: KafkaTopic") && holds(text, "kafka.strimzi.io/")) return InputKind::kKafkaTopic;
  if (holds(text, "kafka-topics") && holds(text, "--create") && is_script(text, name)) return InputKind::kTopicScript;
  return InputKind::kNone;
}

}  // namespace klamm
