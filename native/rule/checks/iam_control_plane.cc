// Actions of `kafka:`, which make, open and destroy clusters, and AWS's own policies that have them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/ascii.h"
#include "rule/checks/checks.h"
#include "rule/checks/iam_hits.h"

namespace klamm {
namespace {

// What of the control plane opens a cluster or hands it over, and what else loses it.
constexpr std::array<std::string_view, 5> kOpening = {"UpdateSecurity", "UpdateConnectivity", "PutClusterPolicy",
                                                      "BatchAssociateScramSecret", "UpdateClusterConfiguration"};
constexpr std::array<std::string_view, 6> kPowerful = {"UpdateSecurity",   "UpdateConnectivity",
                                                       "PutClusterPolicy", "DeleteClusterPolicy",
                                                       "DeleteCluster",    "BatchAssociateScramSecret"};

// AWS's managed policies that give MSK away, by the end of their ARNs.
struct Managed {
  std::string_view name;
  std::string_view grants;
};
constexpr std::array<Managed, 4> kManaged = {{
    {"AdministratorAccess", "every action on everything, MSK's clusters and all data in them among it"},
    {"PowerUserAccess", "every action but those of identities, on every MSK cluster and all data in it"},
    {"AmazonMSKFullAccess", "`kafka:*` on every cluster: to open it, to let others in, to delete it"},
    {"service-role/AWSMSKReplicatorExecutionRole", "reading, writing and altering on every cluster of every region"},
}};

template <size_t size>
std::string covered_names(const ActionText& action, const std::array<std::string_view, size>& names) {
  std::string out;
  for (std::string_view name : names) {
    if (!covers_action(action.text->text, "kafka", name)) continue;
    out += (out.empty() ? "" : ", ") + std::string(name);
  }
  return out;
}

bool any_cluster(const StatementGrants& grants) {
  if (grants.statement->not_resource) return true;
  return std::any_of(grants.resources.begin(), grants.resources.end(), [](const ResourceText& one) {
    return one.everything || (one.type == "cluster" && has_wildcard(one.cluster));
  });
}

}  // namespace

void check_iam_control_everything(CheckRun& run) {
  each_grant(run, [&](const StatementGrants& grants) {
    if (grants.statement->not_action || !any_cluster(grants)) return;
    for (const ActionText& action : grants.actions) {
      if (action.control && action.name == "*" && action.text->text != "*") {
        run.fail(hit_action(grants, action));
        return;
      }
    }
  });
}

void check_iam_powerful_control(CheckRun& run) {
  each_grant(run, [&](const StatementGrants& grants) {
    if (grants.statement->not_action || !any_cluster(grants) || !grants.statement->conditions.empty()) return;
    for (const ActionText& action : grants.actions) {
      if (!action.control || action.name == "*" || action.text->text == "*") continue;
      std::string names = covered_names(action, kPowerful);
      if (!names.empty()) run.fail(hit_action(grants, action, {{"names", names}}));
    }
  });
}

void check_iam_opens_and_reads(CheckRun& run) {
  Once once;
  each_held(run, [&](const Holder& holder, const StatementGrants& grants) {
    if (grants.statement->not_action) return;
    const ActionSet data = holder.granted & data_actions();
    if (data.none() || grants.covered.all()) return;
    for (const ActionText& action : grants.actions) {
      if (!action.control || action.text->text == "*") continue;
      std::string names = covered_names(action, kOpening);
      if (names.empty() || !once.first(grants, action.text->span)) continue;
      run.fail(hit_action(grants, action, {{"names", names}, {"data", action_names(data)}}));
      return;
    }
  });
}

void check_iam_bootstrap_brokers(CheckRun& run) {
  constexpr std::string_view kAction = "GetBootstrapBrokers";
  auto allows = [&](const StatementGrants& grants) {
    return std::any_of(grants.actions.begin(), grants.actions.end(),
                       [&](const ActionText& one) { return covers_action(one.text->text, "kafka", kAction); });
  };
  auto everywhere = [](const StatementGrants& grants) {
    return grants.statement->not_resource || std::any_of(grants.resources.begin(), grants.resources.end(),
                                                         [](const ResourceText& one) { return one.text->text == "*"; });
  };
  Once once;
  each_held(run, [&](const Holder& holder, const StatementGrants& grants) {
    if (grants.layer != IamLayer::kIdentity || grants.statement->not_action || everywhere(grants)) return;
    for (const ActionText& action : grants.actions) {
      if (!action.control || action.name != lower(kAction)) continue;
      const bool elsewhere =
          std::any_of(holder.policies.begin(), holder.policies.end(), [&](const JudgedPolicy* policy) {
            return run.spend(policy->statements.size()) &&
                   std::any_of(policy->statements.begin(), policy->statements.end(), [&](const StatementGrants& other) {
                     return other.allows() && everywhere(other) && allows(other);
                   });
          });
      if (!elsewhere && once.first(grants, action.text->span)) run.fail(hit_action(grants, action));
    }
  });
}

void check_iam_managed_policy(CheckRun& run) {
  constexpr std::string_view kOwner = ":iam::aws:policy/";
  std::set<std::pair<const Source*, uint32_t>> told;  // what is attached to a group comes with each of its users
  for (const IamIdentity& identity : run.policies().file().identities) {
    for (const IamAttached& attached : identity.attached) {
      if (run.full() || !run.spend(1)) return;
      const std::string& arn = attached.arn.text;
      const size_t at = arn.find(kOwner);
      if (at == std::string::npos) continue;
      std::string_view name = std::string_view(arn).substr(at + kOwner.size());
      auto known = std::find_if(kManaged.begin(), kManaged.end(), [&](const Managed& one) { return one.name == name; });
      if (known == kManaged.end() || !told.emplace(attached.source.get(), attached.arn.span.begin).second) continue;
      Hit hit;
      hit.source = attached.source.get();
      hit.span = attached.arn.span;
      hit.logical = identity.arn + " " + arn;
      hit.holes = {{"key", arn},
                   {"policy", std::string(name)},
                   {"holder", identity.arn},
                   {"grants", std::string(known->grants)}};
      run.fail(std::move(hit));
    }
  }
}

}  // namespace klamm
