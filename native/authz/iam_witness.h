// Names that policies were perhaps written for.
#pragma once

#include <functional>
#include <string_view>

#include "authz/iam_index.h"
#include "klamm/iam.h"

namespace klamm::authz {

// Calls `visit(name)` with names of resources of the type that a statement with Allow for the action may match, and
// with some that nobody would think of, until it says true. Every text that it names is well formed; that none is
// allowed does not prove that there is none.
void each_witness(const IamCaller::Impl& caller, IamAction action, const IamCluster& cluster, ResourceType type,
                  const std::function<bool(std::string_view)>& visit);

}  // namespace klamm::authz
