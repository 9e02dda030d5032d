// klamm.toml: what a project decided once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/catalog.h"
#include "klamm/iam.h"
#include "klamm/linter.h"
#include "klamm/result.h"
#include "klamm/triage.h"
#include "klamm/version.h"

namespace klamm {

// A version of Kafka that klamm knows, and what to say of a word that is none.
std::optional<KafkaVersion> known_version(std::string_view text);
std::string unknown_version(std::string_view text);

// One [[ignore]] of a klamm.toml. Its rules are words yet: which rules there are, a run tells.
struct ProjectIgnore {
  Ignore ignore;
  std::optional<std::string> files;  // a glob, relative to the folder of the klamm.toml; none: all below it
};

struct Project {
  std::string path;  // of the klamm.toml; empty: there is none
  std::optional<KafkaVersion> kafka_version;
  std::optional<std::string> profile;
  std::optional<MskKind> msk_kind;
  std::optional<std::vector<std::string>> select;
  std::optional<std::vector<std::string>> ignore;
  std::vector<RuleParameter> parameters;
  std::optional<std::string> fail_on;  // a severity or "never"
  std::optional<IamLayer> iam_layer;
  std::optional<IamCluster> iam_cluster;
  std::vector<std::string> rules;  // folders, relative ones behind that of the klamm.toml
  std::vector<ProjectIgnore> ignores;
  // In a broker, rules that refuse or only warn whatever their severity: ids, names or families.
  std::vector<std::string> enforce;
  std::vector<std::string> warn;
};

// `path` names the text in errors and is where relative folders start. The error is `path:line:column: message`.
Result<Project> parse_project(const std::string& path, std::string_view text);

}  // namespace klamm
