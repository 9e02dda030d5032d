// A pack of any origin is refused or can be used, wholly. The first byte says what the rest is: 0, a pack; else five
// bytes each, which change one byte of the built-in pack (a little-endian offset, taken modulo its size, and the byte).
#include <cstring>

#include "fuzz/use_pack.h"
#include "rule/pack.h"

namespace klamm {
namespace {

std::string blob_of(const uint8_t* data, size_t size) {
  if (data[0] == 0) return std::string(reinterpret_cast<const char*>(data + 1), size - 1);
  std::string blob(Pack::builtin().impl().blob);
  for (size_t at = 1; at + 5 <= size; at += 5) {
    uint32_t offset;
    std::memcpy(&offset, data + at, 4);
    blob[offset % blob.size()] = static_cast<char>(data[at + 4]);
  }
  return blob;
}

}  // namespace
}  // namespace klamm

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  auto pack = klamm::Pack::own(klamm::blob_of(data, size));
  if (pack) klamm::use_pack(pack.value());
  return 0;
}
