// The rules inside of a broker or controller: its own configuration when it starts, and what clients ask it to create
// and alter. No files are opened and no clock is read: the same configuration gives the same answer on every day.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "klamm/finding.h"
#include "klamm/linter.h"
#include "klamm/result.h"
#include "klamm/rules.h"
#include "klamm/source.h"
#include "klamm/topic.h"

namespace klamm {

using SettingPairs = std::vector<std::pair<std::string, std::string>>;  // key, value

struct GateSources {
  std::shared_ptr<const Source> project;       // klamm.toml; nullptr: there is none
  std::vector<std::vector<RuleSource>> packs;  // the files of each folder that rule_folders() names
  std::shared_ptr<const Source> baseline;      // nullptr: there is none
  KafkaVersion version = kNewestKafka;         // that runs
  Severity node_fail_on = Severity::kHigh;     // findings of the node so severe refuse …
  Severity request_fail_on = Severity::kHigh;  // … and those of requests
  SettingPairs node;                           // the configuration that the node was started with
};

struct GateFinding {
  std::string rule;
  Severity severity = Severity::kInfo;
  bool refuses = false;
  std::string key;
  std::string message;
  std::string why;
  std::string mend;
};

// Which rules judge a topic. A creation with configurations is judged twice where both of Kafka's policies are set:
// then each rule speaks in one of the two.
enum class TopicStage : uint8_t {
  kEverything,      // the policy of creations, alone
  kDefinition,      // the same beside that of alterations: name, partitions and replicas
  kConfigurations,  // the policy of alterations
};

// Immutable: any thread may ask.
class Gate {
 public:
  // The folders of rules that a klamm.toml names. The error is `path:line:column: message`.
  static Result<std::vector<std::string>> rule_folders(const Source& project);
  // The error tells what of the sources is wrong, and where.
  static Result<std::unique_ptr<Gate>> open(GateSources sources);
  ~Gate();

  // Findings that are worst first. The errors: a spent budget, or a rule that broke.
  Result<std::vector<GateFinding>> judge_node() const;
  Result<std::vector<GateFinding>> judge_topic(TopicConfig topic, TopicStage stage) const;
  // An alteration of a broker's dynamic configuration: only what it says is judged. A value that is nullopt is taken
  // away.
  Result<std::vector<GateFinding>> judge_broker(
      const std::vector<std::pair<std::string, std::optional<std::string>>>& delta) const;

  // Ids of the rules that judge topics at that stage, and alterations of brokers.
  std::vector<std::string> topic_rules(TopicStage stage) const;
  std::vector<std::string> broker_rules() const;

 private:
  struct Impl;
  explicit Gate(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace klamm
