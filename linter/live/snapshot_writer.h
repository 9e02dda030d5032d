// A cluster as a snapshot (docs/snapshot.md): JSON, one broker's key or one topic a line.
#pragma once

#include <string>

#include "linter/live/cluster.h"

namespace klamm::live {

// `taken`: ISO 8601, UTC.
std::string snapshot_text(const Cluster& cluster, const std::string& bootstrap, const std::string& taken);

}  // namespace klamm::live
