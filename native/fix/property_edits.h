// Edits of a properties file, in its source's bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "klamm/document.h"
#include "klamm/finding.h"

namespace klamm {

// The whole logical line of a setting, its line end included.
Edit delete_setting(const Document& document, NodeId setting);
Edit replace_value(const Document& document, NodeId setting, std::string_view value);
Edit rename_setting(const Document& document, NodeId setting, std::string_view key);
// A new last line. nullopt where the file's last line runs on (an odd number of backslashes at its end).
std::optional<Edit> append_setting(const Document& document, std::string_view key, std::string_view value);

// Text (WTF-8) as a properties file spells it, so that it reads back the same.
std::string encode_property_key(std::string_view text);
std::string encode_property_value(std::string_view text);

}  // namespace klamm
