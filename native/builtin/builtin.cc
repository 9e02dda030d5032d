// Pack::builtin(). A library of its own, so that klamm-pack, which makes the blob, links all the rest of the rules.
#include <stdexcept>

#include "klamm/rules.h"

extern "C" {
extern const char klamm_blob_begin[];
extern const char klamm_blob_end[];
}

namespace klamm {

const Pack& Pack::builtin() {
  static const Pack pack = [] {
    Result<Pack> opened =
        open(std::string_view(klamm_blob_begin, static_cast<size_t>(klamm_blob_end - klamm_blob_begin)));
    if (!opened) throw std::logic_error(opened.error().message);
    return std::move(opened).value();
  }();
  return pack;
}

}  // namespace klamm
