// Any Compose file, environment or ConfigMap is linted to its end, and what is found stands in it.
#include "fuzz/lint_any.h"

using namespace klamm;

// The first byte chooses the kind.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  constexpr InputKind kKinds[] = {InputKind::kCompose, InputKind::kEnv, InputKind::kConfigMap};
  LintOptions options;
  options.yaml = &read_yaml;
  options.as = kKinds[data[0] % 3];
  lint_any(std::string(reinterpret_cast<const char*>(data + 1), size - 1), options);
  return 0;
}
