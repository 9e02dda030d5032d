#include "base/quote.h"

#include <cstdint>

namespace klamm {

std::string in_backticks(std::string_view text) {
  std::string out = "`";
  for (char byte : text) {
    auto code = static_cast<uint8_t>(byte);
    if (code < 0x20 || code == 0x7f) {
      constexpr char kDigits[] = "0123456789abcdef";
      out += {'\\', 'x', kDigits[code >> 4], kDigits[code & 0xf]};
    } else {
      out += byte;
    }
  }
  return out + "`";
}

}  // namespace klamm
