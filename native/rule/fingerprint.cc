// FNV-1a with 128 bits over the fields, each behind its length: "a" + "bc" and "ab" + "c" differ.
#include <array>

#include "klamm/finding.h"

namespace klamm {
namespace {

__extension__ using Word = unsigned __int128;

constexpr Word word(uint64_t high, uint64_t low) { return Word{high} << 64 | low; }

class Fnv {
 public:
  void add(std::string_view field) {
    uint64_t size = field.size();
    for (int byte = 0; byte < 8; ++byte) add_byte(static_cast<uint8_t>(size >> (8 * byte)));
    for (char c : field) add_byte(static_cast<uint8_t>(c));
  }

  std::string hex() const {
    std::string out(32, '0');
    Word rest = hash_;
    for (size_t digit = out.size(); digit-- > 0; rest >>= 4) out[digit] = "0123456789abcdef"[rest & 0xF];
    return out;
  }

 private:
  void add_byte(uint8_t byte) { hash_ = (hash_ ^ byte) * kPrime; }

  static constexpr Word kPrime = word(0x0000000001000000, 0x000000000000013B);
  Word hash_ = word(0x6C62272E07BB0142, 0x62B821756295C58D);
};

}  // namespace

std::string fingerprint(const Finding& finding) {
  Fnv hash;
  hash.add(finding.rule);
  hash.add(finding.place.path);
  hash.add(finding.logical.empty() ? finding.key : finding.logical);
  return hash.hex();
}

}  // namespace klamm
