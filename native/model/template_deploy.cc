#include <array>

#include "base/iam_hole.h"
#include "klamm/template_policies.h"

namespace klamm {
namespace {

// Addresses that say where a template is deployed, by their ends: of Terraform's data sources and of CloudFormation.
struct PlaceName {
  std::string_view within;  // what stands before the name that the template gives it
  std::string_view end;
  std::string IamCluster::* part;
};
constexpr std::array<PlaceName, 8> kPlaces = {{
    {"data.aws_caller_identity.", ".account_id", &IamCluster::account},
    {"data.aws_region.", ".name", &IamCluster::region},
    {"data.aws_region.", ".region", &IamCluster::region},
    {"data.aws_region.", ".id", &IamCluster::region},
    {"data.aws_partition.", ".partition", &IamCluster::partition},
    {"", "AWS.AccountId", &IamCluster::account},
    {"", "AWS.Region", &IamCluster::region},
    {"", "AWS.Partition", &IamCluster::partition},
}};

const std::string* place_at(std::string_view address, const IamCluster& cluster) {
  for (const PlaceName& place : kPlaces) {
    const bool named = place.within.empty()
                           ? address == place.end
                           : address.find(place.within) != std::string_view::npos && address.ends_with(place.end);
    if (named) return &(cluster.*place.part);
  }
  return nullptr;
}

class Deployer {
 public:
  Deployer(const IamCluster& cluster, bool own) : cluster_(cluster) {
    if (!own) return;
    // As TemplateClusters has it.
    for (std::string_view uuid : {"${uuid}", "${uuid}-s${number}"}) {
      own_.push_back("arn:${partition}:kafka:${region}:${account}:cluster/" + cluster.name + "/" + std::string(uuid));
    }
    append_iam_arn(arn_, cluster, ResourceType::kCluster, {});
  }

  void fill(IamText& text) {
    if (!text.holes) return;
    for (auto own = own_.rbegin(); own != own_.rend(); ++own) {
      for (size_t at = text.text.find(*own); at != std::string::npos; at = text.text.find(*own)) {
        text.text.replace(at, own->size(), arn_);
        filled_ = true;
      }
    }
    for (size_t at = text.text.find("${"); at != std::string::npos; at = text.text.find("${", at + 1)) {
      const size_t behind = iam_hole_end(text.text, at);
      if (behind == std::string::npos) continue;
      std::string_view address = std::string_view(text.text).substr(at + 2, behind - at - 3);
      const std::string* known = place_at(address, cluster_);
      if (known == nullptr) continue;
      text.text.replace(at, behind - at, *known);
      filled_ = true;
    }
    text.holes = has_iam_hole(text.text);
  }
  bool filled() const { return filled_; }

 private:
  const IamCluster& cluster_;
  std::vector<std::string> own_;
  std::string arn_;
  bool filled_ = false;
};

}  // namespace

bool deploy(IamPolicy& policy, const IamCluster& cluster, bool own) {
  Deployer deployer(cluster, own);
  for (IamStatement& statement : policy.statements) {
    for (IamText& resource : statement.resources) deployer.fill(resource);
    for (IamCondition& condition : statement.conditions) {
      for (IamText& value : condition.values) deployer.fill(value);
    }
    for (IamPrincipalText& principal : statement.principals) {
      if (principal.kind != IamPrincipalText::Kind::kHole) continue;
      IamText text{principal.text, principal.span, true};
      deployer.fill(text);
      principal.text = text.text;
      if (text.holes) continue;
      auto named = parse_iam_principal(text.text);
      const bool root = named && named->kind == IamPrincipal::Kind::kRoot;
      const bool account = text.text.size() == 12 && text.text.find_first_not_of("0123456789") == std::string::npos;
      if (root) principal.text = named->account;
      principal.kind = root || account ? IamPrincipalText::Kind::kAccount
                       : named         ? IamPrincipalText::Kind::kArn
                                       : IamPrincipalText::Kind::kOther;
    }
  }
  return deployer.filled();
}

}  // namespace klamm
