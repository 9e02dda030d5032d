// docs/iam-semantics.md as loops: no index, nothing prepared. The numbers are those of its sentences.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/iam.h"

namespace klamm::test {

enum class Answer { kNo, kMaybe, kYes };

// What one request is judged by.
struct OracleRequest {
  std::string action;  // "kafka-cluster:ReadData"
  std::string arn;
  IamPrincipal principal;
  IamCluster cluster;
  IamContext context;
  int64_t now = 0;
};

struct OracleDecision {
  bool allowed = false;
  std::optional<size_t> denied_by;  // in the order of the sentences: identity, cluster, boundary, session, SCPs, RCPs
};

class IamOracle {
 public:
  IamOracle(const IamPolicySet& policies, const OracleRequest& request) : policies_(policies), request_(request) {}

  // 2: `lenient` takes what cannot be told the other way round.
  OracleDecision decide(bool lenient) const;

 private:
  struct Value {
    Answer present = Answer::kNo;
    std::vector<std::string> values;
  };
  struct Named {
    Answer direct = Answer::kNo;
    Answer everybody = Answer::kNo;
    Answer role = Answer::kNo;
    Answer account = Answer::kNo;
  };

  Value key(std::string_view name) const;
  Answer condition(const IamCondition& condition, bool variables) const;
  Answer value_meets(const IamCondition& condition, const std::string& value, const std::string& wanted,
                     bool variables) const;
  Answer text_matches(const std::string& wanted, std::string_view text, int use, bool variables, bool fold) const;
  Answer resource(const IamStatement& statement, bool variables) const;
  bool action(const IamStatement& statement) const;
  Named named(const IamStatement& statement) const;
  Named named_by(const IamPrincipalText& written) const;
  Answer applies(const IamStatement& statement, bool variables) const;  // without its principals

  const IamPolicySet& policies_;
  const OracleRequest& request_;
  mutable bool unfilled_ = false;  // a variable of the last text had no value
};

}  // namespace klamm::test
