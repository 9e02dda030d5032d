// A frame is a node (node_of.h) that sets one sasl.jaas.config; its answer: whether Kafka's grammar refuses it (a
// byte), else its one login module: class, flag, number of options, and of each whether it has a name (a byte), name
// and value.
#include "frames.h"
#include "node_of.h"

namespace {

void dump(std::string frame, Answer& answer) {
  klamm::BrokerConfig node = node_of(frame);
  const klamm::JaasEntry& entry = node.jaas().at(0);
  answer.put_byte(entry.error.has_value());
  if (entry.error) return;
  const klamm::JaasModule& module = entry.modules.at(0);
  answer.put_text(module.class_name);
  answer.put_text(module.flag);
  answer.put_number(static_cast<uint32_t>(module.options.size()));
  for (const klamm::JaasOption& option : module.options) {
    answer.put_byte(option.named);
    answer.put_text(option.name);
    answer.put_text(option.value);
  }
}

}  // namespace

int main() { return answer_frames(dump); }
