// Answers about IAM, printed.
#pragma once

#include <string>
#include <string_view>

#include "linter/iam_question.h"

namespace klamm::cli {

// "policy.json:5:7: statement `ReadOrders` (Allow, identity policy)"
std::string shown_statement(const IamIndex& index, uint32_t statement);
// Several lines, ending with a line end.
std::string answer_text(const IamAnswer& answer);
// One object on one line, without a line end; with `name` as its first member if `named`.
std::string answer_json(const IamAnswer& answer, std::string_view name = {}, bool named = false);
// The same for a question that could not be asked.
std::string failure_json(std::string_view reason, std::string_view name);

// Appends a JSON string with its quotes.
void append_json(std::string& out, std::string_view text);

}  // namespace klamm::cli
