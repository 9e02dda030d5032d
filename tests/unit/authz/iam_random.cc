#include "unit/authz/iam_random.h"

#include <array>

namespace klamm::test {
namespace {

constexpr std::array<const char*, 14> kActionTexts = {"*",
                                                      "kafka-cluster:*",
                                                      "kafka-cluster:Read*",
                                                      "kafka-cluster:ReadData",
                                                      "KAFKA-CLUSTER:readdata",
                                                      "s3:*",
                                                      "kafka-cluster:*Topic",
                                                      "kafka-cluster:?ead*",
                                                      "kafka-cluster:Connect",
                                                      "kafka:*",
                                                      "kafka-cluster:AlterGroup",
                                                      "kafka-cluster:*Data*",
                                                      "kafka-cluster:*Cluster*",
                                                      "kafka-cluster:*Group"};
constexpr std::array<const char*, 12> kHeads = {"arn:aws:kafka:r:111122223333:topic/c/u/",
                                                "arn:aws:kafka:r:111122223333:topic/c/u/",
                                                "arn:aws:kafka:*:*:topic/*",
                                                "arn:aws:kafka:r:111122223333:group/c/u/",
                                                "arn:aws:kafka:r:111122223333:*/c/u/",
                                                "arn:aws:kafka:r:111122223333:cluster/c/u",
                                                "arn:*:kafka:?:1111*:t*/",
                                                "arn:aws:kafka:*",
                                                "arn:aws:kafka:*:topic/",
                                                "*",
                                                "arn:aws:kafka:r:111122223333:topic/c/*/",
                                                "arn:aws:kafka:r:${aws:PrincipalAccount}:topic/"};
constexpr std::array<const char*, 16> kParts = {"a",
                                                "b",
                                                "ab",
                                                "*",
                                                "?",
                                                "/",
                                                ":",
                                                "${*}",
                                                "${$}",
                                                "${aws:PrincipalTag/t}",
                                                "${aws:PrincipalTag/u, 'a'}",
                                                "${aws:username}",
                                                "-a",
                                                "${k:multi}",
                                                "abc",
                                                "${"};
constexpr std::array<const char*, 10> kNameParts = {"a", "b", "ab", "*", "?", "/", ":", "${aws:username}", "-a", "abc"};
constexpr std::array<const char*, 8> kKeys = {
    "k:a", "K:A", "k:b", "k:multi", "aws:PrincipalArn", "aws:ResourceTag/t", "aws:CurrentTime", "aws:username"};
constexpr std::array<const char*, 22> kValues = {"a",
                                                 "A",
                                                 "ab",
                                                 "a*",
                                                 "?",
                                                 "1",
                                                 "1.50",
                                                 "-2",
                                                 "2026-01-01",
                                                 "1767225600",
                                                 "true",
                                                 "False",
                                                 "10.0.0.0/8",
                                                 "10.1.2.3",
                                                 "::ffff:10.1.2.3",
                                                 "QQ==",
                                                 "arn:aws:iam::111122223333:role/app",
                                                 "arn:aws:iam::*:role/*",
                                                 "${aws:PrincipalTag/t}",
                                                 "x${aws:username, 'b'}",
                                                 "${k:multi}",
                                                 ""};
constexpr std::array<const char*, 8> kContextValues = {
    "a", "A", "ab", "1.5", "true", "10.1.2.3", "2026-06-01T00:00:00Z", "arn:aws:iam::111122223333:role/app"};
constexpr std::array<const char*, 7> kPrincipals = {"arn:aws:sts::111122223333:assumed-role/app/s",
                                                    "arn:aws:iam::111122223333:role/app",
                                                    "arn:aws:iam::111122223333:role/path/app",
                                                    "arn:aws:iam::111122223333:user/ann",
                                                    "arn:aws:iam::444455556666:user/ann",
                                                    "arn:aws:sts::444455556666:assumed-role/app/s",
                                                    "arn:aws:iam::111122223333:root"};

std::string parts(Choices& choices, size_t most, auto& list) {
  std::string text;
  for (size_t count = choices.below(most + 1); count > 0; --count) text += choices.of(list);
  return text;
}

IamCondition random_condition(Choices& choices) {
  IamCondition condition;
  condition.op = static_cast<IamOperator>(choices.below(kIamOperators));
  if (condition.op != IamOperator::kNull) {
    condition.quantifier = static_cast<IamQuantifier>(choices.below(3));
    condition.if_exists = choices.one_in(4);
  }
  condition.key.text = choices.of(kKeys);
  for (size_t count = choices.below(4); count > 0; --count) condition.values.push_back({choices.of(kValues), {}});
  return condition;
}

IamPrincipalText random_principal(Choices& choices) {
  using Kind = IamPrincipalText::Kind;
  const size_t which = choices.below(kPrincipals.size() + 4);
  if (which == 0) return {Kind::kAny, "*", {}};
  if (which == 1) return {Kind::kAccount, "111122223333", {}};
  if (which == 2) return {Kind::kAccount, "444455556666", {}};
  if (which == 3) return {Kind::kOther, "kafka.amazonaws.com", {}};
  return {Kind::kArn, kPrincipals[which - 4], {}};
}

IamStatement random_statement(Choices& choices, bool cluster) {
  IamStatement statement;
  statement.effect = choices.one_in(4) ? IamEffect::kDeny : IamEffect::kAllow;
  statement.not_action = choices.one_in(8);
  statement.not_resource = choices.one_in(8);
  for (size_t count = 1 + choices.below(2); count > 0; --count)
    statement.actions.push_back({choices.of(kActionTexts), {}});
  for (size_t count = 1 + choices.below(3); count > 0; --count) {
    std::string text = choices.of(kHeads);
    if (text != "*") text += parts(choices, 4, kParts);
    statement.resources.push_back({text, {}});
  }
  if (choices.one_in(3)) {
    for (size_t count = 1 + choices.below(2); count > 0; --count)
      statement.conditions.push_back(random_condition(choices));
  }
  if (!cluster) return statement;
  statement.not_principal = choices.one_in(6);
  for (size_t count = 1 + choices.below(3); count > 0; --count)
    statement.principals.push_back(random_principal(choices));
  return statement;
}

std::vector<IamPolicy> random_layer(Choices& choices, size_t most, bool cluster = false) {
  std::vector<IamPolicy> policies;
  for (size_t count = choices.below(most + 1); count > 0; --count) {
    IamPolicy policy;
    policy.variables = !choices.one_in(4);
    for (size_t statements = 1 + choices.below(4); statements > 0; --statements) {
      policy.statements.push_back(random_statement(choices, cluster));
    }
    policies.push_back(std::move(policy));
  }
  return policies;
}

}  // namespace

size_t Choices::below(size_t count) {
  if (!fed_) return random_() % count;
  if (left_ == 0) return 0;
  --left_;
  return *bytes_++ % count;
}

IamPolicySet random_policies(Choices& choices) {
  IamPolicySet set;
  set.identity = random_layer(choices, 3);
  if (choices.one_in(2)) set.cluster = random_layer(choices, 1, true);
  if (choices.one_in(4)) set.boundary = random_layer(choices, 1);
  if (choices.one_in(4)) set.session = random_layer(choices, 1);
  for (size_t levels = choices.one_in(4) ? 1 + choices.below(2) : 0; levels > 0; --levels) {
    set.scps.push_back(random_layer(choices, 2));
  }
  if (choices.one_in(8)) set.rcps.push_back(random_layer(choices, 2));
  // Many alike, so that they stand under what is rare in them.
  if (choices.one_in(3) && !set.identity.empty()) {
    for (size_t count = choices.below(12); count > 0; --count) {
      IamStatement statement;
      statement.effect = choices.one_in(4) ? IamEffect::kDeny : IamEffect::kAllow;
      statement.actions.push_back({choices.of(kActionTexts), {}});
      statement.resources.push_back({"arn:aws:kafka:r:111122223333:topic/c/u/*" + parts(choices, 3, kParts), {}});
      set.identity[0].statements.push_back(std::move(statement));
    }
  }
  return set;
}

OracleRequest random_request(Choices& choices) {
  OracleRequest request;
  request.principal = *parse_iam_principal(choices.of(kPrincipals));
  request.cluster = {"aws", "r", "111122223333", "c", "u"};
  const bool action_first = choices.one_in(2);
  const auto action =
      static_cast<IamAction>(action_first ? static_cast<size_t>(IamAction::kReadData) : choices.below(kIamActions));
  request.action = "kafka-cluster:" + std::string(iam_action_name(action));
  const ResourceType type = choices.one_in(20) ? ResourceType::kGroup : iam_resource_type(action);
  append_iam_arn(request.arn, request.cluster, type, parts(choices, 4, kNameParts));
  request.context.partial = choices.one_in(3);
  for (const char* key : {"k:a", "k:b", "aws:PrincipalTag/t", "aws:ResourceTag/t", "k:multi"}) {
    if (choices.one_in(2)) continue;
    IamContext::Key given{key, {}, !choices.one_in(6)};
    const size_t count = std::string(key) == "k:multi" ? choices.below(4) : 1;
    for (size_t value = 0; value < count; ++value) given.values.emplace_back(choices.of(kContextValues));
    request.context.keys.push_back(std::move(given));
  }
  request.now = 1'767'225'600 + static_cast<int64_t>(choices.below(3)) * 20'000'000;
  return request;
}

std::string disagreement(const IamIndex& index, const OracleRequest& request) {
  const IamCaller caller = index.caller(request.principal, request.cluster, request.context);
  const IamOracle oracle(index.policies(), request);
  for (const bool lenient : {false, true}) {
    const OracleDecision expected = oracle.decide(lenient);
    const IamDecision decision = caller.decide({*parse_iam_action(request.action), request.arn, request.now},
                                               lenient ? IamDoubt::kLenient : IamDoubt::kStrict);
    const bool same_deny = expected.denied_by
                               ? decision.statement == *expected.denied_by && decision.reason == IamReason::kDenied
                               : decision.reason != IamReason::kDenied;
    if (decision.allowed == expected.allowed && same_deny) continue;
    return request.action + " on " + request.arn + (lenient ? ", leniently" : "") + ": engine " +
           (decision.allowed ? "allows" : "denies") + ", statement " + std::to_string(decision.statement) +
           ", oracle " + (expected.allowed ? "allows" : "denies") +
           (expected.denied_by ? ", statement " + std::to_string(*expected.denied_by) : "");
  }
  return {};
}

}  // namespace klamm::test
