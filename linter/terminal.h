// What standard output is.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace klamm::cli {

enum class ColorMode : uint8_t { kAuto, kAlways, kNever };
std::optional<ColorMode> parse_color(std::string_view name);

// Columns of the terminal that standard output is (COLUMNS wins, at most 120 are used); 0 if it is none.
uint16_t terminal_width();
// kAuto: a terminal that is not "dumb", and NO_COLOR is unset or empty.
bool wants_color(ColorMode mode);

}  // namespace klamm::cli
