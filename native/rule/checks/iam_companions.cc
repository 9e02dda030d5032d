// Actions that a client needs or gets together: what is missing beside a grant, and what a statement crosses.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "rule/checks/checks.h"
#include "rule/checks/iam_hits.h"

namespace klamm {
namespace {

using Act = IamAction;

struct Companion {
  Act action;
  Act needs;  // of the same resource
};
// MSK does not take one action for another, as Kafka's ACLs do: clients ask for both.
constexpr std::array<Companion, 9> kCompanions = {{
    {Act::kReadData, Act::kDescribeTopic},
    {Act::kWriteData, Act::kDescribeTopic},
    {Act::kAlterTopic, Act::kDescribeTopic},
    {Act::kDeleteTopic, Act::kDescribeTopic},
    {Act::kAlterGroup, Act::kDescribeGroup},
    {Act::kDeleteGroup, Act::kDescribeGroup},
    {Act::kAlterTransactionalId, Act::kDescribeTransactionalId},
    {Act::kAlterTopicDynamicConfiguration, Act::kDescribeTopicDynamicConfiguration},
    {Act::kAlterClusterDynamicConfiguration, Act::kDescribeClusterDynamicConfiguration},
}};

bool has(const ActionSet& set, Act action) { return set[static_cast<size_t>(action)]; }

// Whether somebody is allowed `action` on all that `resource` names.
bool granted(CheckRun& run, const Holder& holder, Act action, const ResourceText& resource) {
  for (const JudgedPolicy* policy : holder.policies) {
    for (const StatementGrants& grants : policy->statements) {
      if (!grants.allows() || !has(grants.effective, action)) continue;
      if (grants.statement->not_resource) return true;
      for (const ResourceText& other : grants.resources) {
        // Out of steps: said to be granted, and the run ends with that error.
        // What the template does not tell of two names may be alike.
        if (other.text->holes || resource.text->holes) return true;
        if (!run.spend(1) || covers_text(other.text->text, resource.text->text)) return true;
      }
    }
  }
  return false;
}

// The first resource on which `needs` is missing beside `action`; nullptr if none.
const ResourceText* lacking(CheckRun& run, const Holder& holder, const StatementGrants& grants, const Companion& pair) {
  if (!has(grants.effective, pair.action) || has(grants.effective, pair.needs)) return nullptr;
  for (const ResourceText* resource : grants.resources_of(iam_resource_type(pair.action))) {
    if (!granted(run, holder, pair.needs, *resource)) return resource;
  }
  return nullptr;
}

const ActionText* written(const StatementGrants& grants, Act action) {
  return action_for(grants, action_set({action}));
}

}  // namespace

void check_iam_companion_missing(CheckRun& run) {
  Once once;
  each_held(run, [&](const Holder& holder, const StatementGrants& grants) {
    if (grants.statement->not_action || grants.statement->not_resource) return;
    // What is misspelt may be what is missing.
    if (std::any_of(grants.actions.begin(), grants.actions.end(),
                    [](const ActionText& one) { return one.open || (one.cluster && one.covers.none()); }))
      return;
    ActionSet told;  // several actions may need the same one
    for (const Companion& pair : kCompanions) {
      const ResourceText* resource = lacking(run, holder, grants, pair);
      const ActionText* action = resource == nullptr ? nullptr : written(grants, pair.action);
      if (action == nullptr || has(told, pair.needs)) continue;
      told |= action_set({pair.needs});
      if (!once.first(grants, action->text->span)) continue;
      std::string needs = fmt::format("kafka-cluster:{}", iam_action_name(pair.needs));
      if (!holder.complete) {
        run.unknown(
            *grants.policy->source, action->text->span,
            fmt::format("whether `{}` is allowed `{}` too: not all that is attached could be read", holder.arn, needs));
        continue;
      }
      Hit hit = hit_action(grants, *action, {{"needs", needs}, {"resource", resource->text->text}});
      hit.edits = add_action(grants, *action, needs);
      run.fail(std::move(hit));
    }
  });
}

void check_iam_no_connect(CheckRun& run) {
  const ActionSet connect = action_set({Act::kConnect});
  for (const Holder& holder : run.policies().holders()) {
    if (run.full() || !run.spend(1)) return;
    // Who only looks, as auditors do, is given these for every service and uses none.
    if ((holder.granted & connect).any() || (holder.granted & acting_actions()).none()) continue;
    for (const JudgedPolicy* policy : holder.policies) {
      const auto first =
          std::find_if(policy->statements.begin(), policy->statements.end(), [](const StatementGrants& one) {
            return one.allows() && one.effective.any() && action_for(one, one.effective) != nullptr;
          });
      // What another account may do by its own policies stands there.
      if (policy->layer != IamLayer::kIdentity || first == policy->statements.end()) continue;
      const ActionText* action = action_for(*first, first->effective);
      if (holder.complete) {
        run.fail(hit_action(*first, *action, {{"actions", action_names(holder.granted)}}));
      } else {
        run.unknown(*policy->policy->source, action->text->span,
                    fmt::format("whether `{}` may connect: not all that is attached could be read", holder.arn));
      }
      break;
    }
  }
}

void check_iam_no_idempotence(CheckRun& run) {
  Once once;
  each_held(run, [&](const Holder& holder, const StatementGrants& grants) {
    const ActionSet& granted = holder.granted;
    // A transactional producer needs none.
    if (!has(grants.effective, Act::kWriteData) || has(granted, Act::kWriteDataIdempotently) ||
        has(granted, Act::kAlterTransactionalId)) {
      return;
    }
    const ActionText* action = written(grants, Act::kWriteData);
    const auto topics = grants.resources_of(ResourceType::kTopic);
    const bool all_names =
        std::any_of(topics.begin(), topics.end(), [](const ResourceText* one) { return one->every_name(); });
    if (action == nullptr || all_names || !holder.complete || !once.first(grants, action->text->span)) return;
    run.fail(hit_action(grants, *action));
  });
}

// Looking at all groups, ACLs and configurations, for who only reads or writes.
void check_iam_client_sees_cluster(CheckRun& run) {
  const ActionSet looks = action_set({Act::kDescribeCluster, Act::kDescribeClusterDynamicConfiguration});
  Once once;
  each_held(run, [&](const Holder& holder, const StatementGrants& grants) {
    const ActionSet& granted = holder.granted;
    const ActionText* action = grants.covered.all() ? nullptr : action_for(grants, looks & grants.effective);
    if (action == nullptr || (granted & data_actions()).none() || has(granted, Act::kAlterCluster)) return;
    if (!once.first(grants, action->text->span)) return;
    run.fail(hit_action(grants, *action, {{"actions", action_names(action->covers & looks & grants.effective)}}));
  });
}

// Reading and writing in one statement with several topics: each is allowed on each.
void check_iam_crossed_topics(CheckRun& run) {
  each_grant(run, [&](const StatementGrants& grants) {
    if (grants.covered.all() || grants.statement->not_action || grants.statement->not_resource) return;
    if ((grants.effective & data_actions()) != data_actions()) return;
    std::set<std::string_view> names;
    for (const ResourceText* topic : grants.resources_of(ResourceType::kTopic)) names.insert(topic->name);
    const ActionText* read = written(grants, Act::kReadData);
    const ActionText* write = written(grants, Act::kWriteData);
    if (names.size() < 2 || read == nullptr || write == nullptr || read == write) return;
    Hit hit = hit_action(grants, *read, {{"topics", std::to_string(names.size())}});
    hit.related.push_back(link_to(grants, write->text->span, "beside this"));
    run.fail(std::move(hit));
  });
}

}  // namespace klamm
