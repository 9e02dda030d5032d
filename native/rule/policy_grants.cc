#include "rule/policy_grants.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/iam_arn.h"
#include "base/iam_hole.h"
#include "rule/evaluator.h"

namespace klamm {
namespace {

constexpr std::string_view kData = "kafka-cluster";
constexpr std::string_view kControl = "kafka";

constexpr std::array<std::pair<std::string_view, ResourceType>, 4> kTypes = {
    {{"cluster", ResourceType::kCluster},
     {"topic", ResourceType::kTopic},
     {"group", ResourceType::kGroup},
     {"transactional-id", ResourceType::kTransactionalId}}};

const std::array<std::string, kIamActions>& lower_names() {
  static const std::array<std::string, kIamActions> kNames = [] {
    std::array<std::string, kIamActions> names;
    for (size_t code = 0; code < kIamActions; ++code)
      names[code] = lower(iam_action_name(static_cast<IamAction>(code)));
    return names;
  }();
  return kNames;
}

// The next slash that is none of a variable's name; npos if there is none.
size_t find_slash(std::string_view text, size_t from = 0) {
  for (size_t at = from; at < text.size(); ++at) {
    if (text[at] == '/') return at;
    if (text.substr(at).starts_with("${")) at = std::min(text.find('}', at), text.size());
  }
  return std::string_view::npos;
}

// Takes the text to before the next slash, and the slash; what has none is taken whole.
std::string_view take_part(std::string_view& rest) {
  std::string_view part = rest.substr(0, find_slash(rest));
  rest.remove_prefix(std::min(rest.size(), part.size() + 1));
  return part;
}

// Whether a text behind `TYPE/` can name a resource of that type: `name/uuid` of a cluster, one part more of the
// others, and only ids of groups and transactions hold slashes themselves.
bool can_name(ResourceType type, std::string_view behind) {
  long slashes = 0;
  for (size_t at = find_slash(behind); at != std::string_view::npos; at = find_slash(behind, at + 1)) ++slashes;
  const long needed = type == ResourceType::kCluster ? 1 : 2;
  const bool open_end = type == ResourceType::kGroup || type == ResourceType::kTransactionalId;
  if (slashes > needed && !open_end) return false;
  return slashes >= needed || has_wildcard(behind) || has_iam_hole(behind);
}

void read_parts(ResourceText& out) {
  std::string_view rest = out.resource;
  const size_t slash = find_slash(rest);
  out.type = rest.substr(0, slash);
  if (has_iam_hole(out.type)) {
    out.open = true;
    out.types = kAllTypes;
    out.type = {};
    return;
  }
  if (has_wildcard(out.type)) {
    // `t*/prod/…`, or `*`: whatever begins so.
    std::string_view begin = out.type.substr(0, out.type.find_first_of("*?$"));
    for (const auto& [name, type] : kTypes) {
      if (name.starts_with(begin)) out.types |= type_bit(type);
    }
    out.everything = out.resource.find_first_not_of("*/") == std::string_view::npos;
    out.type = {};
    return;
  }
  rest.remove_prefix(std::min(rest.size(), out.type.size() + 1));
  if (slash == std::string_view::npos) return;
  for (const auto& [name, type] : kTypes) {
    if (name == out.type && can_name(type, rest)) out.types = type_bit(type);
  }
  std::string_view behind = rest;
  out.cluster = take_part(rest);
  const bool cluster_only = rest.empty();
  out.uuid = take_part(rest);
  out.name = rest;
  std::string_view last = cluster_only ? out.cluster : out.uuid;
  out.deep = rest.empty() && last.ends_with('*');
  // A hole may hold slashes: which part is which cannot be told if some seem to be missing.
  const bool whole = out.type == "cluster" ? !out.uuid.empty() : !out.name.empty();
  if (whole || !has_iam_hole(behind)) return;
  const size_t open = behind.find("${");
  out.cluster = out.uuid = out.name = behind.substr(open, behind.find('}', open) + 1 - open);
  out.deep = false;
}

}  // namespace

ActionSet action_set(std::initializer_list<IamAction> actions) {
  ActionSet set;
  for (IamAction action : actions) set.set(static_cast<size_t>(action));
  return set;
}

ActionSet actions_of(ResourceType type) {
  ActionSet set;
  for (size_t code = 0; code < kIamActions; ++code) {
    if (iam_resource_type(static_cast<IamAction>(code)) == type) set.set(code);
  }
  return set;
}

const ActionSet& data_actions() {
  static const ActionSet kSet = action_set({IamAction::kReadData, IamAction::kWriteData});
  return kSet;
}

TypeSet type_bit(ResourceType type) {
  for (size_t index = 0; index < kTypes.size(); ++index) {
    if (kTypes[index].second == type) return static_cast<TypeSet>(1U << index);
  }
  return 0;
}

bool has_wildcard(std::string_view text) {
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '*' || text[at] == '?') return true;
    if (const size_t behind = iam_hole_end(text, at); behind != std::string_view::npos) {
      at = behind - 1;
    } else if (text.substr(at).starts_with("${")) {
      return true;
    }
  }
  return false;
}

