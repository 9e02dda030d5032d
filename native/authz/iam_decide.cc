// docs/iam-semantics.md, sections 2 to 4.
#include <algorithm>

#include "authz/iam_index.h"

namespace klamm {
namespace {

using authz::Grants64;
using authz::IamCandidate;
using authz::IamCompiled;
using authz::Truth;

constexpr Grants64 kScpBits = Grants64{0xffff} << authz::kScpShift;
constexpr Grants64 kRcpBits = Grants64{0xffff} << authz::kRcpShift;

// What the statements that match say together.
struct Tally {
  uint32_t denied = kNoStatement;  // the first
  uint32_t identity = kNoStatement;
  uint32_t cluster = kNoStatement;  // the first that names the caller directly, else its role, else its account
  Grants64 granted = 0;
};

bool counts(Truth truth, bool deny, IamDoubt doubt) {
  const bool generous = deny == (doubt == IamDoubt::kStrict);  // whether the unknown counts as a match
  return truth == Truth::kTrue || (generous && truth == Truth::kUnknown);
}

IamDecision conclude(const Tally& tally, const IamCaller::Impl& caller, IamDoubt doubt) {
  const bool incomplete = caller.index->policies.incomplete;
  if (tally.denied != kNoStatement) return {false, IamReason::kDenied, tally.denied};
  const Grants64 missing = caller.limits & ~tally.granted;
  if ((missing & kRcpBits) != 0) return {false, IamReason::kNoRcpAllow, kNoStatement};
  if ((missing & kScpBits) != 0) return {false, IamReason::kNoScpAllow, kNoStatement};
  const bool root = caller.principal.kind == IamPrincipal::Kind::kRoot;
  const bool identity = root || (tally.granted & authz::kIdentityBit) != 0;
  constexpr Grants64 kByCluster = authz::kClusterDirectBit | authz::kClusterEverybodyBit | authz::kClusterRoleBit;
  const bool by_cluster = caller.same_account && (tally.granted & kByCluster) != 0;
  const bool unlimited = caller.same_account && (tally.granted & authz::kClusterDirectBit) != 0;
  const bool unbounded = caller.same_account && (tally.granted & authz::kClusterEverybodyBit) != 0;
  const IamDecision allowed = root && !by_cluster ? IamDecision{true, IamReason::kRoot, kNoStatement}
                              : identity && !unlimited && !unbounded && tally.identity != kNoStatement
                                  ? IamDecision{true, IamReason::kAllowed, tally.identity}
                                  : IamDecision{true, IamReason::kClusterAllowed, tally.cluster};
  // What is missing may deny; and it may allow.
  if (incomplete && doubt == IamDoubt::kLenient) return allowed;
  if (!unlimited) {
    if (!identity && !by_cluster) {
      return {false, incomplete ? IamReason::kIncomplete : IamReason::kNoIdentityAllow, kNoStatement};
    }
    if (!unbounded && (missing & authz::kBoundaryBit) != 0) return {false, IamReason::kNoBoundaryAllow, kNoStatement};
    if ((missing & authz::kSessionBit) != 0) return {false, IamReason::kNoSessionAllow, kNoStatement};
    constexpr Grants64 kAnyCluster = kByCluster | authz::kClusterAccountBit;
    if (!caller.same_account && (tally.granted & kAnyCluster) == 0) {
      return {false, IamReason::kNoClusterAllow, kNoStatement};
    }
  }
  if (incomplete) return {false, IamReason::kIncomplete, kNoStatement};
  return allowed;
}

}  // namespace

const authz::IamPattern& IamCaller::Impl::pattern(uint32_t at) const {
  if (!index->patterns[at].has_variables()) return index->patterns[at];
  const auto& variables = index->variable_patterns;
  const auto place = std::lower_bound(variables.begin(), variables.end(), at) - variables.begin();
  return filled[0][static_cast<size_t>(place)].pattern;
}

Truth IamCaller::Impl::matches(uint32_t statement, uint32_t pattern, std::string_view arn,
                               bool cluster_resource) const {
  const IamCompiled& compiled = index->compiled[statement];
  const auto one = [&](uint32_t at) {
    const authz::IamPattern& written = index->patterns[at];
    if (!written.has_variables()) return authz::truth(written.matches(arn));
    const auto& variables = index->variable_patterns;
    const auto place = std::lower_bound(variables.begin(), variables.end(), at) - variables.begin();
    return filled[cluster_resource][static_cast<size_t>(place)].matches(arn);
  };
  if (pattern != authz::kAllPatterns) return one(pattern);
  Truth exempt = Truth::kFalse;
  bool unresolved = false;
  for (uint32_t at = compiled.first_pattern; at < compiled.first_pattern + compiled.patterns; ++at) {
    exempt = either(exempt, one(at));
    if (!index->patterns[at].has_variables()) continue;
    const auto& variables = index->variable_patterns;
    const auto place = std::lower_bound(variables.begin(), variables.end(), at) - variables.begin();
    unresolved = unresolved || filled[cluster_resource][static_cast<size_t>(place)].resolved == Truth::kFalse;
  }
  // Fails closed: an exemption that names nothing exempts nothing from a Deny, and everything from an Allow.
  if (unresolved && exempt != Truth::kTrue) return authz::truth(compiled.deny);
  return negate(exempt);
}

Truth IamCaller::Impl::condition(uint32_t statement, bool cluster_resource, int64_t now) const {
  if (!index->compiled[statement].timed) return conditions[cluster_resource][statement];
  const IamIndex::Entry& entry = index->entries[statement];
  return authz::judge(*entry.statement, entry.policy->variables, facts.at(now), cluster_resource);
}

IamDecision IamCaller::decide(const IamRequest& request, IamDoubt doubt) const {
  const Impl& caller = *impl_;
  const IamIndex::Impl& index = *caller.index;
  const auto type = iam_arn_type(request.arn);
  if (!request.any_type && type != iam_resource_type(request.action))
    return {false, IamReason::kWrongType, kNoStatement};
  const bool cluster_resource = type == ResourceType::kCluster;
  Tally tally;
  uint32_t direct = kNoStatement;
  uint32_t everybody = kNoStatement;
  uint32_t role = kNoStatement;
  uint32_t account = kNoStatement;
  const auto visit = [&](const IamCandidate& candidate) {
    const uint32_t at = candidate.statement;
    const IamCompiled& compiled = index.compiled[at];
    if (compiled.deny ? at >= tally.denied
                      : compiled.grants != 0 && (compiled.grants & ~tally.granted) == 0 &&
                            (compiled.grants != authz::kIdentityBit || at >= tally.identity)) {
      return;
    }
    if (!compiled.timed && !counts(caller.conditions[cluster_resource][at], compiled.deny, doubt)) return;
    Truth truth = caller.matches(at, candidate.pattern, request.arn, cluster_resource);
    if ((compiled.unsure >> static_cast<unsigned>(request.action) & 1) != 0) truth = both(truth, Truth::kUnknown);
    if (!counts(truth, compiled.deny, doubt)) return;
    if (compiled.timed && !counts(caller.condition(at, cluster_resource, request.now), compiled.deny, doubt)) return;
    if (compiled.cluster) {
      const IamNaming& naming = caller.naming[at];
      const bool directly = counts(naming.direct, compiled.deny, doubt);
      const bool by_all = counts(naming.everybody, compiled.deny, doubt);
      const bool by_role = counts(naming.role, compiled.deny, doubt);
      const bool by_account = counts(naming.account, compiled.deny, doubt);
      if (!directly && !by_all && !by_role && !by_account) return;
      if (!compiled.deny) {
        if (directly) direct = std::min(direct, at);
        if (by_all) everybody = std::min(everybody, at);
        if (by_role) role = std::min(role, at);
        if (by_account) account = std::min(account, at);
        return;
      }
    }
    if (compiled.deny) {
      tally.denied = at;
    } else {
      tally.granted |= compiled.grants;
      if (compiled.grants == authz::kIdentityBit) tally.identity = std::min(tally.identity, at);
    }
  };
  index.actions[static_cast<size_t>(request.action)].each(request.arn, visit);
  if (direct != kNoStatement) tally.granted |= authz::kClusterDirectBit;
  if (everybody != kNoStatement) tally.granted |= authz::kClusterEverybodyBit;
  if (role != kNoStatement) tally.granted |= authz::kClusterRoleBit;
  if (account != kNoStatement) tally.granted |= authz::kClusterAccountBit;
  tally.cluster = direct != kNoStatement      ? direct
                  : everybody != kNoStatement ? everybody
                  : role != kNoStatement      ? role
                                              : account;
  return conclude(tally, caller, doubt);
}

}  // namespace klamm
