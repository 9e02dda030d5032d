#include "base/quote.h"

#include <fmt/format.h>

#include <cstdint>

namespace klamm {

std::string in_backticks(std::string_view text) {
  std::string out = "`";
  for (char byte : text) {
    auto code = static_cast<uint8_t>(byte);
    if (code < 0x20 || code == 0x7f) {
      out += fmt::format("\\x{:02x}", code);
    } else {
      out += byte;
    }
  }
  return out + "`";
}

}  // namespace klamm
