// A typed expression to the words of a program.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "rule/expression.h"
#include "rule/program.h"
#include "rule/typing.h"

namespace klamm {

// Appends the program of a typed expression to `words`. `intern` gives a text its place in the section of strings.
// False with a complaint for an expression that is too large to run.
bool generate(const Expression& expression, const std::vector<Typed>& types,
              const std::function<StringRef(std::string_view)>& intern, std::vector<uint32_t>& words,
              Complaint& complaint);

// Parses, types and generates in one go.
bool compile_expression(std::string_view text, const NameContext& context,
                        const std::function<StringRef(std::string_view)>& intern, std::vector<uint32_t>& words,
                        Complaint& complaint);

}  // namespace klamm
