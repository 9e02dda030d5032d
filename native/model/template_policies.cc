#include "klamm/template_policies.h"

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>

#include "base/iam_hole.h"
#include "model/iam_reading.h"
#include "model/template_clusters.h"
#include "model/template_identities.h"
#include "model/template_values.h"

namespace klamm {
namespace {

constexpr IamSize kManaged{6'144, false, 0, "a managed policy"};
constexpr IamSize kOfRole{10'240, false, 0, "a role's inline policies"};
constexpr IamSize kOfUser{2'048, false, 0, "a user's inline policies"};
constexpr IamSize kOfGroup{5'120, false, 0, "a group's inline policies"};

// A resource that is a policy, and whom it names.
struct PolicyType {
  std::string_view type;
  std::string_view document;
  IamSize size;
  std::array<std::string_view, kHolderKinds> holders;  // in the order of HolderKind
};
constexpr std::array<PolicyType, 9> kPolicies = {{
    {"aws_iam_policy", "policy", kManaged, {}},
    {"aws_iam_role_policy", "policy", kOfRole, {"role", "", ""}},
    {"aws_iam_user_policy", "policy", kOfUser, {"", "user", ""}},
    {"aws_iam_group_policy", "policy", kOfGroup, {"", "", "group"}},
    {"AWS::IAM::ManagedPolicy", "PolicyDocument", kManaged, {"Roles", "Users", "Groups"}},
    {"AWS::IAM::Policy", "PolicyDocument", {}, {"Roles", "Users", "Groups"}},
    {"AWS::IAM::RolePolicy", "PolicyDocument", kOfRole, {"RoleName", "", ""}},
    {"AWS::IAM::UserPolicy", "PolicyDocument", kOfUser, {"", "UserName", ""}},
    {"AWS::IAM::GroupPolicy", "PolicyDocument", kOfGroup, {"", "", "GroupName"}},
}};

// A resource that attaches a managed policy.
struct AttachmentType {
  std::string_view type;
  std::array<std::string_view, kHolderKinds> holders;
};
constexpr std::array<AttachmentType, 4> kAttachments = {{
    {"aws_iam_role_policy_attachment", {"role", "", ""}},
    {"aws_iam_user_policy_attachment", {"", "user", ""}},
    {"aws_iam_group_policy_attachment", {"", "", "group"}},
    {"aws_iam_policy_attachment", {"roles", "users", "groups"}},
}};

struct ClusterPolicyType {
  std::string_view type;
  std::string_view document;
  std::string_view cluster;
};
constexpr std::array<ClusterPolicyType, 2> kClusterPolicies = {{
    {"aws_msk_cluster_policy", "policy", "cluster_arn"},
    {"AWS::MSK::ClusterPolicy", "Policy", "ClusterArn"},
}};

template <class Types>
const typename Types::value_type* type_of(const Types& types, const Resource& resource) {
  auto found = std::find_if(types.begin(), types.end(), [&](const auto& one) { return one.type == resource.type; });
  return found == types.end() || resource.data ? nullptr : &*found;
}

class PolicyFinder {
 public:
  PolicyFinder(const Template& from, Budget& budget) : from_(from), budget_(budget), clusters_(from) {}

  TemplatePolicies find() {
    out_.identity.layer_told = true;
    out_.only_cluster = clusters_.only();
    for (const Resource& resource : from_.resources) read_identity(resource);
    for (const Resource& resource : from_.resources) read_policy(resource);
    for (const Resource& resource : from_.resources) attach(resource);
    for (const Resource& resource : from_.resources) read_cluster_policy(resource);
    join_groups(from_, holders_, budget_);
    for (TemplateHolder& holder : holders_) {
      if (!holder.identity.policies.empty() || !holder.identity.attached.empty() || !holder.identity.boundary.empty()) {
        out_.identity.identities.push_back(std::move(holder.identity));
      }
    }
    for (Managed& managed : managed_) {
      if (!managed.attached) out_.identity.policies.push_back(std::move(managed.policy));
    }
    return std::move(out_);
  }

 private:
  // A policy that may be attached by its ARN.
  struct Managed {
    const Resource* resource = nullptr;
    TemplateText name;
    NodeId document = kNoNode;
    IamPolicy policy;
    bool attached = false;
  };

  // One policy, or none if it is refused as a whole; complaints are added to `file`.
  std::vector<IamPolicy> read(const TemplateBody& body, NodeId node, IamLayer layer, const std::string& name,
                              const IamSize& size, IamFile& file) {
    if (node == kNoNode) return {};
    IamFile read;
    const IamHoles in_text{nullptr, [this](std::string_view address) { return clusters_.arn_at(address); }};
    if (body.node(node).kind == NodeKind::kObject) {
      IamHoles in_document = in_text;
      in_document.text = [&body](NodeId id) { return body.source(id); };
      read_iam_document(body.document(), node, layer, name, {}, read, budget_, &in_document);
    } else if (auto text = body.source(node)) {
      read_iam_text(text, layer, name, size, read, budget_, in_text);
    } else {
      IamPolicy policy;
      policy.name = name;
      policy.source = body.document().shared_source();
      policy.span = body.node(node).value_span;
      policy.partial = true;
      read.policies.push_back(std::move(policy));
    }
    std::move(read.diagnostics.begin(), read.diagnostics.end(), std::back_inserter(file.diagnostics));
    for (IamPolicy& policy : read.policies) policy.perhaps = body.resource().conditional;
    return std::move(read.policies);
  }

  static void append(std::vector<IamPolicy>& to, std::vector<IamPolicy> more) {
    std::move(more.begin(), more.end(), std::back_inserter(to));
  }

  void read_identity(const Resource& resource) {
    const HolderType* type = holder_type(resource);
    if (type == nullptr) return;
    TemplateHolder& holder = holders_.emplace_back(make_holder(from_, resource, *type));
    const TemplateBody body(from_, resource);
    bool open = false;
    for (NodeId each : body.elements(type->inline_list.empty() ? kNoNode : body.find(type->inline_list), open)) {
      const TemplateText name = body.text(body.find(each, type->inline_name));
      // Terraform's empty block takes away what others have attached.
      const NodeId document = body.find(each, type->inline_document);
      append(holder.identity.policies, read(body, document, IamLayer::kIdentity,
                                            resource.address + " inline policy " + name.text, kOfRole, out_.identity));
    }
    if (open) holder.identity.missing.push_back("inline policies of " + resource.address);
    if (type->kind == HolderKind::kRole && resource.type == kSamFunction) read_sam_policies(body, holder);
  }

  // Statements, names of AWS's policies, or templates of SAM's, of which none is about MSK's data.
  void read_sam_policies(const TemplateBody& body, TemplateHolder& holder) {
    bool open = false;
    for (NodeId each : body.elements(body.find("Policies"), open)) {
      if (body.node(each).kind != NodeKind::kObject) {
        const TemplateText arn = body.text(each);
        holder.identity.attached.push_back({{arn.text, arn.span, !arn.known}, body.document().shared_source()});
        holder.identity.missing.push_back(arn.text);
      } else if (body.find(each, "Statement") != kNoNode) {
        append(holder.identity.policies,
               read(body, each, IamLayer::kIdentity, body.resource().address + " policy", kOfRole, out_.identity));
      }
    }
  }

  void read_policy(const Resource& resource) {
    const PolicyType* type = type_of(kPolicies, resource);
    if (type == nullptr) return;
    const TemplateBody body(from_, resource);
    const NodeId document = body.find(type->document);
    std::vector<IamPolicy> policies =
        read(body, document, IamLayer::kIdentity, resource.address, type->size, out_.identity);
    bool attached = false;
    for (size_t kind = 0; kind < kHolderKinds; ++kind) {
      if (type->holders[kind].empty()) continue;
      for (TemplateHolder* holder : holders(body, static_cast<HolderKind>(kind), type->holders[kind])) {
        holder->identity.policies.insert(holder->identity.policies.end(), policies.begin(), policies.end());
        attached = true;
      }
    }
    // One that is refused has no policy; it is still there to be attached.
    if (policies.empty()) policies.emplace_back();
    managed_.push_back({&resource, name_of_policy(body), document, std::move(policies.front()), attached});
    if (managed_.back().policy.source == nullptr) managed_.back().attached = true;
  }

  static TemplateText name_of_policy(const TemplateBody& body) {
    const bool terraform = body.resource().type.starts_with("aws_");
    return body.text_at(terraform ? "arn" : "ManagedPolicyName");
  }

  // Whom an attribute names: users, roles or groups of the template, or one that is made elsewhere.
  std::vector<TemplateHolder*> holders(const TemplateBody& body, HolderKind kind, std::string_view attribute) {
    std::vector<TemplateHolder*> out;
    bool open = false;
    for (NodeId each : body.elements(body.find(attribute), open)) {
      if (!budget_.take_steps(1 + holders_.size())) return out;
      out.push_back(&find_holder(from_, holders_, kind, body.text(each)));
    }
    return out;
  }

  // A managed policy by what a resource names as its ARN.
  void give(TemplateHolder& holder, const TemplateBody& body, NodeId arn, IamLayer layer) {
    const TemplateText written = body.text(arn);
    if (written.text.empty() || !budget_.take_steps(1 + managed_.size())) return;
    const bool boundary = layer == IamLayer::kBoundary;
    auto& to = boundary ? holder.identity.boundary : holder.identity.policies;
    auto found = std::find_if(managed_.begin(), managed_.end(),
                              [&](const Managed& one) { return refers_to(written, *one.resource, one.name); });
    if (!boundary) {
      holder.identity.attached.push_back(
          {{written.text, written.span, !written.known}, body.document().shared_source()});
    }
    if (found == managed_.end() || found->policy.source == nullptr) {
      holder.identity.missing.push_back(written.text);
      return;
    }
    found->attached = true;
    if (!boundary) {
      to.push_back(found->policy);
      to.back().perhaps = to.back().perhaps || body.resource().conditional;
      return;
    }
    IamFile again;
    const TemplateBody of(from_, *found->resource);
    append(to, read(of, found->document, layer, found->resource->address, {}, again));
  }

  void attach(const Resource& resource) {
    const TemplateBody body(from_, resource);
    if (const HolderType* type = holder_type(resource)) {
      TemplateHolder* own = holder_of(holders_, resource);
      bool open = false;
      if (!type->managed.empty()) {
        for (NodeId each : body.elements(body.find(type->managed), open)) {
          give(*own, body, each, IamLayer::kIdentity);
        }
      }
      if (open) own->identity.missing.push_back("managed policies of " + resource.address);
      if (!type->boundary.empty()) give(*own, body, body.find(type->boundary), IamLayer::kBoundary);
    }
    const AttachmentType* type = type_of(kAttachments, resource);
    if (type == nullptr) return;
    for (size_t kind = 0; kind < kHolderKinds; ++kind) {
      if (type->holders[kind].empty()) continue;
      for (TemplateHolder* holder : holders(body, static_cast<HolderKind>(kind), type->holders[kind])) {
        give(*holder, body, body.find("policy_arn"), IamLayer::kIdentity);
      }
    }
  }

  void read_cluster_policy(const Resource& resource) {
    const ClusterPolicyType* type = type_of(kClusterPolicies, resource);
    if (type == nullptr) return;
    const TemplateBody body(from_, resource);
    IamFile file;
    const TemplateText arn = body.text_at(type->cluster);
    std::string known = arn.address.empty() ? std::string() : clusters_.arn_at(arn.address);
    if (known.empty()) known = arn.text;
    for (IamPolicy& policy : read(body, body.find(type->document), IamLayer::kCluster, resource.address,
                                  iam_size(IamLayer::kCluster), file)) {
      out_.cluster.push_back({std::move(policy), {known, arn.span, has_iam_hole(known)}});
    }
    std::move(file.diagnostics.begin(), file.diagnostics.end(), std::back_inserter(out_.cluster_diagnostics));
  }

  const Template& from_;
  Budget& budget_;
  TemplateClusters clusters_;
  TemplatePolicies out_;
  std::deque<TemplateHolder> holders_;
  std::vector<Managed> managed_;
};

}  // namespace

Result<TemplatePolicies> policies_of(const Template& from, Budget& budget) {
  TemplatePolicies found = PolicyFinder(from, budget).find();
  if (budget.spent()) return budget.error();
  return found;
}

}  // namespace klamm
