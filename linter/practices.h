// The security practices that clusters are judged by: what shows each (configs/practices), what a person signed for,
// and the verdict that comes of both.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/finding.h"
#include "klamm/msk.h"
#include "klamm/triage.h"

namespace klamm::cli {

enum class PracticeVerdict : uint8_t { kMet, kPartly, kNotMet, kNotJudged, kAttested, kOverdue };
inline constexpr size_t kPracticeVerdicts = 6;
std::string_view practice_verdict_name(PracticeVerdict verdict);  // "not met" …
std::optional<PracticeVerdict> parse_practice_verdict(std::string_view name);

// `cluster.monitoring != "DEFAULT"`.
struct PracticeTerm {
  enum class Asks : uint8_t { kIs, kIsNot, kAtLeast, kPresent, kPolicies, kConfiguration };
  Asks asks = Asks::kIs;
  std::string attribute;  // as find_msk_attribute() takes it; empty: kPolicies and kConfiguration
  std::string text;       // what a text or flag is compared with
  int64_t number = 0;
};
using PracticeTerms = std::vector<PracticeTerm>;  // one of them is enough

// A verdict by the kind of the cluster alone.
struct FixedVerdict {
  PracticeVerdict verdict = PracticeVerdict::kNotJudged;
  std::string note;
};

struct Practice {
  std::string id;
  std::string title;
  std::vector<std::string> rules;  // ids and families
  Severity least = Severity::kInfo;
  std::vector<PracticeTerms> evidence;
  PracticeTerms instead;
  FixedVerdict instead_of;
  PracticeTerms when;
  std::string without;
  std::optional<FixedVerdict> serverless;
  std::optional<FixedVerdict> node;
  std::string beyond;
  std::vector<std::string> commands;
};

// The error is `name:line:column: message`: what is no such file, an attribute that does not exist, a practice that
// nothing could show.
Result<std::vector<Practice>> parse_practices(std::string_view text, const std::string& name);
const std::vector<Practice>& builtin_practices();

// What a person signed for.
struct Attestation {
  std::string practice;
  std::string cluster;  // a cluster's name; empty: all
  std::string owner;
  Day date;
  Day last;  // the last day that it is valid on
  std::string evidence;
  std::string note;
  std::string path;
  uint32_t line = 0;
};
// The error, `path:line:column: message`, is one without practice, owner, date, valid_for or evidence, one of a
// practice that does not exist, and one from after `today`.
Result<std::vector<Attestation>> parse_attestations(std::string_view text, const std::string& path,
                                                    const std::vector<Practice>& practices, Day today);

// A cluster, and what of the inputs is about it.
struct PracticeCluster {
  std::string name;
  std::string form;  // "Terraform", "answer of AWS" …
  std::string path;
  uint32_t line = 0;
  std::optional<MskResource> msk;  // absent: a self-managed cluster, of which `path` is a node or a snapshot
  bool policies = false;           // at least one IAM policy was read
  bool configuration = false;      // its configuration was read
  std::vector<Finding> findings;
  std::vector<UnknownNote> unknown;  // what rules could not judge
};

struct PracticeEvidence {
  std::string path;  // empty: about the cluster as such
  uint32_t line = 0;
  std::string rule;  // whose finding it is; may be empty
  std::string text;
};

struct PracticeJudgement {
  const Practice* practice = nullptr;
  PracticeVerdict verdict = PracticeVerdict::kNotJudged;
  std::vector<PracticeEvidence> evidence;  // what is wrong, or what is right
  std::vector<std::string> open;           // what was not seen
  std::string note;
  bool settle = false;  // the practice's commands would say more
};

// One for each practice, in their order.
std::vector<PracticeJudgement> judge_practices(const std::vector<Practice>& practices, const PracticeCluster& cluster,
                                               const std::vector<Attestation>& attestations, Day today);

}  // namespace klamm::cli
