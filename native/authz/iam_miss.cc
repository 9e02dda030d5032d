#include "authz/iam_index.h"

namespace klamm {

using authz::Truth;

IamMiss IamCaller::miss(const IamRequest& request, uint32_t statement) const {
  const Impl& caller = *impl_;
  const authz::IamCompiled& compiled = caller.index->compiled[statement];
  const IamIndex::Entry& entry = caller.index->entries[statement];
  const bool cluster_resource = iam_arn_type(request.arn) == ResourceType::kCluster;
  const bool acts = (compiled.actions >> static_cast<unsigned>(request.action) & 1) != 0;
  bool unknown = false;
  if (compiled.cluster) {
    const IamNaming& naming = caller.naming[statement];
    const Truth named = naming.any();
    if (acts && named == Truth::kFalse) return {IamMiss::Element::kPrincipal};
    unknown = named == Truth::kUnknown;
  }
  Truth about = Truth::kFalse;
  if (compiled.not_resource) {
    about = caller.matches(statement, authz::kAllPatterns, request.arn, cluster_resource);
  } else {
    for (uint32_t at = 0; at < compiled.patterns; ++at) {
      about = either(about, caller.matches(statement, compiled.first_pattern + at, request.arn, cluster_resource));
    }
  }
  if (!acts) return {IamMiss::Element::kAction, false, 0, about == Truth::kFalse};
  if (about == Truth::kFalse) return {IamMiss::Element::kResource};
  unknown = unknown || about == Truth::kUnknown;
  const authz::IamFacts facts = caller.facts.at(request.now);
  uint32_t unsure = 0;
  bool unsure_condition = false;
  for (uint32_t at = 0; at < entry.statement->conditions.size(); ++at) {
    const Truth holds = authz::judge(entry.statement->conditions[at], entry.policy->variables, facts, cluster_resource);
    if (holds == Truth::kFalse) return {IamMiss::Element::kCondition, false, at};
    if (holds == Truth::kUnknown && !unsure_condition) {
      unsure = at;
      unsure_condition = true;
    }
  }
  if (unsure_condition) return {IamMiss::Element::kCondition, true, unsure};
  if ((compiled.unsure >> static_cast<unsigned>(request.action) & 1) != 0) return {IamMiss::Element::kAction, true};
  return {unknown ? IamMiss::Element::kResource : IamMiss::Element::kNothing, unknown};
}

}  // namespace klamm
