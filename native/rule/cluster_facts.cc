#include "rule/cluster_facts.h"

#include <algorithm>

namespace klamm {

const MskValue& value_of(const MskResource& resource, Fact fact) { return resource.value(fact_spec(fact).name); }

void ClusterFacts::begin() {
  reads_.clear();
  lists_.clear();
}

Operand ClusterFacts::fact(Fact fact) {
  if (std::find(reads_.begin(), reads_.end(), fact) == reads_.end()) reads_.push_back(fact);
  const MskValue& value = value_of(resource_, fact);
  Operand out;
  out.type = fact_spec(fact).type;
  out.state = value.known() ? Value::State::kKnown : value.unknown() ? Value::State::kUnknown : Value::State::kAbsent;
  if (value.written) out.origin = {Origin::From::kFile, value.node};
  if (!value.known()) return out;
  out.truth = value.truth;
  out.integer = value.number;
  out.version = value.version;
  out.text = value.text;
  if (out.type != LogicType::kList) return out;
  ListItems items;
  for (const MskItem& item : value.items)
    items.push_back(item.known ? std::string_view(item.text) : std::string_view());
  lists_.push_back(std::move(items));
  out.list = &lists_.back();
  return out;
}

}  // namespace klamm
