// klamm.toml: what a project decided once, found upward from each file.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/catalog.h"
#include "klamm/linter.h"
#include "klamm/result.h"
#include "klamm/triage.h"
#include "klamm/version.h"
#include "linter/fail_on.h"
#include "linter/glob.h"

namespace klamm::cli {

// A version of Kafka that klamm knows, and what to say of a word that is none.
std::optional<KafkaVersion> known_version(std::string_view text);
std::string unknown_version(std::string_view text);

// One [[ignore]] of a klamm.toml. Its rules are words yet: which rules there are, a run tells.
struct ProjectIgnore {
  Ignore ignore;
  std::optional<Glob> files;  // relative to the folder of the klamm.toml; none: all below it
};

struct Project {
  std::string path;  // of the klamm.toml; empty: there is none
  std::optional<KafkaVersion> kafka_version;
  std::optional<std::string> profile;
  std::optional<MskKind> msk_kind;
  std::optional<std::vector<std::string>> select;
  std::optional<std::vector<std::string>> ignore;
  std::vector<RuleParameter> parameters;
  std::optional<FailOn> fail_on;
  std::optional<IamLayer> iam_layer;
  std::optional<IamCluster> iam_cluster;
  std::vector<std::string> rules;  // folders, as paths of their own
  std::vector<ProjectIgnore> ignores;
};

// `path` names the text in errors and is where relative folders start. The error is `path:line:column: message`.
Result<Project> parse_project(const std::string& path, std::string_view text);

// Finds and reads each klamm.toml once.
class Projects {
 public:
  // The index in all() of the one nearest to a folder (absolute): its own klamm.toml, else that of a folder above.
  Result<size_t> of_folder(const std::string& folder);
  const std::vector<Project>& all() const { return projects_; }

 private:
  std::vector<Project> projects_{Project{}};  // [0]: no klamm.toml
  std::map<std::string, size_t> of_folder_;
};

}  // namespace klamm::cli
