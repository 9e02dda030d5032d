// What librdkafka's answers say, in our own terms.
#pragma once

#include <array>

#include "linter/live/cluster.h"

namespace klamm::live {

using Reason = std::array<char, 512>;

Cluster cluster_of(const rd_kafka_metadata_t& metadata);
std::string error_of(const rd_kafka_ConfigResource_t& resource);
std::vector<Entry> entries_of(const rd_kafka_ConfigResource_t& resource);
void take_groups(rd_kafka_event_t& event, Cluster& out);
// acls.sight becomes "answered" where there was no error.
void take_acls(rd_kafka_event_t& event, Acls& out);

}  // namespace klamm::live
