#include "linter/iam_question.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "linter/iam_templates.h"
#include "linter/suggest.h"

namespace klamm::cli {
namespace {

// In the order of Operation's codes.
constexpr std::array<std::string_view, 16> kOperations = {"UNKNOWN",
                                                          "ANY",
                                                          "ALL",
                                                          "READ",
                                                          "WRITE",
                                                          "CREATE",
                                                          "DELETE",
                                                          "ALTER",
                                                          "DESCRIBE",
                                                          "CLUSTER_ACTION",
                                                          "DESCRIBE_CONFIGS",
                                                          "ALTER_CONFIGS",
                                                          "IDEMPOTENT_WRITE",
                                                          "CREATE_TOKENS",
                                                          "DESCRIBE_TOKENS",
                                                          "TWO_PHASE_COMMIT"};

struct TypeName {
  std::string_view name;
  ResourceType type;
};
constexpr std::array<TypeName, 6> kTypes = {{{"cluster", ResourceType::kCluster},
                                             {"topic", ResourceType::kTopic},
                                             {"group", ResourceType::kGroup},
                                             {"transactional-id", ResourceType::kTransactionalId},
                                             {"delegation-token", ResourceType::kDelegationToken},
                                             {"user", ResourceType::kUser}}};

// "TRANSACTIONAL_ID" and "TransactionalId" are "transactionalid".
std::string squeezed(std::string_view text) {
  std::string out;
  for (char byte : text) {
    if (byte == '_' || byte == '-') continue;
    out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
  }
  return out;
}

struct Asked {
  std::optional<IamAction> action;  // nullopt: nothing in IAM grants it
  std::string words;                // of the operation
  IamCluster cluster;
  std::string arn;
};

Result<std::pair<ResourceType, std::string>> split_resource(const std::string& resource) {
  const size_t colon = resource.find(':');
  std::string_view type = std::string_view(resource).substr(0, colon);
  for (const TypeName& known : kTypes) {
    if (squeezed(known.name) != squeezed(type)) continue;
    const bool cluster = known.type == ResourceType::kCluster;
    if (colon == std::string::npos && !cluster) break;
    return std::pair(known.type, cluster ? std::string() : resource.substr(colon + 1));
  }
  return Error{
      fmt::format("`{}`: an ARN, or TYPE:NAME with the type cluster, topic, group or transactional-id", resource)};
}

Error no_action(const std::string& operation) {
  std::vector<std::string_view> known(kOperations.begin() + 2, kOperations.end());
  for (size_t code = 0; code < kIamActions; ++code) known.push_back(iam_action_name(static_cast<IamAction>(code)));
  const std::string_view near = nearest(operation.substr(operation.find(':') + 1), known);
  std::string message = fmt::format("`{}` is no action of kafka-cluster and no operation of Kafka's", operation);
  return Error{near.empty() ? message : fmt::format("{}; did you mean `{}`?", message, near)};
}

Result<Asked> understand(const IamQuestion& question) {
  Asked asked;
  ResourceType type = ResourceType::kUnknown;
  if (question.resource.starts_with("arn:")) {
    auto cluster = iam_cluster_of(question.resource);
    auto arn_type = iam_arn_type(question.resource);
    if (!cluster || !arn_type)
      return Error{fmt::format("`{}` is no ARN of a cluster, topic, group or transactional id", question.resource)};
    asked.cluster = *cluster;
    asked.arn = question.resource;
    type = *arn_type;
  } else {
    auto named = split_resource(question.resource);
    if (!named) return named.error();
    auto cluster = parse_iam_cluster(question.cluster);
    if (!cluster) {
      return Error{question.cluster.empty()
                       ? fmt::format("`{}` needs the ARN of its cluster (--iam-cluster)", question.resource)
                       : fmt::format("`{}` is no cluster's ARN", question.cluster)};
    }
    asked.cluster = *cluster;
    type = named.value().first;
    append_iam_arn(asked.arn, *cluster, type, named.value().second);
  }
  if (auto action = parse_iam_action(question.operation)) {
    asked.action = action;
  } else if (auto operation = parse_operation(question.operation)) {
    asked.action = iam_action_for(*operation, type);
    asked.words = std::string(kOperations[static_cast<size_t>(*operation)]);
  } else {
    return no_action(question.operation);
  }
  if (asked.action) asked.words = fmt::format("kafka-cluster:{}", iam_action_name(*asked.action));
  return asked;
}

// The part of the dumps that is about the principal.
Result<void> take_identity(IamPrincipal& principal, const IamSources& sources, IamPolicySet& policies,
                           IamAnswer& answer) {
  if (!sources.dump) return {};
  for (const IamIdentity& identity : sources.identities) {
    const auto other = parse_iam_principal(identity.arn);
    if (!other) continue;
    const bool session = principal.kind == IamPrincipal::Kind::kSession;
    const bool same = session ? other->kind == IamPrincipal::Kind::kRole && other->name == principal.name &&
                                    other->account == principal.account
                              : other->arn == principal.arn;
    if (!same) continue;
    if (session) {
      principal.role = other->arn;
      principal.path_known = true;
    }
    policies.identity.insert(policies.identity.end(), identity.policies.begin(), identity.policies.end());
    policies.boundary.insert(policies.boundary.end(), identity.boundary.begin(), identity.boundary.end());
    policies.incomplete = policies.incomplete || !identity.missing.empty();
    answer.missing = identity.missing;
    for (const auto& [key, value] : identity.tags) answer.context.keys.push_back({"aws:PrincipalTag/" + key, {value}});
    return {};
  }
  return Error{fmt::format("the account's dump holds no user or role `{}`", principal.arn)};
}

std::string reason_of(const IamDecision& decision, const IamIndex& index) {
  const auto layer = [&] { return iam_layer_name(index.entries()[decision.statement].layer); };
  switch (decision.reason) {
    case IamReason::kDenied:
      return fmt::format("a statement of the {} denies it", layer());
    case IamReason::kNoIdentityAllow:
      return index.policies().cluster.empty() ? std::string(iam_reason_text(decision.reason))
                                              : "neither an identity policy nor the cluster policy allows it";
    case IamReason::kAllowed:
      return fmt::format("a statement of the {} allows it", layer());
    case IamReason::kClusterAllowed:
      return "a statement of the cluster policy allows it";
    case IamReason::kRoot:
      return "the account's root user may do everything";
    case IamReason::kNone:
      return "nothing decided";
    default:
      return std::string(iam_reason_text(decision.reason));
  }
}

// How near a statement came: the further its first missing element is from the front, the nearer.
int nearness(const IamMissed& missed) {
  switch (missed.miss.element) {
    case IamMiss::Element::kNothing:
      return 5;
    case IamMiss::Element::kCondition:
      return 4;
    case IamMiss::Element::kResource:
      return missed.miss.unknown ? 4 : 3;
    case IamMiss::Element::kPrincipal:
      return 2;
    case IamMiss::Element::kAction:
      break;
  }
  return missed.miss.unknown ? 4 : 1;
}

// Which layer's Allow was missing.
IamLayer wanted_layer(IamReason reason) {
  switch (reason) {
    case IamReason::kNoClusterAllow:
      return IamLayer::kCluster;
    case IamReason::kNoBoundaryAllow:
      return IamLayer::kBoundary;
    case IamReason::kNoSessionAllow:
      return IamLayer::kSession;
    case IamReason::kNoScpAllow:
      return IamLayer::kScp;
    case IamReason::kNoRcpAllow:
      return IamLayer::kRcp;
    default:
      return IamLayer::kIdentity;
  }
}

void look_at_statements(IamAnswer& answer, const IamCaller& caller, const IamRequest& request, IamReason denied) {
  for (uint32_t at = 0; at < answer.index->entries().size(); ++at) {
    const IamIndex::Entry& entry = answer.index->entries()[at];
    const IamMissed missed{at, caller.miss(request, at)};
    if (missed.miss.element == IamMiss::Element::kNothing || missed.miss.unknown) answer.applying.push_back(at);
    if (answer.verdict == IamAnswer::Verdict::kAllowed) continue;
    const bool denies = entry.statement->effect == IamEffect::kDeny;
    const bool by_cluster = denied == IamReason::kNoIdentityAllow && entry.layer == IamLayer::kCluster;
    const bool wanted = !denies && denied != IamReason::kDenied && (entry.layer == wanted_layer(denied) || by_cluster);
    if (missed.miss.far || denied == IamReason::kWrongType) continue;
    // What cannot be told is why the answer is unknown, whatever it would say.
    if (missed.miss.unknown || (wanted && missed.miss.element != IamMiss::Element::kNothing))
      answer.misses.push_back(missed);
  }
  std::stable_sort(answer.misses.begin(), answer.misses.end(),
                   [](const IamMissed& left, const IamMissed& right) { return nearness(left) > nearness(right); });
  constexpr size_t kMostShown = 5;
  if (answer.misses.size() > kMostShown) answer.misses.resize(kMostShown);
}

}  // namespace

std::string_view verdict_name(IamAnswer::Verdict verdict) {
  if (verdict == IamAnswer::Verdict::kAllowed) return "ALLOWED";
  return verdict == IamAnswer::Verdict::kDenied ? "DENIED" : "UNKNOWN";
}

std::optional<Operation> parse_operation(std::string_view name) {
  for (size_t code = 2; code < kOperations.size(); ++code) {
    if (squeezed(kOperations[code]) == squeezed(name)) return static_cast<Operation>(code);
  }
  return {};
}

Result<IamAnswer> answer(const IamQuestion& question, const IamSources& sources, int64_t now) {
  auto principal = parse_iam_principal(question.principal);
  if (!principal) {
    return Error{fmt::format("`{}` is no ARN of a user, role, session or root", question.principal)};
  }
  auto asked = understand(question);
  if (!asked) return asked.error();
  IamPolicySet policies = sources.policies;
  IamAnswer answer;
  answer.context = question.context;
  for (const auto& [key, value] : question.tags) answer.context.keys.push_back({"aws:PrincipalTag/" + key, {value}});
  if (auto taken = take_identity(*principal, sources, policies, answer); !taken) return taken.error();
  for (const auto& made : sources.templates) {
    if (auto taken = take_template(*principal, asked.value().cluster, *made, policies, answer); !taken)
      return taken.error();
  }
  answer.index = std::make_shared<const IamIndex>(IamIndex::compile(std::move(policies)));
  answer.asked = fmt::format("{} on {}", asked.value().words, asked.value().arn);
  if (!asked.value().action) {
    answer.reason = "nothing in IAM grants this operation";
    return answer;
  }
  const IamCaller caller = answer.index->caller(*principal, asked.value().cluster, answer.context);
  const IamRequest request{*asked.value().action, asked.value().arn, now};
  answer.decision = caller.decide(request, IamDoubt::kStrict);
  const IamReason strict = answer.decision.reason;
  answer.reason = reason_of(answer.decision, *answer.index);
  if (answer.decision.allowed) {
    answer.verdict = IamAnswer::Verdict::kAllowed;
  } else if (caller.decide(request, IamDoubt::kLenient).allowed) {
    answer.verdict = IamAnswer::Verdict::kUnknown;
    const bool holes = index_has_holes(*answer.index);
    if (strict != IamReason::kIncomplete)
      answer.reason = fmt::format("what is not known of the {} decides", holes ? "policies or the request" : "request");
    for (const IamPolicy& policy : answer.index->policies().identity) {
      if (policy.partial) answer.missing.push_back("all statements of " + policy.name);
    }
    if (!answer.missing.empty()) answer.reason += fmt::format("; not known: {}", fmt::join(answer.missing, ", "));
  }
  look_at_statements(answer, caller, request, strict);
  return answer;
}

}  // namespace klamm::cli
