// Types of an expression's parts, told from the catalog and the table of facts.
#pragma once

#include <vector>

#include "rule/expression.h"
#include "rule/fact_table.h"
#include "rule/key_name.h"

namespace klamm {

struct Typed {
  LogicType type = LogicType::kBool;
  bool numbers = false;      // kList: of numbers
  Unit unit = Unit::kNone;   // kNumber
  KeyName key;               // kPath
  Fact fact = Fact::kKraft;  // kFact
};

// One per node of the expression, which must be a truth value as a whole. False with a complaint else. On success,
// number literals with a unit have been converted to the unit of what they are compared with.
bool type_expression(Expression& expression, const NameContext& context, std::vector<Typed>& out, Complaint& complaint);

}  // namespace klamm
