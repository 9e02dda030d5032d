// Which texts are templates.
#pragma once

#include <cstdint>
#include <string_view>

namespace klamm {

enum class TemplateForm : uint8_t { kNone, kPlan, kCloudFormation };

// Looks at no more than the first 64 KiB. kPlan: a plan or a state as JSON. kCloudFormation: in JSON or YAML, SAM too.
TemplateForm detect_template(std::string_view text);

// Whether a text, if it is JSON or YAML, is an object of JSON.
bool begins_json(std::string_view text);

}  // namespace klamm
