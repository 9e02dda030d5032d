#include "linter/iam_templates.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include "klamm/files.h"
#include "linter/terraform_modules.h"
#include "linter/walk.h"

namespace klamm::cli {
namespace {

bool is_folder(const std::string& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

// Whether a folder has a module itself, not only below.
bool has_module(const std::string& folder) {
  Budget budget;
  const auto names = DiskFiles().list(folder, budget);
  return names.ok() && std::any_of(names.value().begin(), names.value().end(), [](std::string_view name) {
           return name.ends_with(".tf") || name.ends_with(".tf.json");
         });
}

Error refused(const std::vector<IamDiagnostic>& diagnostics) {
  std::string message;
  for (const IamDiagnostic& diagnostic : diagnostics) {
    // Policies of other services stand beside ours.
    const bool ours = diagnostic.source->bytes().find("kafka") != std::string_view::npos;
    if (diagnostic.diagnostic.kind != Diagnostic::Kind::kRefused || !ours) continue;
    if (!message.empty()) message += '\n';
    message += shown(diagnostic);
  }
  return Error{message};
}

// The name behind `cluster/`; empty where it is not told whole.
std::string_view cluster_name(std::string_view arn) {
  constexpr std::string_view kType = ":cluster/";
  const size_t at = arn.find(kType);
  if (at == std::string_view::npos) return {};
  arn.remove_prefix(at + kType.size());
  std::string_view name = arn.substr(0, arn.find('/'));
  return name.find("${") == std::string_view::npos ? name : std::string_view();
}

void append(std::vector<IamPolicy>& to, const std::vector<IamPolicy>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

// Takes the template for one that is deployed where the cluster is.
void deploy_all(std::vector<IamPolicy>& policies, size_t from, const IamCluster& cluster, const TemplatePolicies& made,
                IamAnswer& answer) {
  const bool own = made.only_cluster && made.only_cluster->name == cluster.name;
  bool filled = false;
  for (size_t at = from; at < policies.size(); ++at) filled = deploy(policies[at], cluster, own) || filled;
  if (!filled) return;
  std::string assumed =
      fmt::format("the template is deployed in account {}, region {}{}", cluster.account, cluster.region,
                  own ? fmt::format(", and makes the cluster `{}`", cluster.name) : "");
  auto& all = answer.assumed;
  if (std::find(all.begin(), all.end(), assumed) == all.end()) all.push_back(std::move(assumed));
}

void take(const IamIdentity& identity, IamPolicySet& policies, IamAnswer& answer) {
  append(policies.identity, identity.policies);
  append(policies.boundary, identity.boundary);
  policies.incomplete = policies.incomplete || !identity.missing.empty();
  answer.missing.insert(answer.missing.end(), identity.missing.begin(), identity.missing.end());
  for (const auto& [key, value] : identity.tags) answer.context.keys.push_back({"aws:PrincipalTag/" + key, {value}});
}

void take_cluster_policies(const IamCluster& cluster, const TemplatePolicies& made, IamPolicySet& policies,
                           IamAnswer& answer) {
  std::string arn;
  append_iam_arn(arn, cluster, ResourceType::kCluster, {});
  for (const TemplateClusterPolicy& one : made.cluster) {
    const std::string_view name = cluster_name(one.cluster.text);
    const bool same = one.cluster.holes ? name == cluster.name : one.cluster.text == arn;
    if (same) {
      policies.cluster.push_back(one.policy);
    } else if (one.cluster.holes && name.empty()) {
      policies.incomplete = true;
      answer.missing.push_back("whether " + one.policy.name + " is of this cluster");
    }
  }
}

Result<std::optional<TemplatePolicies>> read_module(const std::string& path, bool folder, Budget& budget) {
  std::string at = tidy_path(path);
  if (const size_t slash = at.rfind('/'); !folder) {
    at = slash == std::string::npos ? "." : at.substr(0, std::max<size_t>(slash, 1));
  }
  const auto canonical = canonical_path(at);
  if (!canonical) return Error{"cannot be read"};
  auto made = read_terraform(DiskFiles::fenced(fence_around(*canonical)), at, budget);
  if (!made) return made.error();
  auto found = policies_of(made.value(), budget);
  if (!found) return found.error();
  return std::optional(std::move(found).value());
}

Result<std::optional<TemplatePolicies>> read_policies(const std::string& path) {
  Budget budget;
  const bool folder = is_folder(path);
  const bool module = folder ? has_module(path) : path.ends_with(".tf") || path.ends_with(".tf.json");
  if (module) return read_module(path, folder, budget);
  if (folder || path == "-") return std::optional<TemplatePolicies>();
  auto source = DiskFiles().read(path, budget);
  if (!source) return source.error();
  return policies_in(source.value(), &read_yaml, budget);
}

Result<void> take_identities(const IamPrincipal& principal, const TemplatePolicies& made, IamPolicySet& policies,
                             IamAnswer& answer) {
  std::vector<const IamIdentity*> perhaps;
  for (const IamIdentity& identity : made.identity.identities) {
    const IamSame same = is_same_identity(identity.arn, principal);
    if (same == IamSame::kPerhaps) perhaps.push_back(&identity);
    if (same != IamSame::kYes) continue;
    take(identity, policies, answer);
    return {};
  }
  if (perhaps.size() == 1) {
    answer.assumed.push_back(fmt::format("`{}` is this principal", perhaps.front()->arn));
    take(*perhaps.front(), policies, answer);
    return {};
  }
  if (perhaps.size() > 1) {
    policies.incomplete = true;
    for (const IamIdentity* one : perhaps) answer.missing.push_back("whether " + one->arn + " is this principal");
    return {};
  }
  if (made.identity.policies.empty() && made.cluster.empty()) {
    return Error{fmt::format("the template makes no user or role `{}`, and no policy that it attaches to nobody",
                             principal.name)};
  }
  append(policies.identity, made.identity.policies);
  return {};
}

}  // namespace

Result<std::shared_ptr<const TemplatePolicies>> read_template_policies(const std::string& path) {
  auto found = read_policies(path);
  if (!found) {
    const std::string& message = found.error().message;
    return Error{message.find(path) == std::string::npos ? path + ": " + message : message};
  }
  if (!found.value()) return std::shared_ptr<const TemplatePolicies>();
  const TemplatePolicies& policies = *found.value();
  for (const auto* diagnostics : {&policies.identity.diagnostics, &policies.cluster_diagnostics}) {
    if (Error wrong = refused(*diagnostics); !wrong.message.empty()) return wrong;
  }
  return std::make_shared<const TemplatePolicies>(*std::move(found).value());
}

Result<void> take_template(const IamPrincipal& principal, const IamCluster& cluster, const TemplatePolicies& made,
                           IamPolicySet& policies, IamAnswer& answer) {
  const size_t identities = policies.identity.size();
  const size_t boundaries = policies.boundary.size();
  const size_t clusters = policies.cluster.size();
  take_cluster_policies(cluster, made, policies, answer);
  if (auto taken = take_identities(principal, made, policies, answer); !taken) return taken;
  deploy_all(policies.identity, identities, cluster, made, answer);
  deploy_all(policies.boundary, boundaries, cluster, made, answer);
  deploy_all(policies.cluster, clusters, cluster, made, answer);
  return {};
}
bool index_has_holes(const IamIndex& index) {
  return std::any_of(index.entries().begin(), index.entries().end(), [](const IamIndex::Entry& entry) {
    const auto open = [](const auto& text) { return text.holes; };
    const IamStatement& statement = *entry.statement;
    return std::any_of(statement.actions.begin(), statement.actions.end(), open) ||
           std::any_of(statement.resources.begin(), statement.resources.end(), open) ||
           std::any_of(statement.principals.begin(), statement.principals.end(),
                       [](const IamPrincipalText& one) { return one.kind == IamPrincipalText::Kind::kHole; }) ||
           std::any_of(statement.conditions.begin(), statement.conditions.end(), [&](const IamCondition& one) {
             return one.key.holes || std::any_of(one.values.begin(), one.values.end(), open);
           });
  });
}

}  // namespace klamm::cli
