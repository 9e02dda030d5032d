// Small decisions on text that several parts of the model share.
#pragma once

#include <forward_list>
#include <string>
#include <string_view>

namespace klamm {

// String.toUpperCase(Locale.ROOT) and back for names: ASCII, Latin-1 and the two letters outside of it that turn into
// ASCII (dotless i, long s); other letters stay. False: nothing changed, `out` is untouched.
bool upper_case(std::string_view text, std::string& out);
bool lower_case(std::string_view text, std::string& out);
bool is_lower_case(std::string_view text);

// The upper-cased text: itself, or a copy kept in `owned`.
std::string_view upper_cased(std::string_view text, std::forward_list<std::string>& owned);

// Blanks of Java's regular expressions (`\s`) off both ends.
std::string_view strip_blanks(std::string_view text);

}  // namespace klamm
