#include "rule/checks/iam_hits.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
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
  const std::string& policy = grants.policy->name;
  hit.logical = fmt::format("{}{}{} {}", policy, policy.empty() ? "" : " ", key, text);
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

const ActionSet& acting_actions() {
  static const ActionSet kSet = [] {
    ActionSet set;
    for (size_t code = 0; code < kIamActions; ++code) {
      std::string_view name = iam_action_name(static_cast<IamAction>(code));
      set[code] = name != "Connect" && !name.starts_with("Describe");
    }
    return set;
  }();
  return kSet;
}

bool asks_tags(const StatementGrants& grants) {
  return std::any_of(
      grants.statement->conditions.begin(), grants.statement->conditions.end(),
      [](const IamCondition& one) { return one.key.holes || lower(one.key.text).starts_with("aws:resourcetag/"); });
}

const ActionText* action_for(const StatementGrants& grants, const ActionSet& actions) {
  if (grants.statement->not_action) return nullptr;
  for (const ActionText& action : grants.actions) {
    if ((action.covers & actions).any()) return &action;
  }
  return nullptr;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char byte : text) {
    if (byte == '"' || byte == '\\') out += '\\';
    out += byte;
  }
  return out + '"';
}

std::vector<Edit> add_action(const StatementGrants& grants, const ActionText& beside, std::string_view action) {
  std::string_view bytes = grants.policy->source->bytes();
  const Span span = beside.text->span;
  const size_t before = bytes.substr(0, span.begin).find_last_not_of(" \t\r\n");
  // A list: the blanks before a text, line ends too, are those of the next one.
  if (before != std::string_view::npos && (bytes[before] == '[' || bytes[before] == ',')) {
    std::string_view gap = bytes.substr(before + 1, span.begin - before - 1);
    if (gap.empty()) gap = " ";
    return {{{span.end, span.end}, "," + std::string(gap) + quoted(action)}};
  }
  return {{{span.begin, span.begin}, "["}, {{span.end, span.end}, ", " + quoted(action) + "]"}};
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
