// A thing of MSK's as logic reads it.
#pragma once

#include <deque>
#include <vector>

#include "klamm/msk.h"
#include "rule/evaluator.h"

namespace klamm {

class ClusterFacts : public LogicFacts {
 public:
  explicit ClusterFacts(const MskResource& resource) : resource_(resource) {}

  // Before each evaluation. Forgets what the last one read.
  void begin();

  Operand key(KeyId, KeyType) override { return {}; }  // which rules about clusters have none of
  Operand raw_key(std::string_view, KeyType) override { return {}; }
  Operand fact(Fact fact) override;

  // What was read since begin(), each once, in order.
  const std::vector<Fact>& reads() const { return reads_; }

 private:
  const MskResource& resource_;
  std::vector<Fact> reads_;
  std::deque<ListItems> lists_;
};

// The value of a fact that is an attribute of the resource's thing.
const MskValue& value_of(const MskResource& resource, Fact fact);

}  // namespace klamm
