#include "model/template_identities.h"

#include <algorithm>
#include <array>

#include "base/iam_hole.h"
#include "klamm/iam.h"
#include "klamm/template_policies.h"

namespace klamm {
namespace {

constexpr std::array<HolderType, 7> kHolders = {{
    {"aws_iam_role", HolderKind::kRole, "name", "inline_policy", "name", "policy", "managed_policy_arns",
     "permissions_boundary"},
    {"aws_iam_user", HolderKind::kUser, "name", "", "", "", "", "permissions_boundary"},
    {"aws_iam_group", HolderKind::kGroup, "name", "", "", "", "", ""},
    {"AWS::IAM::Role", HolderKind::kRole, "RoleName", "Policies", "PolicyName", "PolicyDocument", "ManagedPolicyArns",
     "PermissionsBoundary"},
    {"AWS::IAM::User", HolderKind::kUser, "UserName", "Policies", "PolicyName", "PolicyDocument", "ManagedPolicyArns",
     "PermissionsBoundary"},
    {"AWS::IAM::Group", HolderKind::kGroup, "GroupName", "Policies", "PolicyName", "PolicyDocument",
     "ManagedPolicyArns", ""},
    {kSamFunction, HolderKind::kRole, "", "", "", "", "", "PermissionsBoundary"},
}};

// Who is in a group: a resource that names both.
struct MembershipType {
  std::string_view type;
  std::string_view users;
  std::string_view groups;
};
constexpr std::array<MembershipType, 4> kMemberships = {{
    {"aws_iam_user_group_membership", "user", "groups"},
    {"aws_iam_group_membership", "users", "group"},
    {"AWS::IAM::UserToGroupAddition", "Users", "GroupName"},
    {"AWS::IAM::User", "", "Groups"},
}};

std::string_view word(HolderKind kind) {
  return kind == HolderKind::kRole ? "role" : kind == HolderKind::kUser ? "user" : "group";
}

std::string arn_of(HolderKind kind, std::string_view name) {
  return "arn:${partition}:iam::${account}:" + std::string(word(kind)) + "/" + std::string(name);
}

std::string_view last_part(std::string_view path) {
  for (size_t at = path.size(); at > 0; --at) {
    if (path[at - 1] == '/') return path.substr(at);
  }
  return path;
}

// What a user has of a group, beside what is the user's own.
void add(IamIdentity& to, const IamIdentity& group) {
  to.policies.insert(to.policies.end(), group.policies.begin(), group.policies.end());
  to.attached.insert(to.attached.end(), group.attached.begin(), group.attached.end());
  to.missing.insert(to.missing.end(), group.missing.begin(), group.missing.end());
}

}  // namespace

const HolderType* holder_type(const Resource& resource) {
  auto found =
      std::find_if(kHolders.begin(), kHolders.end(), [&](const HolderType& one) { return one.type == resource.type; });
  return found == kHolders.end() || resource.data ? nullptr : &*found;
}

TemplateHolder make_holder(const Template& from, const Resource& resource, const HolderType& type) {
  const TemplateBody body(from, resource);
  TemplateHolder holder;
  holder.kind = type.kind;
  holder.resource = &resource;
  if (!type.name.empty()) holder.name = body.text_at(type.name);
  const bool named = !holder.name.text.empty() && !is_iam_hole(holder.name.text);
  holder.identity.arn = arn_of(type.kind, named ? holder.name.text : "${" + resource.address + "}");
  bool open = false;
  if (const NodeId tags = body.find("tags"); tags != kNoNode && body.node(tags).kind == NodeKind::kObject) {
    for (NodeId tag = body.node(tags).first_child; tag != kNoNode; tag = body.node(tag).next) {
      const TemplateText value = body.text(tag);
      if (value.known) holder.identity.tags.emplace_back(body.document().key(tag), value.text);
    }
  } else {
    for (NodeId tag : body.elements(body.find("Tags"), open)) {
      const TemplateText key = body.text(body.find(tag, "Key"));
      const TemplateText value = body.text(body.find(tag, "Value"));
      if (key.known && value.known) holder.identity.tags.emplace_back(key.text, value.text);
    }
  }
  return holder;
}

TemplateHolder& find_holder(const Template&, std::deque<TemplateHolder>& holders, HolderKind kind,
                            const TemplateText& value) {
  for (TemplateHolder& holder : holders) {
    if (holder.kind != kind) continue;
    const bool made = holder.resource != nullptr;
    if (made ? refers_to(value, *holder.resource, holder.name) : holder.name.text == value.text) return holder;
  }
  TemplateHolder& holder = holders.emplace_back();
  holder.kind = kind;
  holder.name = value;
  // An ARN is taken for a name by some.
  std::string_view name = value.known ? last_part(value.text) : std::string_view(value.text);
  holder.identity.arn = arn_of(kind, name.empty() ? "${unknown}" : name);
  holder.identity.missing.push_back("what else " + std::string(word(kind)) + " " + value.text + " has");
  return holder;
}

TemplateHolder* holder_of(std::deque<TemplateHolder>& holders, const Resource& resource) {
  auto found = std::find_if(holders.begin(), holders.end(),
                            [&](const TemplateHolder& one) { return one.resource == &resource; });
  return found == holders.end() ? nullptr : &*found;
}

void join_groups(const Template& from, std::deque<TemplateHolder>& holders, Budget& budget) {
  for (const Resource& resource : from.resources) {
    auto type = std::find_if(kMemberships.begin(), kMemberships.end(),
                             [&](const MembershipType& one) { return one.type == resource.type; });
    if (type == kMemberships.end() || resource.data) continue;
    const TemplateBody body(from, resource);
    bool open = false;
    std::vector<TemplateHolder*> users;
    if (type->users.empty()) {
      users.push_back(holder_of(holders, resource));
    } else {
      for (NodeId each : body.elements(body.find(type->users), open)) {
        if (!budget.take_steps(1 + holders.size())) return;
        users.push_back(&find_holder(from, holders, HolderKind::kUser, body.text(each)));
      }
    }
    for (NodeId each : body.elements(body.find(type->groups), open)) {
      if (!budget.take_steps(1 + holders.size())) return;
      const IamIdentity group = find_holder(from, holders, HolderKind::kGroup, body.text(each)).identity;
      for (TemplateHolder* user : users) add(user->identity, group);
    }
  }
}

IamSame is_same_identity(std::string_view identity_arn, const IamPrincipal& principal) {
  const bool user = principal.kind == IamPrincipal::Kind::kUser;
  const bool role = principal.kind == IamPrincipal::Kind::kRole || principal.kind == IamPrincipal::Kind::kSession;
  if (!user && !role) return IamSame::kNo;
  constexpr std::string_view kBegin = "arn:${partition}:iam::${account}:";
  if (!identity_arn.starts_with(kBegin)) return IamSame::kNo;
  identity_arn.remove_prefix(kBegin.size());
  std::string_view begin = user ? "user/" : "role/";
  if (!identity_arn.starts_with(begin)) return IamSame::kNo;
  identity_arn.remove_prefix(begin.size());
  if (!has_iam_hole(identity_arn)) return last_part(identity_arn) == principal.name ? IamSame::kYes : IamSame::kNo;
  // As much as stands before the first hole and behind the last.
  const size_t open = identity_arn.find("${");
  const size_t close = identity_arn.rfind('}');
  std::string_view front = identity_arn.substr(0, open);
  std::string_view back = identity_arn.substr(close + 1);
  const bool fits = principal.name.size() >= front.size() + back.size() && principal.name.starts_with(front) &&
                    principal.name.ends_with(back);
  return fits ? IamSame::kPerhaps : IamSame::kNo;
}

}  // namespace klamm
