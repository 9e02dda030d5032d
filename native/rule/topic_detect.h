// Texts that define topics.
#pragma once

#include "klamm/linter.h"

namespace klamm {

// kTopicScript, kTopicList, kKafkaTopic or kNone. A script is one that says so in its first line or is called `….sh`:
// pages about Kafka hold the same commands.
InputKind detect_topics(std::string_view text, std::string_view name);

}  // namespace klamm
