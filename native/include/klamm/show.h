// What Klamm understood of a node's configuration, for a person or a program to read. Secrets are `********`.
#pragma once

#include <cstdint>
#include <string>

#include "klamm/broker.h"

namespace klamm {

struct ShowOptions {
  enum class Format : uint8_t { kText, kJson } format = Format::kText;
  bool raw = false;     // keys and values as parsed, in order, duplicates included; else what they amount to
  bool reveal = false;  // raw only: secrets too
};

// Ends with a line end. Text is UTF-8 with control characters and unpaired surrogates escaped; JSON is ASCII.
std::string show(const BrokerConfig& config, const ShowOptions& options);

// Whether the value of a setting is never printed: by its key, or because it looks like key material or a password.
bool secret(const BrokerConfig& config, const Setting& setting);

}  // namespace klamm
