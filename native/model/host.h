// How far away a listener's host can be reached from.
#pragma once

#include <string_view>

#include "klamm/broker.h"

namespace klamm {

// Of a host as `listeners` writes it, brackets taken off. Names are kAddress, `localhost` excepted.
Reach reach_of(std::string_view host);

}  // namespace klamm
