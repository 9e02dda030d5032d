// Small changes of an expression, each of which some example of its rule should notice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace klamm {

struct Mutant {
  size_t at = 0;       // byte of the expression
  std::string change;  // "&& -> ||"
  std::string text;    // the expression changed
};

// Of an expression that parses: every operator flipped, every operand dropped, every truth value negated, every literal
// replaced by another. Some do not type; those are no mutants, which the caller sees when compiling.
std::vector<Mutant> mutants_of(std::string_view expression);

}  // namespace klamm
