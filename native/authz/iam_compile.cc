#include <stdexcept>

#include "authz/iam_index.h"
#include "authz/iam_value.h"

namespace klamm {
namespace {

using authz::IamCompiled;
using authz::IamPattern;
using authz::PatternUse;

constexpr uint32_t kEveryAction = (uint32_t{1} << kIamActions) - 1;

// The actions of kafka-cluster that a text names. Case does not matter.
uint32_t actions_of(std::string_view text) {
  if (text == "*") return kEveryAction;
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || !equal_ignoring_case(text.substr(0, colon), "kafka-cluster")) return 0;
  const IamPattern pattern = IamPattern::read(lower(text.substr(colon + 1)), PatternUse::kAction, false);
  uint32_t actions = 0;
  for (uint32_t code = 0; code < kIamActions; ++code) {
    if (pattern.matches(lower(iam_action_name(static_cast<IamAction>(code))))) actions |= uint32_t{1} << code;
  }
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
  for (const IamText& action : statement.actions) compiled.actions |= actions_of(action.text);
  if (statement.not_action) compiled.actions = kEveryAction & ~compiled.actions;
  compiled.first_pattern = static_cast<uint32_t>(index.patterns.size());
  compiled.patterns = static_cast<uint32_t>(statement.resources.size());
  for (const IamText& resource : statement.resources) {
    index.patterns.push_back(IamPattern::read(resource.text, PatternUse::kResource, policy.variables));
    if (!index.patterns.back().has_variables()) continue;
    index.variable_patterns.push_back(static_cast<uint32_t>(index.patterns.size() - 1));
  }
  index.compiled.push_back(compiled);
}

void add_policies(IamIndex::Impl& index, const std::vector<IamPolicy>& policies, IamLayer layer, uint32_t level = 0) {
  for (const IamPolicy& policy : policies) {
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
