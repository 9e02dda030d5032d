// Lints one input. No files are opened, nothing is printed; thread-safe over its packs.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "klamm/budget.h"
#include "klamm/document.h"
#include "klamm/finding.h"
#include "klamm/iam.h"
#include "klamm/rules.h"
#include "klamm/source.h"
#include "klamm/template.h"
#include "klamm/version.h"

namespace klamm {

// kIamPolicy: a policy document, an answer of the AWS command line that holds one, or an account's dump.
// kCompose, kEnv, kConfigMap: documents that deploy nodes (deployment.h).
// kTopicScript, kTopicList, kKafkaTopic: definitions of topics (topic.h).
// kTerraform: a module, which is a folder of files (lint_terraform). kTerraformPlan: what `terraform show -json`
// prints. kMskAnswer: what the AWS command line prints of MSK and of what is around a cluster.
// kSnapshot: a running cluster, written down (snapshot.h).
enum class InputKind : uint8_t {
  kNone,
  kServerProperties,
  kMskConfiguration,
  kIamPolicy,
  kCompose,
  kEnv,
  kConfigMap,
  kTopicScript,
  kTopicList,
  kKafkaTopic,
  kTerraform,
  kTerraformPlan,
  kCloudFormation,
  kMskAnswer,
  kSnapshot,
};
std::string_view input_kind_name(InputKind kind);  // "server-properties" …
std::optional<InputKind> parse_input_kind(std::string_view name);

// What a text is, by its content (a name alone decides nothing). kNone: none of ours. Reads at most 64 KiB of it.
InputKind detect(const Source& source, const Catalog& catalog);

// What a project decided about the parameter of a rule that names a check.
struct RuleParameter {
  std::string rule;    // id, name or former id
  std::string topics;  // of topics whose names begin so; of several that fit the longest counts
  std::string name;
  std::variant<std::string, int64_t, bool, std::vector<std::string>> value;
  std::string where;  // what an error begins with: `klamm.toml:12:1`
};

struct LintOptions {
  std::optional<KafkaVersion> kafka_version;
  bool version_from_project = false;
  std::optional<KafkaVersion> upgrade_to;  // only the rules about upgrades, unless `select` says otherwise
  std::string profile = "baseline";        // baseline, what the rules name (strict …), or "all"
  std::vector<std::string> select;         // ids, names, former ids or families ("KP"); empty: what the profile has
  std::vector<std::string> ignore;
  std::vector<RuleParameter> parameters;
  bool rendered = false;
  bool values_only = false;  // a running broker: rules about the text are off
  std::optional<InputKind> as;
  // What looks like a broker's file is a configuration of Amazon MSK, for that kind of cluster; its text never tells.
  std::optional<MskKind> msk;
  YamlReader yaml = nullptr;  // nullptr: inputs in YAML are none of ours
  // Evaluates Terraform; nullptr: the program has no reader for it.
  Result<Template> (*terraform)(const Files& files, std::string_view folder, Budget& budget,
                                const TerraformOptions& options) = nullptr;
  TerraformOptions terraform_options;
  std::optional<IamLayer> iam_layer;  // what policies are for; else their content tells, and identities if it does not
  std::optional<IamCluster> iam_cluster;  // the cluster that they are for
  std::string today;                      // "2026-11-24": what ends by then has ended; empty: nothing is known to have
  Limits limits;
};

struct UnknownNote {
  std::string rule;  // empty: about the input itself
  Place place;
  std::string message;  // what evidence would settle it
};

struct MskInventory;  // msk.h

struct LintResult {
  InputKind kind = InputKind::kNone;
  std::vector<Finding> findings;  // by place, then rule id; what is about the whole file first
  std::vector<UnknownNote> unknown;
  std::vector<std::string> assumptions;  // "Kafka 4.4", "KRaft", each once
  uint64_t folded = 0;                   // findings not listed, because one rule listed 200 in this input already
  // What was judged: MSK's clusters and what is around them; policies. Of Terraform in the first file's result.
  std::vector<std::shared_ptr<const MskInventory>> inventories;
  bool policies = false;
};

// The rules that an options object selects, in the order of the packs. An ignored rule still silences those that yield
// to it: ignoring a rule never brings another one out.
struct Selection {
  enum class State : uint8_t { kOff, kOn, kIgnored };
  std::vector<State> rules;  // those of packs[0], packs[1] …, one after the other
  // Yields across packs, as indexes of `rules`: {yielding, yielded to}.
  std::vector<std::pair<uint32_t, uint32_t>> yields;
  // By rule, as an index of `rules`; longer prefixes of topics first, and the later of two alike.
  std::vector<std::pair<uint32_t, RuleParameter>> parameters;
};
// The error names what does not exist (and what it nearly is), an id that two packs define, or a parameter that a rule
// does not have.
Result<Selection> select_rules(const std::vector<const Pack*>& packs, const LintOptions& options);

// The error is an unreadable input (budget spent, not of the asked kind). packs[0] has the catalog.
Result<LintResult> lint(std::shared_ptr<const Source> source, const std::vector<const Pack*>& packs,
                        const Selection& selection, const LintOptions& options);

// What came of one file.
struct LintedFile {
  std::shared_ptr<const Source> source;
  LintResult result;
};

// Lints the Terraform modules in folders of `files`, with what options.terraform reads of them; each folder, and each
// that another of them calls as a local module, once: what is called is judged as its callers call it. Who calls others
// stands first in `folders`. The same defect at one place, of several calls, is one finding. All files that were read
// are in the result, sorted by name. The error is the spent budget, or a folder that cannot be listed.
Result<std::vector<LintedFile>> lint_terraform(const Files& files, const std::vector<std::string>& folders,
                                               const std::vector<const Pack*>& packs, const Selection& selection,
                                               const LintOptions& options);

// The bytes of an input that lint() reads, with `*` for each byte of a secret: for showing lines that no finding is
// about.
Result<std::string> masked_text(std::shared_ptr<const Source> source, const Catalog& catalog,
                                const LintOptions& options);

}  // namespace klamm
