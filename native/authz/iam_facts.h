// What conditions and variables can ask of one caller.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authz/iam_pattern.h"
#include "authz/iam_truth.h"
#include "klamm/iam.h"

namespace klamm::authz {

class IamFacts {
 public:
  struct Found {
    enum class State : uint8_t { kAbsent, kUnknown, kPresent } state = State::kAbsent;
    const std::vector<std::string>* values = nullptr;  // kPresent: at least one
  };

  // Adds what follows from the principal and the cluster to the context.
  IamFacts(const IamPrincipal& principal, const IamCluster& cluster, const IamContext& context);

  // `cluster_resource`: the request names the cluster, so that its tags are asked.
  Found find(std::string_view key, bool cluster_resource) const;
  // With the keys of the clock, where they are not given.
  IamFacts at(int64_t now) const;

 private:
  struct Fact {
    std::string key;  // lower case
    Found::State state = Found::State::kPresent;
    std::vector<std::string> values;
  };
  void put(std::string_view key, std::vector<std::string> values);
  const Fact* fact(std::string_view lowered) const;

  std::vector<Fact> facts_;  // sorted
  bool partial_ = false;
};

// A text with its variables filled in, each literally.
struct IamFilled {
  // kFalse: a variable has no value and no default; kUnknown: what its value is cannot be told.
  Truth resolved = Truth::kTrue;
  IamPattern pattern;

  Truth matches(std::string_view text) const {
    return resolved == Truth::kFalse ? Truth::kFalse : both(resolved, truth(pattern.matches(text)));
  }
};
IamFilled fill(const IamPattern& pattern, const IamFacts& facts, bool cluster_resource);

// Whether the key is asked of the clock.
bool is_time_key(std::string_view key);

// One condition. `variables`: of its policy.
Truth judge(const IamCondition& condition, bool variables, const IamFacts& facts, bool cluster_resource);
// All of a statement's.
Truth judge(const IamStatement& statement, bool variables, const IamFacts& facts, bool cluster_resource);
// Whether one of them asks the clock.
bool asks_time(const IamStatement& statement, bool variables);

}  // namespace klamm::authz
