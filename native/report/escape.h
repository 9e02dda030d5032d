// The same text, made safe for the form that it is printed in. None of these fails; what a form cannot hold is replaced
// by U+FFFD or spelled out.
#pragma once

#include <string>
#include <string_view>

#include "klamm/report.h"

namespace klamm {

// Text and attribute values of XML 1.0 alike.
void append_xml(std::string& out, std::string_view text);
// A path as a URI: relative paths stay relative, absolute ones become file:///…; every byte but the unreserved ones and
// `/` percent-encoded.
void append_uri(std::string& out, std::string_view path);
// What stands behind `::` of a GitHub workflow command.
void append_github_data(std::string& out, std::string_view text);
// The value of a property of a GitHub workflow command.
void append_github_property(std::string& out, std::string_view text);

}  // namespace klamm
