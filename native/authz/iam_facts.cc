#include "authz/iam_facts.h"

#include <algorithm>

#include "authz/iam_value.h"

namespace klamm::authz {
namespace {

constexpr std::string_view kCurrentTime = "aws:currenttime";
constexpr std::string_view kEpochTime = "aws:epochtime";
constexpr std::string_view kResourceTag = "aws:resourcetag/";

std::string_view type_of(IamPrincipal::Kind kind) {
  switch (kind) {
    case IamPrincipal::Kind::kUser:
      return "User";
    case IamPrincipal::Kind::kFederated:
      return "FederatedUser";
    case IamPrincipal::Kind::kRoot:
      return "Account";
    case IamPrincipal::Kind::kSession:
    case IamPrincipal::Kind::kRole:
      break;
  }
  return "AssumedRole";
}

}  // namespace

bool is_time_key(std::string_view key) {
  return equal_ignoring_case(key, kCurrentTime) || equal_ignoring_case(key, kEpochTime);
}

IamFacts::IamFacts(const IamPrincipal& principal, const IamCluster& cluster, const IamContext& context)
    : partial_(context.partial) {
  for (const IamContext::Key& key : context.keys) {
    std::string lowered = lower(key.name);
    if (fact(lowered) != nullptr) continue;
    put(lowered, key.values);
    if (!key.known) {
      auto at = std::find_if(facts_.begin(), facts_.end(), [&](const Fact& each) { return each.key == lowered; });
      at->state = Found::State::kUnknown;
    }
  }
  const auto add = [this](std::string_view key, std::string_view value) {
    if (fact(key) == nullptr) put(key, {std::string(value)});
  };
  const bool session = principal.kind == IamPrincipal::Kind::kSession || principal.kind == IamPrincipal::Kind::kRole;
  add("aws:principalarn", session ? principal.role : principal.arn);
  add("aws:principalaccount", principal.account);
  add("aws:principaltype", type_of(principal.kind));
  if (principal.kind == IamPrincipal::Kind::kUser) add("aws:username", principal.name);
  add("aws:principalisawsservice", "false");
  add("aws:viaawsservice", "false");
  add("aws:resourceaccount", cluster.account);
  add("aws:requestedregion", cluster.region);
}

void IamFacts::put(std::string_view key, std::vector<std::string> values) {
  Fact added{std::string(key), Found::State::kPresent, std::move(values)};
  auto place = std::lower_bound(facts_.begin(), facts_.end(), added.key,
                                [](const Fact& each, const std::string& wanted) { return each.key < wanted; });
  facts_.insert(place, std::move(added));
}

const IamFacts::Fact* IamFacts::fact(std::string_view lowered) const {
  auto place = std::lower_bound(facts_.begin(), facts_.end(), lowered,
                                [](const Fact& each, std::string_view wanted) { return each.key < wanted; });
  return place != facts_.end() && place->key == lowered ? &*place : nullptr;
}

IamFacts::Found IamFacts::find(std::string_view key, bool cluster_resource) const {
  const std::string lowered = lower(key);
  if (!cluster_resource && lowered.starts_with(kResourceTag)) return {};
  if (const Fact* found = fact(lowered); found != nullptr) {
    const bool empty = found->state == Found::State::kPresent && found->values.empty();
    return {empty ? Found::State::kAbsent : found->state, &found->values};
  }
  return {partial_ ? Found::State::kUnknown : Found::State::kAbsent, nullptr};
}

IamFacts IamFacts::at(int64_t now) const {
  IamFacts timed = *this;
  if (fact(kCurrentTime) == nullptr) timed.put(kCurrentTime, {format_date(now)});
  if (fact(kEpochTime) == nullptr) timed.put(kEpochTime, {std::to_string(now)});
  return timed;
}

}  // namespace klamm::authz
