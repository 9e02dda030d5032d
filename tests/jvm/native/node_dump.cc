// A frame is a node (node_of.h); its answer is text, one fact a line: `fact name value …`, fields apart by U+001F.
//   refused                         Kafka cannot parse an entry of a list
//   role broker|controller
//   listener NAME host port protocol controller(0|1)    as bound, in order
//   advertised NAME host port       of broker listeners
//   between NAME protocol
//   auth NAME value                 effective ssl.client.auth, TLS only
//   mechanisms NAME value           separated by commas, SASL only
//   at NAME mechanism key value     effective value of some keys
//   value key from value            effective at the node, every key of the version
//   voter id host port
#include "frames.h"
#include "node_of.h"

namespace {

constexpr const char* kListenerKeys[] = {"ssl.keystore.location", "ssl.protocol", "connections.max.reauth.ms",
                                         "sasl.server.max.receive.size", "ssl.endpoint.identification.algorithm"};
constexpr const char* kMechanisms[] = {"", "PLAIN", "SCRAM-SHA-512"};

class Facts {
 public:
  explicit Facts(Answer& answer) : answer_(answer) {}
  ~Facts() { answer_.put_text(text_); }

  template <class... Fields>
  void add(std::string_view fact, const Fields&... fields) {
    text_ += fact;
    ((text_ += '\x1f', text_ += fields), ...);
    text_ += '\n';
  }

 private:
  Answer& answer_;
  std::string text_;
};

std::string port(const std::optional<uint16_t>& port) { return port ? std::to_string(*port) : "?"; }

bool refuses(const klamm::BrokerConfig& node) {
  auto refused = [](const auto& each) { return each.refused; };
  const auto& all = node;
  return std::any_of(all.endpoints().begin(), all.endpoints().end(), refused) ||
         std::any_of(all.advertised().begin(), all.advertised().end(), refused) ||
         std::any_of(all.protocol_map().begin(), all.protocol_map().end(), refused) ||
         std::any_of(all.voters().begin(), all.voters().end(), refused);
}

std::string text_of(const klamm::Value& value) {
  return value.absent() ? "<absent>" : value.unknown() ? "<unknown>" : std::string(value.text);
}

void listener(const klamm::BrokerConfig& node, size_t index, Facts& facts) {
  const klamm::Listener& listener = node.listeners()[index];
  std::string_view name = listener.name;
  if (listener.bound) {
    facts.add("listener", name, listener.bound->host, port(listener.bound->port), protocol_name(listener.protocol),
              listener.controller ? "1" : "0");
  }
  if (listener.advertised && !listener.controller) {
    facts.add("advertised", name, listener.advertised->host, port(listener.advertised->port));
  }
  if (listener.encrypted()) facts.add("auth", name, text_of(listener.client_auth));
  if (listener.sasl()) {
    std::string mechanisms;
    for (std::string_view mechanism : listener.mechanisms) mechanisms += std::string(mechanism) + ",";
    facts.add("mechanisms", name, mechanisms);
  }
  for (const char* key : kListenerKeys) {
    for (const char* mechanism : kMechanisms) {
      auto at = static_cast<klamm::ListenerIndex>(index);
      klamm::Value value = node.get(node.catalog().find(key), at, mechanism);
      facts.add("at", name, mechanism, key, text_of(value));
    }
  }
}

void dump(std::string frame, Answer& answer) {
  klamm::BrokerConfig node = node_of(frame);
  Facts facts(answer);
  if (refuses(node)) facts.add("refused");
  if (node.roles().kraft && node.roles().broker) facts.add("role", "broker");
  if (node.roles().kraft && node.roles().controller) facts.add("role", "controller");
  for (size_t index = 0; index < node.listeners().size(); ++index) listener(node, index, facts);
  if (node.roles().broker) {
    facts.add("between", node.inter_broker().name, protocol_name(node.inter_broker().protocol));
  }
  for (const klamm::Voter& voter : node.voters()) {
    if (!voter.refused) facts.add("voter", std::to_string(*voter.id), voter.host, port(voter.port));
  }
  constexpr const char* kFrom[] = {"absent", "file", "default", "implied"};
  for (klamm::KeyId key = 0; key < node.catalog().size(); ++key) {
    if (node.catalog().scope(key) != klamm::KeyScope::kBroker) continue;
    if (!node.catalog().exists(key, node.target().version)) continue;
    klamm::Value value = node.get(key);
    facts.add("value", node.catalog().name(key), kFrom[static_cast<size_t>(value.origin.from)], text_of(value));
  }
}

}  // namespace

int main() { return answer_frames(dump); }
