// Hits in policies, and what several checks of policies ask.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "rule/check.h"
#include "rule/checks/hits.h"
#include "rule/policy_subject.h"

namespace klamm {

// "statement `ReadOrders`", "statement 2" (from 1).
std::string statement_name(const IamStatement& statement);

// A place within a statement. `text` is what stands there: the fingerprint goes by policy, statement and text.
Hit hit_in(const StatementGrants& grants, Span span, std::string_view text, Holes holes = {});
Hit hit_action(const StatementGrants& grants, const ActionText& action, Holes holes = {});
Hit hit_resource(const StatementGrants& grants, const ResourceText& resource, Holes holes = {});

HitLink link_to(const StatementGrants& grants, Span span, std::string message);

// Every statement that is judged, until the budget is spent or no more hits are listed.
template <class Visit>
void each_statement(CheckRun& run, Visit visit) {
  for (const JudgedPolicy& policy : run.policies().judged()) {
    for (const StatementGrants& grants : policy.statements) {
      if (policy.aws) break;
      if (run.full() || !run.spend(1)) return;
      visit(grants);
    }
  }
}

// Those that give somebody something: Allow, of an identity's or a cluster's policy.
template <class Visit>
void each_grant(CheckRun& run, Visit visit) {
  each_statement(run, [&](const StatementGrants& grants) {
    bool gives = grants.layer == IamLayer::kIdentity || grants.layer == IamLayer::kCluster;
    if (gives && grants.allows()) visit(grants);
  });
}

// Every grant together with who holds it. A policy that several hold comes several times: see Once.
template <class Visit>
void each_held(CheckRun& run, Visit visit) {
  for (const Holder& holder : run.policies().holders()) {
    for (const JudgedPolicy* policy : holder.policies) {
      for (const StatementGrants& grants : policy->statements) {
        if (policy->aws) break;
        if (run.full() || !run.spend(1)) return;
        if (policy->grants() && grants.allows()) visit(holder, grants);
      }
    }
  }
}

// Places that were reported already.
class Once {
 public:
  bool first(const StatementGrants& grants, Span span) {
    const Source& source = *grants.policy->source;
    const Span place = source.to_root(span);
    return seen_.emplace(&source.root(), place.begin, place.end).second;
  }

 private:
  std::set<std::tuple<const Source*, uint32_t, uint32_t>> seen_;
};

// What changes or moves data: all actions but Connect and those that look.
const ActionSet& acting_actions();
// `kafka-cluster:*`, `*` and the like.
inline bool is_every_action(const ActionText& action) { return action.covers.all(); }
// Whether the tags of a cluster decide: then it is not every cluster that a wide resource names.
bool asks_tags(const StatementGrants& grants);
// The first text of Action that covers one of `actions`; nullptr if none does, or if NotAction does.
const ActionText* action_for(const StatementGrants& grants, const ActionSet& actions);

// A text of JSON in its quotes.
std::string quoted(std::string_view text);
// Adds a text to Action, of which `beside` is one.
std::vector<Edit> add_action(const StatementGrants& grants, const ActionText& beside, std::string_view action);

// "ReadData, WriteData", in the order of the actions; of many the first ones and how many more.
std::string action_names(const ActionSet& actions);

}  // namespace klamm
