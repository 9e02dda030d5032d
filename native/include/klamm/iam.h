// MSK's IAM access control, decided offline. The rules are docs/iam-semantics.md.
//
//   IamIndex index = IamIndex::compile(policies);                     // once per set
//   IamCaller caller = index.caller(principal, cluster, context);     // once per connection
//   IamDecision decision = caller.decide({action, arn, now});         // no allocation unless a condition asks the time
//   const IamIndex::Entry* entry = index.entry(decision.statement);   // which statement decided
//
// Threads: an index and a caller are immutable; any number of threads may decide. A caller refers to its index, which
// must outlive it and not move.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/iam_policy.h"
#include "klamm/policy.h"

namespace klamm {

// The actions of `kafka-cluster:`.
enum class IamAction : uint8_t {
  kConnect,
  kDescribeCluster,
  kAlterCluster,
  kDescribeClusterDynamicConfiguration,
  kAlterClusterDynamicConfiguration,
  kWriteDataIdempotently,
  kCreateTopic,
  kDescribeTopic,
  kAlterTopic,
  kDeleteTopic,
  kDescribeTopicDynamicConfiguration,
  kAlterTopicDynamicConfiguration,
  kReadData,
  kWriteData,
  kDescribeGroup,
  kAlterGroup,
  kDeleteGroup,
  kDescribeTransactionalId,
  kAlterTransactionalId,
};
inline constexpr size_t kIamActions = 19;

std::string_view iam_action_name(IamAction action);  // "ReadData"
// With or without `kafka-cluster:`; case does not matter.
std::optional<IamAction> parse_iam_action(std::string_view name);
// What its ARN names: kCluster, kTopic, kGroup or kTransactionalId.
ResourceType iam_resource_type(IamAction action);
// What MSK asks for a Kafka operation; nullopt: nothing in IAM grants it.
std::optional<IamAction> iam_action_for(Operation operation, ResourceType type);

// `arn:partition:kafka:region:account:cluster/name/uuid`.
struct IamCluster {
  std::string partition;
  std::string region;
  std::string account;
  std::string name;
  std::string uuid;  // opaque: provisioned `…-N`, serverless `…-sN`
};
// nullopt unless it is the ARN of one cluster, without wildcards.
std::optional<IamCluster> parse_iam_cluster(std::string_view arn);
// The cluster that the ARN of one of its resources names; nullopt: none of the four types, or no account's number. A
// part that is missing is empty.
std::optional<IamCluster> iam_cluster_of(std::string_view arn);
// Appends the ARN of a resource: names are data and stand in it as they are. `name` is ignored for kCluster.
void append_iam_arn(std::string& out, const IamCluster& cluster, ResourceType type, std::string_view name);
// What an ARN of the service `kafka` names; nullopt: none of the four types.
std::optional<ResourceType> iam_arn_type(std::string_view arn);

// Who asks.
struct IamPrincipal {
  enum class Kind : uint8_t { kUser, kSession, kRole, kFederated, kRoot };
  Kind kind = Kind::kUser;
  std::string arn;      // of the user, of the session, of the role for kRole (its session is then unknown), …
  std::string role;     // kSession, kRole: the role's ARN; its path is unknown if `path_known` is not set
  std::string account;  // twelve digits
  std::string name;     // of the user or role
  bool path_known = true;
};
// A user's, a role's, a session's, a federated user's or a root's ARN, a leading `IAM:` left out.
std::optional<IamPrincipal> parse_iam_principal(std::string_view arn);

// What else is known of the requests of a caller. Keys that follow from the principal, the cluster and the clock are
// added (docs/iam-semantics.md, section 6) where they are not given here.
struct IamContext {
  struct Key {
    std::string name;
    std::vector<std::string> values;  // empty: present without a value
    bool known = true;                // false: present or not, nobody can tell
  };
  std::vector<Key> keys;
  bool partial = false;  // keys that are not given are unknown, not absent
};

// Which kind of policy a statement belongs to.
enum class IamLayer : uint8_t { kIdentity, kCluster, kBoundary, kSession, kScp, kRcp };
std::string_view iam_layer_name(IamLayer layer);                 // "identity policy", …
std::optional<IamLayer> parse_iam_layer(std::string_view word);  // identity cluster boundary session scp rcp

enum class IamReason : uint8_t {
  kNone = 0,         // a decision that nobody made
  kDenied,           // a statement denies
  kNoIdentityAllow,  // nothing allows
  kNoClusterAllow,   // another account: the cluster's policy does not allow
  kNoBoundaryAllow,
  kNoSessionAllow,
  kNoScpAllow,
  kNoRcpAllow,
  kWrongType,       // the ARN is none of the action's resource type: never asked, never allowed
  kIncomplete,      // see IamPolicySet::incomplete
  kAllowed,         // by an identity policy (and, across accounts, the cluster's)
  kClusterAllowed,  // by the cluster's policy alone
  kRoot,            // the account's root user
};

inline constexpr uint32_t kNoStatement = 0xffffffff;

// All zero means no.
struct IamDecision {
  bool allowed = false;
  IamReason reason = IamReason::kNone;
  uint32_t statement = kNoStatement;  // kDenied, kAllowed, kClusterAllowed: the first that decided
};

// In a clause for a person, where it says which layer denies: "no identity policy allows it". Empty for kNone, kDenied
// and what allows.
std::string_view iam_reason_text(IamReason reason);

struct IamRequest {
  IamAction action = IamAction::kConnect;
  std::string_view arn{};
  int64_t now = 0;  // seconds since 1970; for conditions on the time
  // Asked although the ARN is of another type: CreateTopic or DeleteTopic of the cluster.
  bool any_type = false;
};

// How conditions that cannot be told count. kStrict is for enforcing: a Deny fires, an Allow does not.
enum class IamDoubt : uint8_t { kStrict, kLenient };

// Why a statement does not apply, or does.
struct IamMiss {
  enum class Element : uint8_t { kNothing, kAction, kResource, kCondition, kPrincipal } element = Element::kNothing;
  bool unknown = false;    // it cannot be told whether it applies
  uint32_t condition = 0;  // kCondition: which
  bool far = false;        // kAction: its resources do not match either
};

class IamCaller;

class IamIndex {
 public:
  struct Entry {
    IamLayer layer = IamLayer::kIdentity;
    uint32_t level = 0;  // of SCPs and RCPs
    const IamPolicy* policy = nullptr;
    const IamStatement* statement = nullptr;
  };

  // Throws std::bad_alloc, and std::length_error for more than 16 levels of SCPs or RCPs.
  static IamIndex compile(IamPolicySet policies);
  IamIndex(IamIndex&&) noexcept;
  IamIndex& operator=(IamIndex&&) noexcept;
  ~IamIndex();

  IamCaller caller(const IamPrincipal& principal, const IamCluster& cluster, const IamContext& context) const;
  // All statements, in the order in which they decide: identity, cluster, boundary, session, SCPs, RCPs.
  const std::vector<Entry>& entries() const;
  const IamPolicySet& policies() const;

  struct Impl;

 private:
  explicit IamIndex(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

class IamCaller {
 public:
  IamCaller(IamCaller&&) noexcept;
  IamCaller& operator=(IamCaller&&) noexcept;
  ~IamCaller();

  IamDecision decide(const IamRequest& request, IamDoubt doubt = IamDoubt::kStrict) const;
  // Off the hot path: what is the first element of a statement (by its index in entries()) that does not match.
  IamMiss miss(const IamRequest& request, uint32_t statement) const;

  struct Impl;
  const Impl& impl() const { return *impl_; }  // for the authorizer

 private:
  friend class IamIndex;
  explicit IamCaller(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace klamm
