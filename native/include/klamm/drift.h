// A configuration file against the broker that runs: key by key, who wins.
#pragma once

#include <string>
#include <vector>

#include "klamm/broker.h"
#include "klamm/finding.h"
#include "klamm/snapshot.h"

namespace klamm {

struct Drift {
  enum class Kind : uint8_t {
    kOverridden,  // the broker started with what the file says, and a dynamic value hides it
    kNotApplied,  // the file says what the broker was not started with
    kNotInFile,   // the broker was started with what the file does not say
    kHidden,      // the broker does not tell its value: nobody knows
  };
  Kind kind = Kind::kNotApplied;
  int32_t broker = -1;
  std::string key;
  std::string file;                          // its value there, secrets masked; empty where it has none
  std::string live;                          // the value in effect, likewise
  LiveSource source = LiveSource::kUnknown;  // who set that
  Place place;                               // in the file; without a region where the file has no such key
  std::string mend;                          // what reconciles them
};

std::string_view drift_kind_name(Drift::Kind kind);  // "overridden" …

// The broker of a file by node.id or broker.id; all that told their configuration where the file has none.
std::vector<const LiveBroker*> brokers_of(const BrokerConfig& file, const LiveCluster& snapshot);

// By key. What the file leaves open (placeholders) is left out.
std::vector<Drift> find_drift(const BrokerConfig& file, const LiveBroker& broker);

}  // namespace klamm
