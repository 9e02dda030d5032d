#include "linter/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace klamm::cli {
namespace {

constexpr uint16_t kWidest = 120;  // longer lines are hard to read
constexpr uint16_t kNarrowest = 40;
constexpr uint16_t kUsual = 80;

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

std::optional<ColorMode> parse_color(std::string_view name) {
  if (name == "auto") return ColorMode::kAuto;
  if (name == "always") return ColorMode::kAlways;
  if (name == "never") return ColorMode::kNever;
  return std::nullopt;
}

uint16_t terminal_width() {
  if (::isatty(STDOUT_FILENO) == 0) return 0;
  std::string_view columns = environment("COLUMNS");
  uint16_t width = 0;
  auto [end, error] = std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (error != std::errc() || end != columns.data() + columns.size()) width = 0;
  winsize size{};
  if (width == 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) width = size.ws_col;
  if (width == 0) width = kUsual;
  return std::clamp(width, kNarrowest, kWidest);
}

bool wants_color(ColorMode mode) {
  if (mode != ColorMode::kAuto) return mode == ColorMode::kAlways;
  return ::isatty(STDOUT_FILENO) != 0 && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

}  // namespace klamm::cli
