// How far the patterns of resources reach: over clusters, accounts and names.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rule/checks/checks.h"
#include "rule/checks/iam_hits.h"

namespace klamm {
namespace {

// Topics that brokers and MSK itself keep.
constexpr std::array<std::string_view, 4> kInternal = {"__consumer_offsets", "__transaction_state",
                                                       "__share_group_state", "__amazon_msk_canary"};

constexpr size_t kMostBeside = 16;

// Runs over the grants that name some resources of a plain type; `objects` says which of them are objected to. How far
// the ARNs of a policy reach is one decision: one hit for each policy, at the first, with the others beside it.
template <class Objects>
void each_objection(CheckRun& run, Objects objects) {
  std::optional<Hit> hit;
  const IamPolicy* policy = nullptr;
  auto report = [&] {
    if (hit) run.fail(std::move(*hit));
    hit.reset();
  };
  each_grant(run, [&](const StatementGrants& grants) {
    if (grants.policy != policy) report();
    policy = grants.policy;
    // Every action on everything is a finding of its own.
    if (grants.statement->not_resource || grants.effective.none() || grants.covered.all()) return;
    for (const ResourceText& resource : grants.resources) {
      if (resource.everything || resource.types == 0 || resource.type.empty() || !objects(resource)) continue;
      if (!hit) {
        hit = hit_resource(grants, resource);
      } else if (hit->related.size() < kMostBeside) {
        hit->related.push_back(link_to(grants, resource.text->span, "and this one"));
      }
    }
  });
  report();
}

}  // namespace

// `actions` on every name of their type. `client`: only for who reads or writes records too, and where the action is
// written out.
void check_iam_every_name(CheckRun& run) {
  ActionSet wanted;
  for (std::string_view text : run.params().list("actions")) {
    if (auto action = parse_iam_action(text)) wanted.set(static_cast<size_t>(*action));
  }
  const bool client = run.params().flag("client");
  Once once;
  each_held(run, [&](const Holder& holder, const StatementGrants& grants) {
    if (grants.covered.all() || grants.statement->not_action || grants.statement->not_resource) return;
    if (client && (holder.granted & data_actions()).none()) return;
    for (const ActionText& action : grants.actions) {
      const ActionSet covered = action.covers & wanted & grants.effective;
      if (covered.none() || (client && action.wild)) continue;
      for (const ResourceText& resource : grants.resources) {
        if (resource.type.empty() || !resource.every_name()) continue;
        ActionSet here;
        for (size_t code = 0; code < kIamActions; ++code) {
          const TypeSet type = type_bit(iam_resource_type(static_cast<IamAction>(code)));
          here[code] = covered[code] && (resource.types & type) != 0;
        }
        if (here.none() || !once.first(grants, action.text->span)) continue;
        Hit hit = hit_action(grants, action, {{"resource", resource.text->text}, {"actions", action_names(here)}});
        hit.related.push_back(link_to(grants, resource.text->span, "every name"));
        run.fail(std::move(hit));
      }
    }
  });
}

void check_iam_internal_topics(CheckRun& run) {
  const ActionSet write = action_set({IamAction::kWriteData});
  each_grant(run, [&](const StatementGrants& grants) {
    if ((grants.effective & write).none() || grants.statement->not_resource || grants.covered.all()) return;
    for (const ResourceText& resource : grants.resources) {
      if (resource.type != "topic" || !resource.name.starts_with('_')) continue;
      auto topic = std::find_if(kInternal.begin(), kInternal.end(),
                                [&](std::string_view one) { return covers_text(resource.name, one); });
      if (topic == kInternal.end()) continue;
      run.fail(hit_resource(grants, resource, {{"topic", std::string(*topic)}}));
    }
  });
}

void check_iam_cluster_wildcard(CheckRun& run) {
  each_objection(run, [](const ResourceText& resource) { return has_wildcard(resource.cluster); });
}

void check_iam_uuid_wildcard(CheckRun& run) {
  each_objection(
      run, [](const ResourceText& resource) { return !has_wildcard(resource.cluster) && has_wildcard(resource.uuid); });
}

void check_iam_account_wildcard(CheckRun& run) {
  each_objection(run, [](const ResourceText& resource) {
    return has_wildcard(resource.account) || has_wildcard(resource.region);
  });
}

void check_iam_short_pattern(CheckRun& run) {
  constexpr size_t kShortest = 3;
  each_objection(run, [](const ResourceText& resource) {
    const size_t wild = resource.name.find_first_of("*?");
    const bool variable = resource.name.find("${") != std::string_view::npos;
    return !resource.every_name() && !variable && wild < kShortest;
  });
}

}  // namespace klamm
