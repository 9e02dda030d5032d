// What Kafka's own clients are told (client.properties), in the words of librdkafka.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "klamm/budget.h"
#include "klamm/result.h"
#include "klamm/source.h"

namespace klamm {

struct ClientSetting {
  std::string name;   // librdkafka's
  std::string value;  // may be a secret
};

// Translates what is about security and addresses; what only producers and consumers read is left out. Paths stay as
// they are written. The error, `FILE:LINE: message`, names what librdkafka cannot do (a keystore of Java's own format,
// a callback class) and how to come by what it can; no secret is in it.
Result<std::vector<ClientSetting>> translate_client_properties(std::shared_ptr<const Source> properties,
                                                               Budget& budget);

}  // namespace klamm
