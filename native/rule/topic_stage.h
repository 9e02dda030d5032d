// Which half of a topic a rule is about.
#pragma once

#include "rule/pack.h"

namespace klamm {

// Whether a rule about topics judges configurations, which an alteration changes too; else the name, the partitions or
// the replicas, which only a creation tells.
bool judges_configuration(const Pack::Impl& pack, uint32_t rule);

}  // namespace klamm
