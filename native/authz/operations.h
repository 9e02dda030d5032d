// Operations as sets of bits: bit n is the operation of code n.
#pragma once

#include <cstdint>

#include "klamm/policy.h"

namespace klamm::authz {

using OperationSet = uint16_t;

constexpr OperationSet bit_of(Operation operation) {
  const auto code = static_cast<unsigned>(operation);
  return code < 16 ? static_cast<OperationSet>(1u << code) : OperationSet{0};
}

inline constexpr OperationSet kAllBit = bit_of(Operation::kAll);
inline constexpr OperationSet kImplyDescribe = bit_of(Operation::kDescribe) | bit_of(Operation::kRead) |
                                               bit_of(Operation::kWrite) | bit_of(Operation::kDelete) |
                                               bit_of(Operation::kAlter);
inline constexpr OperationSet kImplyDescribeConfigs =
    bit_of(Operation::kDescribeConfigs) | bit_of(Operation::kAlterConfigs);

// The entries' operations that meet a requested one: in DENY entries, and in ALLOW entries.
constexpr OperationSet denying(Operation operation) { return kAllBit | bit_of(operation); }
constexpr OperationSet allowing(Operation operation) {
  if (operation == Operation::kDescribe) return kAllBit | kImplyDescribe;
  if (operation == Operation::kDescribeConfigs) return kAllBit | kImplyDescribeConfigs;
  return denying(operation);
}

// Per permission, the operations of the entries for one principal and host on one pattern.
struct Grants {
  OperationSet allow = 0;
  OperationSet deny = 0;

  bool none() const { return (allow | deny) == 0; }
  void add(const Grants& other) {
    allow |= other.allow;
    deny |= other.deny;
  }
  friend bool operator==(const Grants&, const Grants&) = default;
};

// For authorize_by_resource_type: every bit that a request for one operation may ask. ALL becomes every bit; the bits
// of UNKNOWN and ANY, which nobody may ask there, stand for DESCRIBE and DESCRIBE_CONFIGS with what implies them.
inline constexpr OperationSet kDescribeOrImplied = bit_of(Operation::kUnknown);
inline constexpr OperationSet kDescribeConfigsOrImplied = bit_of(Operation::kAny);

constexpr Grants spread(const Grants& grants) {
  const auto one = [](OperationSet set, OperationSet describe, OperationSet describe_configs) {
    if ((set & kAllBit) != 0) return OperationSet{0xffff};
    if ((set & describe) != 0) set |= kDescribeOrImplied;
    if ((set & describe_configs) != 0) set |= kDescribeConfigsOrImplied;
    return set;
  };
  return {one(grants.allow, kImplyDescribe, kImplyDescribeConfigs),
          one(grants.deny, bit_of(Operation::kDescribe), bit_of(Operation::kDescribeConfigs))};
}

}  // namespace klamm::authz
