// A compiled set of policies: for each action the patterns that may match its ARN, found by what is literal in them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "authz/iam_facts.h"
#include "authz/iam_pattern.h"
#include "authz/iam_truth.h"
#include "klamm/iam.h"

namespace klamm::authz {

// One bit for each thing that must allow, or may.
using Grants64 = uint64_t;
inline constexpr Grants64 kIdentityBit = 1;
inline constexpr Grants64 kBoundaryBit = 2;
inline constexpr Grants64 kSessionBit = 4;
inline constexpr Grants64 kClusterDirectBit = 8;  // to the user or the session
inline constexpr Grants64 kClusterRoleBit = 16;   // to the role
inline constexpr Grants64 kClusterEverybodyBit = 64;
inline constexpr Grants64 kClusterAccountBit = 32;  // to the account, which then decides by its identity policies
inline constexpr unsigned kScpShift = 8;
inline constexpr unsigned kRcpShift = 24;
inline constexpr size_t kMostLevels = 16;

// A statement, as the hot path needs it.
struct IamCompiled {
  Grants64 grants = 0;   // of an Allow; 0 for the cluster's policy, where it depends on the caller
  uint32_t actions = 0;  // one bit for each IamAction
  uint32_t unsure = 0;   // those of them that it may name or not
  bool deny = false;
  bool cluster = false;
  bool not_resource = false;
  bool timed = false;
  uint32_t first_pattern = 0;  // its resources, one after another
  uint32_t patterns = 0;
};

inline constexpr uint32_t kAllPatterns = 0xffffffff;  // NotResource: the statement's patterns together

struct IamCandidate {
  uint32_t statement = 0;
  uint32_t pattern = 0;
};

// The candidates of one action. Those whose patterns share a literal prefix stand together; a prefix that is the begin
// of another is its ancestor, so that all prefixes of an ARN are one chain. Where many patterns share one prefix they
// stand under the rarest three bytes that they must hold instead.
struct IamActionIndex {
  struct Prefix {
    std::string_view text;
    uint32_t parent = kAllPatterns;
    uint32_t begin = 0;  // of candidates
    uint32_t end = 0;
  };
  struct Gram {
    uint32_t bytes = 0;
    IamCandidate candidate;
  };

  std::vector<Prefix> prefixes;  // sorted by text
  std::vector<IamCandidate> candidates;
  std::vector<Gram> grams;             // sorted by bucket
  std::vector<uint32_t> gram_buckets;  // begin of each bucket, and the end; empty without grams
  unsigned gram_shift = 0;

  uint32_t bucket(uint32_t bytes) const { return bytes * 0x9E3779B1u >> gram_shift; }

  // Calls `visit(candidate)` for every candidate that may match, some more than once.
  template <class Visit>
  void each(std::string_view arn, Visit visit) const {
    for (uint32_t at = last_prefix(arn); at != kAllPatterns; at = prefixes[at].parent) {
      for (uint32_t index = prefixes[at].begin; index < prefixes[at].end; ++index) visit(candidates[index]);
    }
    if (gram_buckets.empty() || arn.size() < 3) return;
    uint32_t bytes = static_cast<uint32_t>(static_cast<uint8_t>(arn[0])) << 8 | static_cast<uint8_t>(arn[1]);
    for (size_t at = 2; at < arn.size(); ++at) {
      bytes = (bytes << 8 | static_cast<uint8_t>(arn[at])) & 0xffffff;
      const uint32_t* ends = &gram_buckets[bucket(bytes)];
      for (uint32_t index = ends[0]; index < ends[1]; ++index) {
        if (grams[index].bytes == bytes) visit(grams[index].candidate);
      }
    }
  }

 private:
  uint32_t last_prefix(std::string_view arn) const;
};

IamActionIndex index_action(const std::vector<IamCompiled>& statements, const std::vector<IamPattern>& patterns,
                            IamAction action);

}  // namespace klamm::authz

namespace klamm {

struct IamIndex::Impl {
  IamPolicySet policies;
  std::vector<Entry> entries;
  std::vector<authz::IamCompiled> compiled;  // one for each entry
  std::vector<authz::IamPattern> patterns;
  std::vector<uint32_t> variable_patterns;  // those with variables, in order
  std::array<authz::IamActionIndex, kIamActions> actions;
};

// A cluster policy's statement and a caller: how sure it is about the caller, and by what it names it.
struct IamNaming {
  authz::Truth direct = authz::Truth::kFalse;
  authz::Truth everybody = authz::Truth::kFalse;
  authz::Truth role = authz::Truth::kFalse;
  authz::Truth account = authz::Truth::kFalse;

  authz::Truth any() const { return either(either(direct, everybody), either(role, account)); }
};

struct IamCaller::Impl {
  const IamIndex::Impl* index = nullptr;
  IamPrincipal principal;
  bool same_account = false;
  authz::IamFacts facts;
  std::vector<authz::Truth>
      conditions[2];              // by statement; [1] for requests that name the cluster; unused for timed ones
  std::vector<IamNaming> naming;  // by statement; the cluster's policies only
  std::vector<authz::IamFilled> filled[2];  // by place in variable_patterns; [1] as above
  authz::Grants64 limits = 0;               // what must allow besides identity and cluster

  // A pattern, its variables filled in for requests that do not name the cluster.
  const authz::IamPattern& pattern(uint32_t at) const;
  authz::Truth matches(uint32_t statement, uint32_t pattern, std::string_view arn, bool cluster_resource) const;
  authz::Truth condition(uint32_t statement, bool cluster_resource, int64_t now) const;
};

}  // namespace klamm
