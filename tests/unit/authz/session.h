// A random life of an authorizer, read from bytes: every step is done to the engine and to a list of entries, and the
// two are compared by the oracle. For random tests and for the fuzzer alike.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "klamm/authorizer.h"
#include "unit/authz/oracle.h"

namespace klamm::test {

// Runs all of `bytes`; the first difference in words, or empty.
std::string run_session(std::string_view bytes);

}  // namespace klamm::test
