// Any snapshot is read and linted to its end or refused, and what is found stands in it.
#include "fuzz/lint_any.h"

using namespace klamm;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  LintOptions options;
  options.as = InputKind::kSnapshot;
  lint_any(std::string(reinterpret_cast<const char*>(data), size), options);
  return 0;
}