bool covers_action(std::string_view pattern, std::string_view service, std::string_view name) {
  if (pattern == "*") return true;
  const size_t colon = pattern.find(':');
  if (colon == std::string_view::npos || !equal_ignoring_case(pattern.substr(0, colon), service)) return false;
  return glob_match(lower(pattern.substr(colon + 1)), lower(name));
}

ActionText read_action(const IamText& text) {
  ActionText out;
  out.text = &text;
  out.wild = text.text.find_first_of("*?") != std::string::npos;
  if (text.text == "*") {
    out.cluster = out.control = true;
    out.name = "*";
    out.covers.set();
    return out;
  }
  std::string_view written = text.text;
  const size_t colon = written.find(':');
  if (colon == std::string_view::npos) {
    out.open = text.holes;
    return out;
  }
  out.open = text.holes;
  out.cluster = equal_ignoring_case(written.substr(0, colon), kData);
  out.control = equal_ignoring_case(written.substr(0, colon), kControl);
  out.name = lower(written.substr(colon + 1));
  for (size_t code = 0; out.cluster && !out.open && code < kIamActions; ++code) {
    if (out.wild ? glob_match(out.name, lower_names()[code]) : out.name == lower_names()[code]) out.covers.set(code);
  }
  return out;
}

ResourceText read_resource(const IamText& text) {
  ResourceText out;
  out.text = &text;
  std::string_view written = text.text;
  if (written == "*") {
    out.kafka = out.everything = true;
    out.types = kAllTypes;
    return out;
  }
  const auto arn = split_arn(written);
  if (text.holes && (!arn || has_iam_hole(arn->service))) {
    out.open = true;
    out.types = kAllTypes;
    return out;
  }
  if (!arn) {
    // Fewer than six segments: `arn:aws:kafka:*`.
    std::string_view rest = written.substr(std::min(written.find(':', 4) + 1, written.size()));
    out.kafka = written.starts_with("arn:") && rest.substr(0, rest.find(':')) == kControl && has_wildcard(written);
    out.everything = out.kafka;
    if (out.kafka) out.types = kAllTypes;
    return out;
  }
  out.partition = arn->partition;
  out.region = arn->region;
  out.account = arn->account;
  out.resource = arn->resource;
  out.kafka = arn->service == kControl;
  if (out.kafka) read_parts(out);
  return out;
}

bool ResourceText::every_name() const {
  if (everything || types == 0 || type.empty()) return everything;
  if (type == "cluster") return deep;
  return deep || name == "*";
}

bool ResourceText::one_name() const { return !type.empty() && !cluster.empty() && !has_wildcard(cluster); }

bool ResourceText::one_cluster() const {
  return one_name() && !uuid.empty() && !has_wildcard(uuid) && !has_iam_hole(cluster) && !has_iam_hole(uuid);
}

std::vector<const ResourceText*> StatementGrants::resources_of(ResourceType type) const {
  std::vector<const ResourceText*> out;
  for (const ResourceText& resource : resources) {
    if ((resource.types & type_bit(type)) != 0) out.push_back(&resource);
  }
  return out;
}

StatementGrants read_grants(const IamPolicy& policy, const IamStatement& statement, IamLayer layer) {
  StatementGrants out;
  out.policy = &policy;
  out.statement = &statement;
  out.layer = layer;
  bool named = false;
  bool every = statement.not_action;
  bool wild = statement.not_action;
  for (const IamText& text : statement.actions) {
    out.actions.push_back(read_action(text));
    const ActionText& action = out.actions.back();
    out.covered |= action.covers;
    out.open = out.open || action.open;
    wild = wild || action.wild;
    every = every || text.text == "*";
    named = named || (text.text != "*" && (action.cluster || action.control));
  }
  if (statement.not_action) out.covered.flip();
  bool kafka = statement.not_resource;
  bool open = false;
  TypeSet told = statement.not_resource ? kAllTypes : TypeSet{0};
  for (const IamText& text : statement.resources) {
    out.resources.push_back(read_resource(text));
    out.types |= out.resources.back().types;
    if (!out.resources.back().open) told |= out.resources.back().types;
    open = open || out.resources.back().open;
    kafka = kafka || out.resources.back().kafka;
  }
  if (statement.not_resource) out.types = kAllTypes;
  for (const auto& [name, type] : kTypes) {
    if ((told & type_bit(type)) != 0) out.effective |= out.covered & actions_of(type);
  }
  // On a resource of which not even the type is told an action counts that is written out.
  for (const ActionText& action : out.actions) {
    if (open && !action.wild && !statement.not_action) out.effective |= action.covers;
  }
  out.open = out.open || (open && wild);
  // An action of every service is about Kafka where its resources may be.
  out.touches = named || (every && kafka);
  return out;
}

bool covers_text(std::string_view wide, std::string_view narrow) {
  if (wide == narrow || wide == "*") return true;
  // A variable may stand for any text.
  if (wide.find("${") != std::string_view::npos || narrow.find("${") != std::string_view::npos) return false;
  // `?` is one character, and a star of the narrow text may be none or many.
  if (wide.find('?') != std::string_view::npos && narrow.find('*') != std::string_view::npos) return false;
  return glob_match(wide, narrow);
}

}  // namespace klamm
