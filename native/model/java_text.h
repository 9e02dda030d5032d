// What Java's own text functions do, on WTF-8. Only what ConfigDef needs of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace klamm {

// The UTF-16 unit or code point at `at`, which is moved behind it. A malformed byte is taken as itself.
char32_t next_char(std::string_view text, size_t& at);

// Long.parseLong of decimal text, Unicode's other decimal digits included; nullopt outside [low, high] or no number.
std::optional<int64_t> java_integer(std::string_view text, int64_t low, int64_t high);

// Double.parseDouble: its grammar (hexadecimal, `1d`, NaN, Infinity), correctly rounded.
std::optional<double> java_double(std::string_view text);

// String.toUpperCase(Locale.ROOT), right wherever the result is ASCII; other characters are kept.
std::string java_upper(std::string_view text);

// Both sides lower case ASCII letters; equalsIgnoreCase.
bool java_equals_ignoring_case(std::string_view text, std::string_view ascii);

}  // namespace klamm
