// Hits at the places that checks speak of, and what several checks ask of a node.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "klamm/broker.h"
#include "rule/check.h"

namespace klamm {

using Holes = std::vector<std::pair<std::string_view, std::string>>;

Hit hit_key(const BrokerConfig& broker, const Setting& setting, Holes holes = {});
Hit hit_value(const Setting& setting, Holes holes = {});
// Bytes [begin, end) of the setting's value.
Hit hit_part(const BrokerConfig& broker, const Setting& setting, size_t begin, size_t end, Holes holes = {});
// An entry of `listeners` or of `advertised.listeners`; one that no line says has no place.
Hit hit_endpoint(const BrokerConfig& broker, const Endpoint& endpoint, Holes holes = {});
// Where the value of `key` is set, or what the file says of the node's roles; else the file.
Hit hit_absent(const BrokerConfig& broker, std::string_view key, Holes holes = {});

// ASCII only.
bool same_letters(std::string_view a, std::string_view b);
std::string lower_letters(std::string_view text);

// A file that is to make a node, and no mere fragment of settings.
bool names_a_node(const BrokerConfig& broker);
// It names all that Kafka demands of a node, so that it may stand alone: what it leaves out, the node goes without. One
// that does not is completed by something else (an environment, --override), which may set anything.
bool stands_alone(const BrokerConfig& broker);
// What completes the file may still set this key.
bool may_come(const BrokerConfig& broker, std::string_view key);
inline constexpr std::string_view kCompletes = "what completes this file: alone it makes no node";

// The value of a key that every version of Kafka knows by that name; absent where none does.
Value value_of(const BrokerConfig& broker, std::string_view key);
// A whole number; nullopt where it is absent, unknown or refused.
std::optional<int64_t> number_of(const BrokerConfig& broker, std::string_view key);

// Whether a line of that key takes effect on some broker of the cluster that an MSK configuration is for.
bool msk_takes(const BrokerConfig& broker, std::string_view key);

ListenerIndex index_of(const BrokerConfig& broker, const Listener& listener);
// Only brokers use it: their common listener, where there is another one for clients.
bool for_brokers_alone(const BrokerConfig& broker, const Listener& listener);
// `10.0.0.11:9092`, or `port 9092 of every interface`.
std::string where_bound(const Endpoint& endpoint);

}  // namespace klamm
