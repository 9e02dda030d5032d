// Policies and requests out of small numbers, so that they meet often; and the engine beside the oracle on them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#include "unit/authz/iam_oracle.h"

namespace klamm::test {

// Small numbers: random ones, or the bytes of a fuzzer.
class Choices {
 public:
  explicit Choices(uint64_t seed) : random_(seed) {}
  Choices(const uint8_t* bytes, size_t size) : bytes_(bytes), left_(size), fed_(true) {}

  // 0 to count - 1; 0 once the bytes are spent.
  size_t below(size_t count);
  bool one_in(size_t count) { return below(count) == 0; }
  template <class List>
  const auto& of(const List& list) {
    return list[below(std::size(list))];
  }
  bool spent() const { return fed_ && left_ == 0; }

 private:
  std::mt19937_64 random_;
  const uint8_t* bytes_ = nullptr;
  size_t left_ = 0;
  bool fed_ = false;
};

IamPolicySet random_policies(Choices& choices);
OracleRequest random_request(Choices& choices);

// Empty if the engine decides as the oracle does, strictly and leniently; else what differs.
std::string disagreement(const IamIndex& index, const OracleRequest& request);

}  // namespace klamm::test
