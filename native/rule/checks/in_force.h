// Which lines of a key are in force, and where.
#pragma once

#include <string_view>

#include "klamm/broker.h"

namespace klamm {

// Listeners that a rule may mean: `tls`, `sasl`, `oauth` (OAUTHBEARER among the mechanisms), `peer` (over which this
// node connects to others by TLS), empty for all.
bool is_where(const BrokerConfig& broker, const Listener& listener, std::string_view where);

// The listener at which a setting of a catalogued key is the effective one, among those that `where` names; nullptr
// without any.
const Listener* in_force_at(const BrokerConfig& broker, const Setting& setting, std::string_view where);

// Whether the line decides anything: the last of its key, for a listener that there is, and in force where it is to be.
bool decides(const BrokerConfig& broker, const Setting& setting, std::string_view where);

}  // namespace klamm
