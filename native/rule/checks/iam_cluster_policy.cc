// Who a cluster's own policy lets in.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "rule/checks/checks.h"
#include "rule/checks/iam_hits.h"

namespace klamm {
namespace {

using Kind = IamPrincipalText::Kind;

// Keys that say who asks or by which network, in a way that the caller does not choose.
constexpr std::array<std::string_view, 10> kNarrowing = {
    "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn", "aws:sourcevpc",
    "aws:sourcevpce",     "aws:vpcsourceip",       "aws:sourceip",         "aws:userid",       "aws:sourceaccount"};

bool is_everybody(const IamText& value) {
  return value.text == "*" || value.text == "0.0.0.0/0" || value.text == "::/0" || value.text.empty();
}

// Whether a condition keeps anybody out for certain: it fails without its key, and not all values fit it.
bool narrows(const IamCondition& condition) {
  if (condition.key.holes) return true;
  if (condition.if_exists || condition.quantifier == IamQuantifier::kForAllValues) return false;
  if (condition.op == IamOperator::kNull) return false;
  if (iam_operator_name(condition.op).find("Not") != std::string_view::npos) return false;
  const std::string key = lower(condition.key.text);
  if (std::find(kNarrowing.begin(), kNarrowing.end(), key) == kNarrowing.end()) return false;
  return std::none_of(condition.values.begin(), condition.values.end(), is_everybody);
}

// Grants of a cluster's policy: the statement, and each of its principals.
template <class Visit>
void each_principal(CheckRun& run, Visit visit) {
  each_statement(run, [&](const StatementGrants& grants) {
    if (grants.layer != IamLayer::kCluster || grants.statement->not_principal || !grants.touches) return;
    for (const IamPrincipalText& principal : grants.statement->principals) {
      if (run.spend(1)) visit(grants, principal);
    }
  });
}

Hit hit_principal(const StatementGrants& grants, const IamPrincipalText& principal, Holes holes = {}) {
  holes.emplace_back("principal", principal.text);
  return hit_in(grants, principal.span, principal.text, std::move(holes));
}

std::string what_is_granted(const StatementGrants& grants) {
  std::string out;
  for (const ActionText& action : grants.actions) {
    if (out.size() > 80) return out + " …";
    out += (out.empty() ? "" : ", ") + action.text->text;
  }
  return grants.statement->not_action ? "all but " + out : out;
}

}  // namespace

void check_iam_public_cluster(CheckRun& run) {
  each_principal(run, [&](const StatementGrants& grants, const IamPrincipalText& principal) {
    if (!grants.allows() || principal.kind != Kind::kAny) return;
    const auto& conditions = grants.statement->conditions;
    if (std::any_of(conditions.begin(), conditions.end(), narrows)) return;
    Hit hit = hit_principal(grants, principal, {{"actions", what_is_granted(grants)}});
    for (const IamCondition& condition : conditions) {
      hit.related.push_back(link_to(grants, condition.key.span, "this condition keeps nobody out"));
    }
    run.fail(std::move(hit));
  });
}

void check_iam_account_principal(CheckRun& run) {
  each_principal(run, [&](const StatementGrants& grants, const IamPrincipalText& principal) {
    if (!grants.allows() || principal.kind != Kind::kAccount || !grants.statement->conditions.empty()) return;
    const ActionSet beyond = grants.effective & ~action_set({IamAction::kConnect});
    if (beyond.any()) run.fail(hit_principal(grants, principal, {{"actions", action_names(beyond)}}));
  });
}

void check_iam_nobody(CheckRun& run) {
  each_principal(run, [&](const StatementGrants& grants, const IamPrincipalText& principal) {
    if (principal.kind != Kind::kOther) return;
    const bool wild = principal.text.starts_with("arn:") && principal.text.find_first_of("*?") != std::string::npos;
    const bool deleted = principal.text.starts_with("AIDA") || principal.text.starts_with("AROA");
    if (!wild && !deleted) return;
    run.fail(hit_principal(
        grants, principal,
        {{"reason", wild ? "principals have no wildcards" : "it is the id of a user or role that was deleted"}}));
  });
}

}  // namespace klamm
