// Who there is, what is attached to whom, and which principals of a cluster of one's own play whom: all that a broker
// judges IAM principals by. Plain values; the reader makes them, the authorizer (iam_authorizer.h) compiles them.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "klamm/budget.h"
#include "klamm/iam.h"
#include "klamm/iam_policy.h"
#include "klamm/result.h"
#include "klamm/source.h"

namespace klamm {

// A principal of the cluster that plays a role or user. Texts are WTF-8 (document.h).
struct IamPart {
  std::string principal;  // "User:alice"
  IamPrincipal plays;     // a user, or a session of a role
  IamContext context;     // what else is known of its session, its tags among it
  std::vector<IamPolicy> session;
};

struct IamRoster {
  std::vector<IamIdentity> identities;
  std::vector<IamPart> parts;
  std::vector<IamPolicy> cluster;
  std::vector<std::vector<IamPolicy>> scps;  // by level
  std::vector<std::vector<IamPolicy>> rcps;
  std::vector<std::pair<std::string, std::string>> cluster_tags;
  std::vector<std::string> warnings;  // `FILE:LINE:COLUMN: message`
};

// How an ARN's user or role is found again: names are unique within an account, whatever their path. "" if `principal`
// is neither a user nor a role nor a session of one.
std::string iam_identity_key(const IamPrincipal& principal);

struct IamRosterSources {
  std::string folder;  // what policies' names begin with; the paths in `principals` begin behind it
  std::vector<std::shared_ptr<const Source>> policies;  // JSON
  std::shared_ptr<const Source> principals;             // TOML (docs/iam.md, "In a broker"); may be null
};

// The error lists every refusal, a line each: `FILE:LINE:COLUMN: message`. A roster is read whole or not at all: a
// policy that AWS refuses, a path without a file, a policy that is attached to nobody, a part of a role that nobody
// knows.
Result<IamRoster> read_iam_roster(const IamRosterSources& sources, const IamCluster& cluster, Budget& budget);

}  // namespace klamm
