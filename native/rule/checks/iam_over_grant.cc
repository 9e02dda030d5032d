// Grants that are wider than whoever holds them can need.
#include <fmt/format.h>

#include "base/ascii.h"
#include "rule/checks/checks.h"
#include "rule/checks/iam_hits.h"

namespace klamm {
namespace {

using Act = IamAction;

bool holds_word(const ActionText& action, std::string_view word) { return action.name.find(word) != std::string::npos; }

// What a pattern takes in that its words do not say.
ActionSet surprises_of(const ActionText& action) {
  ActionSet out;
  if (!holds_word(action, "delete")) out |= action_set({Act::kDeleteTopic, Act::kDeleteGroup});
  if (!holds_word(action, "config")) out |= action_set({Act::kAlterTopicDynamicConfiguration});
  if (!holds_word(action, "cluster")) {
    out |= action_set({Act::kAlterCluster, Act::kAlterClusterDynamicConfiguration});
  }
  return out & action.covers;
}

bool any_every_action(const StatementGrants& grants) { return grants.covered.all() && !grants.statement->not_action; }

}  // namespace

// `bounded`: of clusters that are named; else of any.
void check_iam_every_action(CheckRun& run) {
  const bool bounded = run.params().flag("bounded");
  each_grant(run, [&](const StatementGrants& grants) {
    const ActionText* action = nullptr;
    for (const ActionText& one : grants.actions) {
      if (action == nullptr && is_every_action(one)) action = &one;
    }
    if (action == nullptr || grants.statement->not_action || grants.statement->not_resource) return;
    if (!bounded && asks_tags(grants)) return;
    const ResourceText* widest = nullptr;
    for (const ResourceText& resource : grants.resources) {
      if (resource.types == 0 || resource.open) continue;
      if (widest == nullptr || (widest->one_name() && !resource.one_name())) widest = &resource;
    }
    if (widest == nullptr || widest->one_name() != bounded) return;
    // Of a cluster alone: nothing on its topics.
    if (bounded && grants.types == type_bit(ResourceType::kCluster)) return;
    Hit hit =
        hit_action(grants, *action, {{"resource", widest->text->text}, {"actions", action_names(grants.effective)}});
    hit.related.push_back(link_to(grants, widest->text->span, "on these resources"));
    run.fail(std::move(hit));
  });
}

void check_iam_any_cluster(CheckRun& run) {
  each_grant(run, [&](const StatementGrants& grants) {
    if (any_every_action(grants) || grants.statement->not_resource || grants.statement->not_action) return;
    if (asks_tags(grants)) return;
    const ActionSet acts = grants.effective & acting_actions();
    if (acts.none()) return;
    for (const ResourceText& resource : grants.resources) {
      if (!resource.everything) continue;
      run.fail(hit_resource(grants, resource, {{"actions", action_names(acts)}}));
      return;
    }
  });
}

void check_iam_client_alters_cluster(CheckRun& run) {
  const ActionSet alters = action_set({Act::kAlterCluster, Act::kAlterClusterDynamicConfiguration});
  Once once;
  each_held(run, [&](const Holder& holder, const StatementGrants& grants) {
    if ((grants.effective & alters).none() || any_every_action(grants)) return;
    const ActionText* action = action_for(grants, alters & grants.effective);
    const ActionSet data = holder.granted & data_actions();
    if (action == nullptr || data.none() || !once.first(grants, action->text->span)) return;
    run.fail(hit_action(
        grants, *action,
        {{"alters", action_names(action->covers & alters & grants.effective)}, {"data", action_names(data)}}));
  });
}

void check_iam_wide_action(CheckRun& run) {
  each_grant(run, [&](const StatementGrants& grants) {
    if (grants.statement->not_action || any_every_action(grants)) return;
    for (const ActionText& action : grants.actions) {
      if (!action.wild || !action.cluster) continue;
      const ActionSet surprises = surprises_of(action) & grants.effective;
      if (surprises.any()) run.fail(hit_action(grants, action, {{"actions", action_names(surprises)}}));
    }
  });
}

void check_iam_allow_but(CheckRun& run) {
  each_grant(run, [&](const StatementGrants& grants) {
    const IamStatement& statement = *grants.statement;
    auto hit = [&](std::string_view element, Span span) {
      run.fail(hit_in(grants, span, element, {{"element", std::string(element)}}));
    };
    const bool control = statement.not_action || std::any_of(grants.actions.begin(), grants.actions.end(),
                                                             [](const ActionText& one) { return one.control; });
    if (grants.effective.none() && !control) return;
    if (statement.not_action && grants.effective.any() && !grants.actions.empty()) {
      hit("NotAction", grants.actions.front().text->span);
    } else if (statement.not_resource && !grants.resources.empty()) {
      hit("NotResource", grants.resources.front().text->span);
    } else if (statement.not_principal && !statement.principals.empty()) {
      hit("NotPrincipal", statement.principals.front().span);
    }
  });
}

}  // namespace klamm
