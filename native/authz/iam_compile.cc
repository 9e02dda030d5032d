#include <stdexcept>

#include "authz/iam_index.h"
#include "authz/iam_value.h"

namespace klamm {
namespace {

using authz::IamCompiled;
using authz::IamPattern;
using authz::PatternUse;

constexpr uint32_t kEveryAction = (uint32_t{1} << kIamActions) - 1;

// The actions of kafka-cluster that a text names, or may name. Case does not matter.
struct Actions {
  uint32_t sure = 0;
  uint32_t possible = 0;
};

Actions actions_of(const IamText& written) {
  std::string_view text = written.text;
  if (text == "*") return {kEveryAction, kEveryAction};
  const std::string service = "kafka-cluster:";
  const bool named = text.size() > service.size() && equal_ignoring_case(text.substr(0, service.size()), service);
  if (!named && !written.holes) return {};
  // The prefix of the service holds no wildcard; a hole may be all of it.
  std::string_view behind = named ? text.substr(service.size()) : text;
  const IamPattern pattern =
      IamPattern::read(lower(behind), PatternUse::kAction, false, written.holes).expand([](const IamPattern::Piece&) {
        return std::nullopt;
      });
  Actions actions;
  for (uint32_t code = 0; code < kIamActions; ++code) {
    const std::string name = lower(iam_action_name(static_cast<IamAction>(code)));
    if (pattern.matches(named ? name : service + name)) actions.possible |= uint32_t{1} << code;
  }
  if (!written.holes) actions.sure = actions.possible;
  return actions;
}

authz::Grants64 grants_of(IamLayer layer, uint32_t level) {
  switch (layer) {
    case IamLayer::kIdentity:
      return authz::kIdentityBit;
    case IamLayer::kBoundary:
      return authz::kBoundaryBit;
    case IamLayer::kSession:
      return authz::kSessionBit;
    case IamLayer::kScp:
      return authz::Grants64{1} << (authz::kScpShift + level);
    case IamLayer::kRcp:
      return authz::Grants64{1} << (authz::kRcpShift + level);
    case IamLayer::kCluster:
      break;
  }
  return 0;
}

void add_statement(IamIndex::Impl& index, const IamPolicy& policy, const IamStatement& statement, IamLayer layer,
                   uint32_t level) {
  index.entries.push_back({layer, level, &policy, &statement});
  IamCompiled compiled;
  compiled.deny = statement.effect == IamEffect::kDeny;
  compiled.cluster = layer == IamLayer::kCluster;
  compiled.grants = compiled.deny ? 0 : grants_of(layer, level);
  compiled.not_resource = statement.not_resource;
  compiled.timed = authz::asks_time(statement, policy.variables);
  Actions actions;
  for (const IamText& text : statement.actions) {
    const Actions more = actions_of(text);
    actions.sure |= more.sure;
    actions.possible |= more.possible;
  }
  compiled.unsure = actions.possible & ~actions.sure;
  compiled.actions = statement.not_action ? kEveryAction & ~actions.sure : actions.possible;
  if (policy.perhaps) compiled.unsure = compiled.actions;
  compiled.first_pattern = static_cast<uint32_t>(index.patterns.size());
  compiled.patterns = static_cast<uint32_t>(statement.resources.size());
  for (const IamText& resource : statement.resources) {
    index.patterns.push_back(IamPattern::read(resource.text, PatternUse::kResource, policy.variables, resource.holes));
    if (!index.patterns.back().has_variables()) continue;
    index.variable_patterns.push_back(static_cast<uint32_t>(index.patterns.size() - 1));
  }
  index.compiled.push_back(compiled);
}

void add_policies(IamIndex::Impl& index, const std::vector<IamPolicy>& policies, IamLayer layer, uint32_t level = 0) {
  for (const IamPolicy& policy : policies) {
    index.policies.incomplete = index.policies.incomplete || policy.partial;
    for (const IamStatement& statement : policy.statements) add_statement(index, policy, statement, layer, level);
  }
}

void add_levels(IamIndex::Impl& index, const std::vector<std::vector<IamPolicy>>& levels, IamLayer layer) {
  if (levels.size() > authz::kMostLevels) throw std::length_error("too many levels of organization policies");
  for (uint32_t level = 0; level < levels.size(); ++level) add_policies(index, levels[level], layer, level);
}

}  // namespace

IamIndex IamIndex::compile(IamPolicySet policies) {
  auto impl = std::make_unique<Impl>();
  impl->policies = std::move(policies);
  add_policies(*impl, impl->policies.identity, IamLayer::kIdentity);
  add_policies(*impl, impl->policies.cluster, IamLayer::kCluster);
  add_policies(*impl, impl->policies.boundary, IamLayer::kBoundary);
  add_policies(*impl, impl->policies.session, IamLayer::kSession);
  add_levels(*impl, impl->policies.scps, IamLayer::kScp);
  add_levels(*impl, impl->policies.rcps, IamLayer::kRcp);
  for (uint32_t code = 0; code < kIamActions; ++code) {
    impl->actions[code] = authz::index_action(impl->compiled, impl->patterns, static_cast<IamAction>(code));
  }
  return IamIndex(std::move(impl));
}

IamIndex::IamIndex(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IamIndex::IamIndex(IamIndex&&) noexcept = default;
IamIndex& IamIndex::operator=(IamIndex&&) noexcept = default;
IamIndex::~IamIndex() = default;

const std::vector<IamIndex::Entry>& IamIndex::entries() const { return impl_->entries; }
const IamPolicySet& IamIndex::policies() const { return impl_->policies; }

}  // namespace klamm
