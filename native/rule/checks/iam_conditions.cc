// Conditions and policy variables that do not do what they look like.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/iam_hole.h"
#include "rule/checks/checks.h"
#include "rule/checks/iam_hits.h"

namespace klamm {
namespace {

constexpr std::string_view kResourceTag = "aws:resourcetag/";

// Keys with several values at once, in lower case.
constexpr std::array<std::string_view, 6> kMany = {"aws:tagkeys",           "aws:calledvia",
                                                   "aws:principalorgpaths", "aws:resourceorgpaths",
                                                   "aws:sourceorgpaths",    "aws:principalservicenameslist"};

// Keys that no request to MSK's data plane has, or their beginnings: of requests that tag, and of calls from a service.
constexpr std::array<std::string_view, 7> kNever = {"kafka-cluster:", "kafka:",        "aws:requesttag/",
                                                    "aws:tagkeys",    "aws:sourcearn", "aws:sourceaccount",
                                                    "aws:calledvia"};

bool holds_variable(std::string_view text) {
  for (size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 1)) {
    if (iam_hole_end(text, at) == std::string_view::npos) return true;
  }
  return false;
}

bool is_negated(IamOperator op) { return iam_operator_name(op).find("Not") != std::string_view::npos; }

// Whether the condition fails where its key is absent.
bool needs_key(const IamCondition& condition) {
  if (condition.if_exists || condition.quantifier == IamQuantifier::kForAllValues) return false;
  if (condition.op == IamOperator::kNull) {
    return !condition.values.empty() && equal_ignoring_case(condition.values.front().text, "false");
  }
  return !is_negated(condition.op) || condition.quantifier == IamQuantifier::kForAnyValue;
}

Hit hit_condition(const StatementGrants& grants, const IamCondition& condition, Holes holes = {}) {
  holes.emplace_back("condition", condition.key.text);
  holes.emplace_back("effect", grants.allows() ? "never allows" : "never denies");
  return hit_in(grants, condition.key.span, condition.key.text, std::move(holes));
}

template <class Visit>
void each_condition(CheckRun& run, Visit visit) {
  each_statement(run, [&](const StatementGrants& grants) {
    if (!grants.touches) return;
    for (const IamCondition& condition : grants.statement->conditions) {
      if (run.spend(1)) visit(grants, condition, lower(condition.key.text));
    }
  });
}

bool requires_presence(const StatementGrants& grants, std::string_view key) {
  return std::any_of(grants.statement->conditions.begin(), grants.statement->conditions.end(),
                     [&](const IamCondition& one) { return lower(one.key.text) == key && needs_key(one); });
}

}  // namespace

// A cluster's tags are asked where a request names the cluster, and nowhere else.
void check_iam_resource_tag(CheckRun& run) {
  const ActionSet of_cluster = actions_of(ResourceType::kCluster);
  each_condition(run, [&](const StatementGrants& grants, const IamCondition& condition, const std::string& key) {
    const ActionSet untagged = grants.effective & ~of_cluster;
    if (!key.starts_with(kResourceTag) || !needs_key(condition) || untagged.none()) return;
    run.fail(hit_condition(grants, condition, {{"actions", action_names(untagged)}}));
  });
}

void check_iam_true_when_absent(CheckRun& run) {
  each_condition(run, [&](const StatementGrants& grants, const IamCondition& condition, const std::string& key) {
    if (!grants.allows() || condition.quantifier != IamQuantifier::kForAllValues || requires_presence(grants, key))
      return;
    run.fail(hit_condition(grants, condition));
  });
}

void check_iam_many_as_one(CheckRun& run) {
  each_condition(run, [&](const StatementGrants& grants, const IamCondition& condition, const std::string& key) {
    const bool many = std::find(kMany.begin(), kMany.end(), key) != kMany.end();
    if (!many || condition.quantifier != IamQuantifier::kNone || condition.op == IamOperator::kNull) return;
    run.fail(hit_condition(grants, condition));
  });
}

void check_iam_key_never_there(CheckRun& run) {
  each_condition(run, [&](const StatementGrants& grants, const IamCondition& condition, const std::string& key) {
    const bool data_only = !grants.statement->not_action &&
                           std::all_of(grants.actions.begin(), grants.actions.end(),
                                       [](const ActionText& one) { return one.cluster && one.text->text != "*"; });
    const bool never =
        std::any_of(kNever.begin(), kNever.end(), [&](std::string_view one) { return key.starts_with(one); });
    if (!data_only || !never || !needs_key(condition)) return;
    run.fail(hit_condition(grants, condition));
  });
}

void check_iam_forgeable_guard(CheckRun& run) {
  each_condition(run, [&](const StatementGrants& grants, const IamCondition& condition, const std::string& key) {
    if (key == "aws:useragent" && grants.allows()) run.fail(hit_condition(grants, condition));
  });
}

void check_iam_tag_as_guard(CheckRun& run) {
  each_grant(run, [&](const StatementGrants& grants) {
    for (const ResourceText& resource : grants.resources) {
      if (lower(resource.text->text).find("${aws:principaltag/") == std::string::npos) continue;
      if (grants.statement->conditions.empty()) run.fail(hit_resource(grants, resource));
    }
  });
}

// Once for each policy: its version stands for all of it.
void check_iam_old_variables(CheckRun& run) {
  for (const JudgedPolicy& policy : run.policies().judged()) {
    if (run.full() || !run.spend(1 + policy.statements.size())) return;
    if (policy.policy->variables || policy.aws) continue;
    for (const StatementGrants& grants : policy.statements) {
      const auto text = std::find_if(grants.resources.begin(), grants.resources.end(), [](const ResourceText& one) {
        return one.kafka && holds_variable(one.text->text);
      });
      if (text == grants.resources.end()) continue;
      Hit hit = hit_resource(grants, *text);
      const Span version = policy.policy->version;
      const uint32_t open = policy.policy->span.begin + 1;
      if (version.empty()) {
        hit.edits.push_back({{open, open}, "\"Version\": \"2012-10-17\", "});
      } else {
        hit.edits.push_back({version, "\"2012-10-17\""});
      }
      run.fail(std::move(hit));
      break;
    }
  }
}

void check_iam_user_name_of_role(CheckRun& run) {
  Once once;
  each_held(run, [&](const Holder& holder, const StatementGrants& grants) {
    if (holder.arn.find(":role/") == std::string::npos || !grants.policy->variables) return;
    for (const ResourceText& resource : grants.resources) {
      if (!resource.kafka || lower(resource.text->text).find("${aws:username}") == std::string::npos) continue;
      if (once.first(grants, resource.text->span)) run.fail(hit_resource(grants, resource, {{"holder", holder.arn}}));
    }
  });
}

}  // namespace klamm
