#include <array>

#include "base/ascii.h"
#include "klamm/iam.h"

namespace klamm {
namespace {

struct ActionFacts {
  std::string_view name;
  ResourceType type;
  Operation operation;  // kUnknown: none
};

// In the order of IamAction. The operations are AWS's own column of ACL equivalents.
constexpr std::array<ActionFacts, kIamActions> kActions = {{
    {"Connect", ResourceType::kCluster, Operation::kUnknown},
    {"DescribeCluster", ResourceType::kCluster, Operation::kDescribe},
    {"AlterCluster", ResourceType::kCluster, Operation::kAlter},
    {"DescribeClusterDynamicConfiguration", ResourceType::kCluster, Operation::kDescribeConfigs},
    {"AlterClusterDynamicConfiguration", ResourceType::kCluster, Operation::kAlterConfigs},
    {"WriteDataIdempotently", ResourceType::kCluster, Operation::kIdempotentWrite},
    {"CreateTopic", ResourceType::kTopic, Operation::kCreate},
    {"DescribeTopic", ResourceType::kTopic, Operation::kDescribe},
    {"AlterTopic", ResourceType::kTopic, Operation::kAlter},
    {"DeleteTopic", ResourceType::kTopic, Operation::kDelete},
    {"DescribeTopicDynamicConfiguration", ResourceType::kTopic, Operation::kDescribeConfigs},
    {"AlterTopicDynamicConfiguration", ResourceType::kTopic, Operation::kAlterConfigs},
    {"ReadData", ResourceType::kTopic, Operation::kRead},
    {"WriteData", ResourceType::kTopic, Operation::kWrite},
    {"DescribeGroup", ResourceType::kGroup, Operation::kDescribe},
    {"AlterGroup", ResourceType::kGroup, Operation::kRead},
    {"DeleteGroup", ResourceType::kGroup, Operation::kDelete},
    {"DescribeTransactionalId", ResourceType::kTransactionalId, Operation::kDescribe},
    {"AlterTransactionalId", ResourceType::kTransactionalId, Operation::kWrite},
}};

constexpr std::array<std::string_view, kIamOperators> kOperators = {
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "NotIpAddress",
    "ArnEquals",
    "ArnNotEquals",
    "ArnLike",
    "ArnNotLike",
    "Null",
};

}  // namespace

std::string_view iam_operator_name(IamOperator op) { return kOperators[static_cast<size_t>(op)]; }
std::string_view iam_action_name(IamAction action) { return kActions[static_cast<size_t>(action)].name; }
ResourceType iam_resource_type(IamAction action) { return kActions[static_cast<size_t>(action)].type; }

std::optional<IamAction> parse_iam_action(std::string_view name) {
  constexpr std::string_view kService = "kafka-cluster:";
  if (equal_ignoring_case(name.substr(0, kService.size()), kService)) name.remove_prefix(kService.size());
  for (size_t code = 0; code < kIamActions; ++code) {
    if (equal_ignoring_case(name, kActions[code].name)) return static_cast<IamAction>(code);
  }
  return {};
}

std::optional<IamAction> iam_action_for(Operation operation, ResourceType type) {
  if (operation == Operation::kUnknown) return {};
  for (size_t code = 0; code < kIamActions; ++code) {
    if (kActions[code].type == type && kActions[code].operation == operation) return static_cast<IamAction>(code);
  }
  return {};
}

std::string_view iam_layer_name(IamLayer layer) {
  switch (layer) {
    case IamLayer::kIdentity:
      return "identity policy";
    case IamLayer::kCluster:
      return "cluster policy";
    case IamLayer::kBoundary:
      return "permissions boundary";
    case IamLayer::kSession:
      return "session policy";
    case IamLayer::kScp:
      return "service control policy";
    case IamLayer::kRcp:
      return "resource control policy";
  }
  return {};
}

std::string_view iam_reason_text(IamReason reason) {
  switch (reason) {
    case IamReason::kNoIdentityAllow:
      return "no identity policy allows it";
    case IamReason::kNoClusterAllow:
      return "the principal is of another account, and the cluster policy does not allow it";
    case IamReason::kNoBoundaryAllow:
      return "the permissions boundary does not allow it";
    case IamReason::kNoSessionAllow:
      return "the session policy does not allow it";
    case IamReason::kNoScpAllow:
      return "a service control policy does not allow it";
    case IamReason::kNoRcpAllow:
      return "a resource control policy does not allow it";
    case IamReason::kWrongType:
      return "this action is never asked of a resource of this type";
    case IamReason::kIncomplete:
      return "not all policies of the principal could be read";
    case IamReason::kNone:
    case IamReason::kDenied:
    case IamReason::kAllowed:
    case IamReason::kClusterAllowed:
    case IamReason::kRoot:
      break;
  }
  return {};
}

std::optional<IamLayer> parse_iam_layer(std::string_view word) {
  constexpr std::array<std::string_view, 6> kWords = {"identity", "cluster", "boundary", "session", "scp", "rcp"};
  for (size_t layer = 0; layer < kWords.size(); ++layer) {
    if (kWords[layer] == word) return static_cast<IamLayer>(layer);
  }
  return {};
}

}  // namespace klamm
