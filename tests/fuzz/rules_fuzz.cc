// A file of rules of any text is refused with a place, or compiles to a pack that can be used.
#include <cstdlib>

#include "fuzz/use_pack.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using klamm::Pack;
  std::string text(reinterpret_cast<const char*>(data), size);
  auto blob = klamm::compile_rules({{"rules.toml", text}}, Pack::builtin().catalog());
  if (!blob) {
    // A person needs to know where.
    if (!blob.error().message.starts_with("rules.toml:") && !blob.error().message.starts_with("a pack has"))
      std::abort();
    return 0;
  }
  auto pack = Pack::own(std::move(blob).value());
  if (!pack) std::abort();  // the compiler makes nothing that the verifier refuses
  klamm::use_pack(pack.value());
  return 0;
}
