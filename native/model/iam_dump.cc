// What `aws iam get-account-authorization-details` prints: who there is, and what is attached to whom.
#include <algorithm>
#include <map>

#include "model/iam_reading.h"

namespace klamm {
namespace {

class DumpReader {
 public:
  DumpReader(const Document& document, IamFile& file, Budget& budget)
      : json_(document, file.diagnostics), file_(file), budget_(budget) {}

  void read() {
    const NodeId root = json_.document().root();
    json_.is_object(root, "a dump");
    // Answers come in pages.
    if (const NodeId more = json_.find(root, "IsTruncated"); json_.is(more, NodeKind::kTrue)) {
      json_.refuse(json_.node(more).value_span, "the answer goes on in another page: this is half an account");
      file_.more = json_.node(more).value_span;
    }
    for_each(root, "Policies", [this](NodeId policy) { policies_[text(policy, "Arn")] = policy; });
    for_each(root, "GroupDetailList", [this](NodeId group) { groups_[text(group, "GroupName")] = group; });
    for_each(root, "UserDetailList", [this](NodeId user) { read_identity(user, "UserPolicyList", true); });
    for_each(root, "RoleDetailList", [this](NodeId role) { read_identity(role, "RolePolicyList", false); });
  }

 private:
  template <class Visit>
  void for_each(NodeId object, std::string_view name, Visit visit) const {
    const NodeId list = json_.find(object, name);
    if (list == kNoNode) return;
    if (!json_.is(list, NodeKind::kArray)) return json_.refuse(json_.node(list).value_span, "expected a list");
    for (NodeId each = json_.node(list).first_child; each != kNoNode; each = json_.node(each).next) visit(each);
  }

  std::string text(NodeId object, std::string_view name) const {
    if (!json_.is(object, NodeKind::kObject)) return {};
    const NodeId member = json_.find(object, name);
    return json_.is(member, NodeKind::kString) ? json_.value(member) : std::string();
  }

  std::vector<IamPolicy> read_document(NodeId document, IamLayer layer, const std::string& name) {
    if (document == kNoNode) return {};
    IamFile file;
    read_iam_document(json_.document(), document, layer, name, {}, file, budget_);
    for (IamDiagnostic& diagnostic : file.diagnostics) file_.diagnostics.push_back(std::move(diagnostic));
    return std::move(file.policies);
  }

  void append(std::vector<IamPolicy>& policies, std::vector<IamPolicy> more) const {
    for (IamPolicy& policy : more) policies.push_back(std::move(policy));
  }

  // The default version of a managed policy; nothing if the dump does not hold it.
  std::vector<IamPolicy> managed(const std::string& arn, IamLayer layer) {
    auto found = policies_.find(arn);
    if (found == policies_.end()) return {};
    std::vector<IamPolicy> read;
    const std::string wanted = text(found->second, "DefaultVersionId");
    for_each(found->second, "PolicyVersionList", [&](NodeId version) {
      const bool is_default = json_.is(version, NodeKind::kObject) &&
                              (wanted.empty() ? json_.is(json_.find(version, "IsDefaultVersion"), NodeKind::kTrue)
                                              : text(version, "VersionId") == wanted);
      if (is_default && read.empty())
        read = read_document(json_.find(version, "Document"), layer, "managed policy " + arn);
    });
    return read;
  }

  void read_attached(NodeId holder, std::string_view inline_list, const std::string& whose, IamIdentity& identity) {
    for_each(holder, inline_list, [&](NodeId policy) {
      if (!json_.is(policy, NodeKind::kObject)) return;
      append(identity.policies, read_document(json_.find(policy, "PolicyDocument"), IamLayer::kIdentity,
                                              "inline policy " + text(policy, "PolicyName") + " of " + whose));
    });
    for_each(holder, "AttachedManagedPolicies", [&](NodeId policy) {
      const std::string arn = text(policy, "PolicyArn");
      if (!arn.empty())
        identity.attached.push_back({{arn, json_.node(json_.find(policy, "PolicyArn")).value_span}, nullptr});
      std::vector<IamPolicy> read = managed(arn, IamLayer::kIdentity);
      if (read.empty()) identity.missing.push_back(arn);
      append(identity.policies, std::move(read));
    });
  }

  void read_identity(NodeId node, std::string_view inline_list, bool user) {
    if (!json_.is_object(node, "a user or role")) return;
    IamIdentity identity;
    identity.arn = text(node, "Arn");
    if (identity.arn.empty()) return json_.refuse(json_.node(node).value_span, "a user or role without `Arn`");
    read_attached(node, inline_list, identity.arn, identity);
    if (user) {
      for_each(node, "GroupList", [&](NodeId name) {
        const std::string group = json_.is(name, NodeKind::kString) ? json_.value(name) : std::string();
        auto found = groups_.find(group);
        if (found == groups_.end()) {
          identity.missing.push_back("group " + group);
        } else {
          read_attached(found->second, "GroupPolicyList", "group " + group, identity);
        }
      });
    }
    const NodeId boundary = json_.find(node, "PermissionsBoundary");
    if (json_.is(boundary, NodeKind::kObject)) {
      const std::string arn = text(boundary, "PermissionsBoundaryArn");
      identity.boundary = managed(arn, IamLayer::kBoundary);
      if (identity.boundary.empty()) identity.missing.push_back(arn);
    }
    for_each(node, "Tags", [&](NodeId tag) { identity.tags.emplace_back(text(tag, "Key"), text(tag, "Value")); });
    file_.identities.push_back(std::move(identity));
  }

  IamJson json_;
  IamFile& file_;
  Budget& budget_;
  std::map<std::string, NodeId> policies_;
  std::map<std::string, NodeId> groups_;
};

}  // namespace

void read_iam_dump(const Document& document, IamFile& file, Budget& budget) {
  file.dump = true;
  DumpReader(document, file, budget).read();
}

}  // namespace klamm
