#include "rule/checks/iam_hits.h"

#include <fmt/format.h>

#include "klamm/iam.h"

namespace klamm {

std::string statement_name(const IamStatement& statement) {
  return statement.sid.empty() ? fmt::format("statement {}", statement.index + 1)
                               : fmt::format("statement `{}`", statement.sid);
}

Hit hit_in(const StatementGrants& grants, Span span, std::string_view text, Holes holes) {
  const IamStatement& statement = *grants.statement;
  Hit hit;
  hit.source = grants.policy->source.get();
  hit.span = span;
  hit.holes = std::move(holes);
  std::string key = statement.sid.empty() ? fmt::format("Statement[{}]", statement.index) : statement.sid;
  hit.logical = fmt::format("{} {} {}", grants.policy->name, key, text);
  hit.holes.emplace_back("key", std::move(key));
  hit.holes.emplace_back("statement", statement_name(statement));
  return hit;
}

Hit hit_action(const StatementGrants& grants, const ActionText& action, Holes holes) {
  holes.emplace_back("action", action.text->text);
  return hit_in(grants, action.text->span, action.text->text, std::move(holes));
}

Hit hit_resource(const StatementGrants& grants, const ResourceText& resource, Holes holes) {
  holes.emplace_back("resource", resource.text->text);
  return hit_in(grants, resource.text->span, resource.text->text, std::move(holes));
}

HitLink link_to(const StatementGrants& grants, Span span, std::string message) {
  return {kNoNode, std::move(message), grants.policy->source.get(), span};
}

std::string action_names(const ActionSet& actions) {
  constexpr size_t kMost = 6;
  std::string out;
  size_t listed = 0;
  for (size_t code = 0; code < kIamActions; ++code) {
    if (!actions[code] || ++listed > kMost) continue;
    if (!out.empty()) out += ", ";
    out += iam_action_name(static_cast<IamAction>(code));
  }
  if (listed > kMost) out += fmt::format(" and {} more", listed - kMost);
  return out;
}

}  // namespace klamm
