// The grammar of sasl.jaas.config: what Kafka's own reader of it (a java.io.StreamTokenizer) accepts, to the byte.
#pragma once

#include <forward_list>
#include <string>
#include <string_view>

#include "klamm/broker.h"

namespace klamm {

// Fills `modules` and `error` of `entry` from a value in WTF-8. All spans are bytes of `text`; unescaped pieces go to
// `owned`. Any number of modules is read; that Kafka takes exactly one in a property is part of `error`.
void parse_jaas(std::string_view text, JaasEntry& entry, std::forward_list<std::string>& owned);

}  // namespace klamm
