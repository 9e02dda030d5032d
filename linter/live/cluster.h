// What a cluster tells of itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "linter/live/connection.h"

namespace klamm::live {

struct Entry {
  std::string name;
  std::optional<std::string> value;  // nullopt: null, or hidden
  std::string source;                // as snapshots spell it (klamm/snapshot.h)
  bool sensitive = false;
  bool read_only = false;
  std::vector<Entry> synonyms;
};

struct Broker {
  int32_t id = -1;
  std::string host;
  int port = 0;
  std::string error;
  std::vector<Entry> configs;
};

struct Partition {
  int32_t id = -1;
  int32_t leader = -1;
  std::vector<int32_t> replicas;
  std::vector<int32_t> in_sync;
};

struct Topic {
  std::string name;
  std::string error;
  std::vector<Partition> partitions;
  std::vector<Entry> configs;
};

struct Acl {
  std::string resource_type, pattern_type, name, principal, host, operation, permission;
};

struct Group {
  std::string name, state, protocol;
};

struct Acls {
  std::string sight = "hidden";  // "seen", "no authorizer"
  std::string reason;
  std::vector<Acl> entries;
};

struct Cluster {
  std::string id;
  std::vector<Broker> brokers;
  std::vector<Topic> topics;
  Acls acls;
  std::vector<Group> groups;
  std::string groups_error;
  bool partial = false;

  std::optional<bool> anonymous;
};

// Asks everything that is in the reach of the login. What one broker does not answer is marked there, and the rest goes
// on. The error: nobody answered at all. `tell` is called with what is being asked.
Result<Cluster> read_cluster(Connection& connection, const Deadline& deadline, void (*tell)(const std::string&));

}  // namespace klamm::live
