// Whether a text deploys Kafka: told from its lines, without reading it.
#pragma once

#include <string_view>

#include "klamm/linter.h"

namespace klamm {

// kCompose, kConfigMap, kEnv or kNone. `text`: the beginning of a source.
InputKind detect_deployment(std::string_view text);

}  // namespace klamm
