// What a statement of a policy grants on MSK: which of the actions its patterns cover, which resources its ARNs can
// name, and which of the two meet.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/iam.h"
#include "klamm/iam_policy.h"

namespace klamm {

using ActionSet = std::bitset<kIamActions>;

ActionSet action_set(std::initializer_list<IamAction> actions);
// Those of kafka-cluster whose resources are of that type.
ActionSet actions_of(ResourceType type);
// Reading or writing records.
const ActionSet& data_actions();

// A text of Action or NotAction.
struct ActionText {
  const IamText* text = nullptr;
  bool cluster = false;  // of `kafka-cluster:`, or every service's
  bool control = false;  // of `kafka:`, or every service's
  bool wild = false;     // `*` or `?` in it
  bool open = false;     // a template does not tell all of it: it may cover more
  std::string name;      // behind the prefix, lower case
  ActionSet covers;      // of kafka-cluster
};

// Whether a text of Action (any case) covers a name of the service, as `UpdateSecurity` of `kafka`.
bool covers_action(std::string_view pattern, std::string_view service, std::string_view name);

// Types of resources as bits; a text with wildcards may name several.
using TypeSet = std::uint8_t;
TypeSet type_bit(ResourceType type);
inline constexpr TypeSet kAllTypes = 0xF;

// A text of Resource or NotResource. The parts are as written; those behind the type are empty where a wildcard or a
// variable stands in the type or before it.
struct ResourceText {
  const IamText* text = nullptr;
  bool open = false;        // a template does not tell which types it can name; then it has no parts
  bool kafka = false;       // it can name something of the service `kafka`
  bool everything = false;  // `*`, or nothing but wildcards behind the service
  TypeSet types = 0;        // that it can name
  std::string_view partition;
  std::string_view region;
  std::string_view account;
  std::string_view resource;  // behind the fifth colon
  std::string_view type;      // as written, whether or not there is such a type
  std::string_view cluster;   // may hold wildcards, and then may reach over the slashes behind it
  std::string_view uuid;
  std::string_view name;
  bool deep = false;  // a wildcard in `cluster` or `uuid` ends the text: it takes in all that follows

  // Of a plain type: whether it names every resource of that type in a cluster.
  bool every_name() const;
  // Whether the cluster's name is plain, or one that a template does not tell.
  bool one_name() const;
  // Whether cluster and uuid are plain and told, so that it names resources of one cluster alone.
  bool one_cluster() const;
};

// Or a variable of IAM's. What a template does not tell is none.
bool has_wildcard(std::string_view text);

struct StatementGrants {
  const IamPolicy* policy = nullptr;
  const IamStatement* statement = nullptr;
  IamLayer layer = IamLayer::kIdentity;
  std::vector<ActionText> actions;
  std::vector<ResourceText> resources;
  ActionSet covered;     // of kafka-cluster, by Action or NotAction
  TypeSet types = 0;     // that Resource or NotResource can name
  ActionSet effective;   // those covered that have a resource of their type
  bool touches = false;  // it names kafka or kafka-cluster, or covers them
  bool open = false;     // it may have more effect than is told

  bool allows() const { return statement->effect == IamEffect::kAllow; }
  // Resources that can be of the action's type.
  std::vector<const ResourceText*> resources_of(ResourceType type) const;
};

ActionText read_action(const IamText& text);
ResourceText read_resource(const IamText& text);
StatementGrants read_grants(const IamPolicy& policy, const IamStatement& statement, IamLayer layer);

// Whether everything that `narrow` matches is matched by `wide` too; false where that cannot be told.
bool covers_text(std::string_view wide, std::string_view narrow);

}  // namespace klamm
