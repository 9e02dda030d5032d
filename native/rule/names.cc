#include <array>

#include "klamm/linter.h"
#include "klamm/rules.h"

namespace klamm {

std::string_view scope_name(RuleScope scope) {
  constexpr std::array<std::string_view, 11> kNames = {"file",          "node",          "listener",
                                                       "topic",         "principal",     "cluster",
                                                       "configuration", "connector",     "worker-configuration",
                                                       "replicator",    "vpc-connection"};
  return kNames[static_cast<size_t>(scope)];
}

std::string_view status_name(RuleStatus status) {
  constexpr std::array<std::string_view, 3> kNames = {"stable", "preview", "deprecated"};
  return kNames[static_cast<size_t>(status)];
}

std::string_view about_name(RuleAbout about) {
  constexpr std::array<std::string_view, 5> kNames = {"broker", "policy", "topic", "cluster", "live"};
  return kNames[static_cast<size_t>(about)];
}

std::string_view input_kind_name(InputKind kind) {
  constexpr std::array<std::string_view, 15> kNames = {
      "",          "server-properties", "msk-configuration", "iam-policy", "compose",
      "env",       "config-map",        "topic-script",      "topic-list", "kafka-topic",
      "terraform", "terraform-plan",    "cloudformation",    "msk-answer", "snapshot"};
  return kNames[static_cast<size_t>(kind)];
}

std::optional<InputKind> parse_input_kind(std::string_view name) {
  for (InputKind kind :
       {InputKind::kServerProperties, InputKind::kMskConfiguration, InputKind::kIamPolicy, InputKind::kCompose,
        InputKind::kEnv, InputKind::kConfigMap, InputKind::kTopicScript, InputKind::kTopicList, InputKind::kKafkaTopic,
        InputKind::kTerraformPlan, InputKind::kCloudFormation, InputKind::kMskAnswer, InputKind::kSnapshot}) {
    if (name == input_kind_name(kind)) return kind;
  }
  return std::nullopt;
}

}  // namespace klamm
