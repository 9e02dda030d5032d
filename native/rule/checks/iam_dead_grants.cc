// Statements that never match: actions that do not exist, actions and resources that do not meet, what a Deny takes
// back.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/iam_hole.h"
#include "rule/checks/checks.h"
#include "rule/checks/iam_hits.h"
#include "rule/near_miss.h"

namespace klamm {
namespace {

// Actions of `kafka:` that are looked for among those of kafka-cluster.
constexpr std::array<std::string_view, 16> kControlPlane = {"CreateCluster",       "CreateClusterV2",
                                                            "DeleteCluster",       "DescribeClusterV2",
                                                            "GetBootstrapBrokers", "ListClusters",
                                                            "ListClustersV2",      "ListNodes",
                                                            "ListTopics",          "DescribeConfiguration",
                                                            "ListConfigurations",  "UpdateSecurity",
                                                            "UpdateBrokerCount",   "UpdateClusterConfiguration",
                                                            "RebootBroker",        "CreateVpcConnection"};

// Those that both services have, each its own.
constexpr std::array<std::string_view, 4> kBoth = {"CreateTopic", "DeleteTopic", "DescribeTopic", "DescribeCluster"};

// Words for what has another name in MSK.
constexpr std::array<std::pair<std::string_view, IamAction>, 9> kMeant = {{
    {"read", IamAction::kReadData},
    {"consume", IamAction::kReadData},
    {"readtopic", IamAction::kReadData},
    {"write", IamAction::kWriteData},
    {"produce", IamAction::kWriteData},
    {"writetopic", IamAction::kWriteData},
    {"idempotentwrite", IamAction::kWriteDataIdempotently},
    {"joingroup", IamAction::kAlterGroup},
    {"readgroup", IamAction::kAlterGroup},
}};

std::optional<IamAction> meant_by(std::string_view name) {
  for (const auto& [word, action] : kMeant) {
    if (word == name) return action;
  }
  std::optional<IamAction> nearest;
  size_t distance = name.size() < 6 ? 2 : 3;  // one more than is near
  for (size_t code = 0; code < kIamActions; ++code) {
    auto action = static_cast<IamAction>(code);
    const size_t apart = word_distance(name, lower(iam_action_name(action)), distance);
    if (apart >= distance) continue;
    distance = apart;
    nearest = action;
  }
  return nearest;
}

// What a text of Action that matches nothing was to be: words for a person, and the action if it is one.
struct Correction {
  std::string advice;
  std::string action;  // whole; empty: nothing to put in its place
};

Correction correct(const ActionText& action) {
  for (std::string_view name : kControlPlane) {
    if (action.cluster && lower(name) == action.name) {
      return {fmt::format("`{}` is an action of `kafka:`, the control plane", name), fmt::format("kafka:{}", name)};
    }
  }
  if (action.wild) return {"no action's name fits the pattern", {}};
  const auto meant = meant_by(action.name);
  if (!meant) return {"MSK has 19 actions, and none is near it", {}};
  std::string whole = fmt::format("kafka-cluster:{}", iam_action_name(*meant));
  return {fmt::format("`{}` is probably meant", whole), whole};
}

// An action of MSK's data plane under the prefix of the control plane.
std::optional<IamAction> misplaced(const ActionText& action) {
  if (!action.control || action.wild || action.name == "*") return {};
  auto data = parse_iam_action(action.name);
  if (!data) return {};
  std::string_view name = iam_action_name(*data);
  return std::find(kBoth.begin(), kBoth.end(), name) == kBoth.end() ? data : std::nullopt;
}

std::string type_words(TypeSet types) {
  constexpr std::array<std::pair<ResourceType, std::string_view>, 4> kWords = {
      {{ResourceType::kCluster, "clusters"},
       {ResourceType::kTopic, "topics"},
       {ResourceType::kGroup, "groups"},
       {ResourceType::kTransactionalId, "transactional ids"}}};
  std::string out;
  for (const auto& [type, word] : kWords) {
    if ((types & type_bit(type)) != 0) out += fmt::format("{}{}", out.empty() ? "" : " and ", word);
  }
  return out.empty() ? "nothing of MSK's" : out;
}

TypeSet types_of(const ActionSet& actions) {
  TypeSet out = 0;
  for (size_t code = 0; code < kIamActions; ++code) {
    if (actions[code]) out |= type_bit(iam_resource_type(static_cast<IamAction>(code)));
  }
  return out;
}

// Actions of a statement that meet no resource of their type, and the first text that names one.
struct Mismatch {
  const ActionText* action = nullptr;
  ActionSet dead;
};

Mismatch find_mismatch(const StatementGrants& grants, const ActionSet& elsewhere) {
  Mismatch out;
  if (grants.statement->not_action || grants.statement->not_resource) return out;
  // A resource that is no ARN of MSK's types is the defect then.
  const bool sound = std::all_of(grants.resources.begin(), grants.resources.end(),
                                 [](const ResourceText& one) { return one.types != 0 && !one.open; });
  if (!sound) return out;
  for (const ActionText& action : grants.actions) {
    if (!action.cluster || action.covers.none() || (action.covers & grants.effective).any()) continue;
    const ActionSet dead = action.covers & ~elsewhere;
    if (dead.none()) continue;
    if (out.action == nullptr) out.action = &action;
    out.dead |= dead;
  }
  return out;
}

Hit hit_mismatch(const StatementGrants& grants, const Mismatch& mismatch) {
  Hit hit = hit_action(grants, *mismatch.action,
                       {{"actions", action_names(mismatch.dead)},
                        {"asked", type_words(types_of(mismatch.dead))},
                        {"named", type_words(grants.types)}});
  if (!grants.resources.empty()) {
    hit.related.push_back(link_to(grants, grants.resources.front().text->span, "the resources"));
  }
  return hit;
}

}  // namespace

void check_iam_unknown_action(CheckRun& run) {
  each_statement(run, [&](const StatementGrants& grants) {
    for (const ActionText& action : grants.actions) {
      Correction correction;
      if (auto data = misplaced(action)) {
        std::string whole = fmt::format("kafka-cluster:{}", iam_action_name(*data));
        correction = {fmt::format("the action of the data plane is `{}`", whole), whole};
      } else if (action.cluster && !action.open && action.covers.none()) {
        correction = correct(action);
      } else {
        continue;
      }
      Hit hit = hit_action(grants, action, {{"advice", correction.advice}, {"meant", correction.action}});
      if (!correction.action.empty()) hit.edits.push_back({action.text->span, quoted(correction.action)});
      run.fail(std::move(hit));
    }
  });
}

void check_iam_type_mismatch(CheckRun& run) {
  Once once;
  each_held(run, [&](const Holder& holder, const StatementGrants& grants) {
    const Mismatch mismatch = find_mismatch(grants, holder.granted);
    if (mismatch.action == nullptr || !once.first(grants, mismatch.action->text->span)) return;
    run.fail(hit_mismatch(grants, mismatch));
  });
}

void check_iam_deny_misses(CheckRun& run) {
  each_statement(run, [&](const StatementGrants& grants) {
    if (grants.allows()) return;
    const Mismatch mismatch = find_mismatch(grants, {});
    if (mismatch.action != nullptr) run.fail(hit_mismatch(grants, mismatch));
  });
}

void check_iam_serverless(CheckRun& run) {
  const ActionSet lacking = action_set({IamAction::kAlterCluster, IamAction::kAlterClusterDynamicConfiguration,
                                        IamAction::kDescribeClusterDynamicConfiguration});
  each_grant(run, [&](const StatementGrants& grants) {
    const auto clusters = grants.resources_of(ResourceType::kCluster);
    // `…-s3`: the uuid of a serverless cluster.
    const bool serverless =
        !clusters.empty() && std::all_of(clusters.begin(), clusters.end(), [](const ResourceText* one) {
          const size_t dash = one->uuid.rfind("-s");
          std::string_view number = dash == std::string_view::npos ? std::string_view() : one->uuid.substr(dash + 2);
          const bool digits = number.find_first_not_of("0123456789") == std::string_view::npos;
          return !number.empty() && (digits || is_iam_hole(number));
        });
    if (!serverless || grants.statement->not_action || grants.statement->not_resource) return;
    for (const ActionText& action : grants.actions) {
      const ActionSet dead = action.covers & lacking;
      if (action.wild || dead.none()) continue;
      run.fail(hit_action(grants, action, {{"cluster", clusters.front()->text->text}}));
    }
  });
}

void check_iam_allow_denied(CheckRun& run) {
  Once once;
  each_held(run, [&](const Holder& holder, const StatementGrants& grants) {
    if (grants.effective.none() || grants.statement->not_resource || grants.statement->not_action) return;
    for (const JudgedPolicy* policy : holder.policies) {
      if (policy->layer != IamLayer::kIdentity) continue;
      for (const StatementGrants& deny : policy->statements) {
        if (!run.spend(1)) return;
        if (deny.allows() || !deny.statement->conditions.empty() || deny.statement->not_resource) continue;
        if ((grants.effective & ~deny.covered).any()) continue;
        const bool covered =
            std::all_of(grants.resources.begin(), grants.resources.end(), [&](const ResourceText& allowed) {
              return std::any_of(deny.resources.begin(), deny.resources.end(), [&](const ResourceText& denied) {
                return run.spend(1) && covers_text(denied.text->text, allowed.text->text);
              });
            });
        const Span span = grants.actions.front().text->span;
        if (!covered || !once.first(grants, span)) continue;
        Hit hit = hit_action(grants, grants.actions.front(), {{"deny", statement_name(*deny.statement)}});
        hit.related.push_back(link_to(
            deny, deny.actions.empty() ? deny.statement->span : deny.actions.front().text->span, "denied here"));
        run.fail(std::move(hit));
      }
    }
  });
}

}  // namespace klamm
