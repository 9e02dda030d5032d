#include <algorithm>

#include "authz/iam_index.h"
#include "base/iam_arn.h"

namespace klamm {
namespace {

using authz::IamPattern;
using authz::PatternUse;
using authz::Truth;

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// Whether an ARN in a policy names the caller's role.
bool names_role(const IamPrincipal& caller, std::string_view written) {
  if (caller.path_known) return written == caller.role;
  // Names of roles are unique within an account, whatever their path.
  const auto arn = split_arn(written);
  const auto own = split_arn(caller.role);
  return arn && own && arn->service == "iam" && arn->partition == own->partition && arn->account == own->account &&
         arn->resource.starts_with("role/") && last_part(arn->resource) == caller.name;
}

// Whether it names a session of the caller's role, whose own session nobody knows.
bool names_some_session(const IamPrincipal& caller, std::string_view written) {
  const auto session = parse_iam_principal(written);
  return session && session->kind == IamPrincipal::Kind::kSession && session->account == caller.account &&
         session->name == caller.name;
}

IamNaming naming_of(const IamPrincipal& caller, const IamPrincipalText& written) {
  IamNaming naming;
  using Kind = IamPrincipal::Kind;
  switch (written.kind) {
    case IamPrincipalText::Kind::kAny:
      naming.everybody = Truth::kTrue;
      break;
    case IamPrincipalText::Kind::kAccount:
      naming.account = authz::truth(written.text == caller.account);
      break;
    case IamPrincipalText::Kind::kArn: {
      const bool session = caller.kind == Kind::kSession || caller.kind == Kind::kRole;
      naming.role = authz::truth(session && names_role(caller, written.text));
      if (caller.kind == Kind::kRole) {
        naming.direct = names_some_session(caller, written.text) ? Truth::kUnknown : Truth::kFalse;
      } else {
        naming.direct = authz::truth(written.text == caller.arn);
      }
      break;
    }
    case IamPrincipalText::Kind::kHole: {
      const IamPattern pattern =
          IamPattern::read(written.text, PatternUse::kPlain, false, true).expand([](const IamPattern::Piece&) {
            return std::nullopt;
          });
      const auto may_be = [&](std::string_view text) {
        return pattern.matches(text) ? Truth::kUnknown : Truth::kFalse;
      };
      naming.direct = caller.kind == Kind::kRole ? Truth::kUnknown : may_be(caller.arn);
      if (!caller.role.empty()) naming.role = caller.path_known ? may_be(caller.role) : Truth::kUnknown;
      const auto arn = split_arn(caller.arn);
      const std::string root = arn ? "arn:" + std::string(arn->partition) + ":iam::" + caller.account + ":root" : "";
      naming.account = either(may_be(caller.account), may_be(root));
      naming.everybody = may_be("*");
      break;
    }
    case IamPrincipalText::Kind::kOther:
      break;
  }
  return naming;
}

IamNaming naming_of(const IamPrincipal& caller, const IamStatement& statement) {
  IamNaming listed;
  for (const IamPrincipalText& written : statement.principals) {
    const IamNaming one = naming_of(caller, written);
    listed = {either(listed.direct, one.direct), either(listed.everybody, one.everybody), either(listed.role, one.role),
              either(listed.account, one.account)};
  }
  if (!statement.not_principal) return listed;
  IamNaming others;
  if (statement.effect == IamEffect::kAllow) {
    others.everybody = negate(listed.any());
    return others;
  }
  // A Deny spares only those whose account, and role, are listed beside them.
  using Kind = IamPrincipal::Kind;
  Truth spared = listed.account;
  if (caller.kind != Kind::kRoot) spared = both(spared, listed.direct);
  if (caller.kind == Kind::kSession || caller.kind == Kind::kRole) spared = both(spared, listed.role);
  others.everybody = negate(either(spared, listed.everybody));
  return others;
}

}  // namespace

IamCaller IamIndex::caller(const IamPrincipal& principal, const IamCluster& cluster, const IamContext& context) const {
  auto caller = std::make_unique<IamCaller::Impl>(IamCaller::Impl{
      impl_.get(), principal, principal.account == cluster.account, {principal, cluster, context}, {}, {}, {}, 0});
  const size_t statements = impl_->entries.size();
  caller->naming.resize(statements);
  for (const bool cluster_resource : {false, true}) {
    auto& conditions = caller->conditions[cluster_resource];
    conditions.resize(statements);
    for (size_t at = 0; at < statements; ++at) {
      const Entry& entry = impl_->entries[at];
      if (impl_->compiled[at].timed) continue;
      conditions[at] = authz::judge(*entry.statement, entry.policy->variables, caller->facts, cluster_resource);
    }
    for (uint32_t pattern : impl_->variable_patterns) {
      caller->filled[cluster_resource].push_back(
          authz::fill(impl_->patterns[pattern], caller->facts, cluster_resource));
    }
  }
  for (size_t at = 0; at < statements; ++at) {
    const Entry& entry = impl_->entries[at];
    if (entry.layer == IamLayer::kCluster) caller->naming[at] = naming_of(principal, *entry.statement);
    // An RCP names its principals, too: all of them.
  }
  if (!impl_->policies.boundary.empty()) caller->limits |= authz::kBoundaryBit;
  if (!impl_->policies.session.empty()) caller->limits |= authz::kSessionBit;
  const auto levels = [](size_t count) { return (authz::Grants64{1} << count) - 1; };
  caller->limits |= levels(impl_->policies.scps.size()) << authz::kScpShift;
  caller->limits |= levels(impl_->policies.rcps.size()) << authz::kRcpShift;
  return IamCaller(std::move(caller));
}

IamCaller::IamCaller(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IamCaller::IamCaller(IamCaller&&) noexcept = default;
IamCaller& IamCaller::operator=(IamCaller&&) noexcept = default;
IamCaller::~IamCaller() = default;

}  // namespace klamm
