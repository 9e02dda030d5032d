// Hits in policies, and what several checks of policies ask.
#pragma once

#include <string>
#include <string_view>

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

// "ReadData, WriteData", in the order of the actions; of many the first ones and how many more.
std::string action_names(const ActionSet& actions);

}  // namespace klamm
