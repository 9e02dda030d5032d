// Texts with holes: `{listener} lets anybody in`. `{{` and `}}` are single braces.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "rule/expression.h"

namespace klamm {

struct TemplatePiece {
  std::string_view text;  // of a hole: its name
  bool hole = false;
  size_t at = 0;  // of the text, or of the hole's name, in the template
};

// False with a complaint for a brace that does not close, or an empty hole.
bool parse_template(std::string_view text, std::vector<TemplatePiece>& out, Complaint& complaint);

// Of a text that parse_template() accepts.
std::string fill_template(std::string_view text, const std::function<std::string(std::string_view hole)>& fill);

// The line breaks and indents of a TOML text as single blanks.
std::string one_line(std::string_view text);

}  // namespace klamm
