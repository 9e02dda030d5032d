// One question about IAM in words, and its answer: what `klamm can` and `klamm policy test` ask.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "klamm/iam.h"
#include "klamm/iam_reader.h"
#include "klamm/result.h"
#include "klamm/template_policies.h"

namespace klamm::cli {

struct IamQuestion {
  std::string principal;
  std::string operation;  // kafka-cluster:ACTION, or an operation of Kafka's
  std::string resource;   // an ARN, or TYPE:NAME
  std::string cluster;    // the cluster's ARN; needed for TYPE:NAME
  IamContext context;
  std::vector<std::pair<std::string, std::string>> tags;  // of the principal
};

// What a question is judged by, read from files.
struct IamSources {
  IamPolicySet policies;
  std::vector<IamIdentity> identities;  // of dumps
  bool dump = false;                    // one of the files was a dump: the principal must be in it
  std::vector<std::shared_ptr<const TemplatePolicies>> templates;
};

struct IamMissed {
  uint32_t statement = 0;
  IamMiss miss;
};

struct IamAnswer {
  enum class Verdict : uint8_t { kDenied, kAllowed, kUnknown } verdict = Verdict::kDenied;
  std::string reason;  // a clause: "no identity policy allows it"
  std::string asked;   // "kafka-cluster:ReadData on arn:…"
  IamDecision decision;
  std::shared_ptr<const IamIndex> index;
  std::vector<IamMissed> misses;     // the nearest first
  std::vector<uint32_t> applying;    // statements that apply, or may
  IamContext context;                // as asked, with what a dump adds
  std::vector<std::string> missing;  // what a dump or template names and does not hold
  std::vector<std::string> assumed;  // sentences
};

std::string_view verdict_name(IamAnswer::Verdict verdict);

// Whether the sources hold all that may say something: the dump's part of them for this principal included. `now`:
// seconds since 1970. The error is a question that cannot be asked.
Result<IamAnswer> answer(const IamQuestion& question, const IamSources& sources, int64_t now);

// "READ", "DescribeConfigs" …
std::optional<Operation> parse_operation(std::string_view name);

}  // namespace klamm::cli
