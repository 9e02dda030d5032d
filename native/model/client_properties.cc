#include "klamm/client_properties.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/quote.h"
#include "klamm/document.h"
#include "klamm/value.h"
#include "model/jaas.h"

namespace klamm {
namespace {

// Kafka's name and librdkafka's, where the values mean the same.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kSame = {
    {{"bootstrap.servers", "bootstrap.servers"},
     {"client.id", "client.id"},
     {"security.protocol", "security.protocol"},
     {"sasl.mechanism", "sasl.mechanism"},
     {"sasl.kerberos.service.name", "sasl.kerberos.service.name"},
     {"sasl.kerberos.kinit.cmd", "sasl.kerberos.kinit.cmd"},
     {"ssl.key.password", "ssl.key.password"},
     {"ssl.keystore.key", "ssl.key.pem"},
     {"ssl.keystore.certificate.chain", "ssl.certificate.pem"},
     {"ssl.truststore.certificates", "ssl.ca.pem"},
     {"reconnect.backoff.ms", "reconnect.backoff.ms"}}};

// Of security, and nothing that a client which leaves it out would do less safely.
constexpr std::array<std::string_view, 12> kNeedless = {"sasl.kerberos.min.time.before.relogin",
                                                        "sasl.kerberos.ticket.renew.jitter",
                                                        "sasl.kerberos.ticket.renew.window.factor",
                                                        "sasl.login.connect.timeout.ms",
                                                        "sasl.login.read.timeout.ms",
                                                        "ssl.enabled.protocols",
                                                        "ssl.keymanager.algorithm",
                                                        "ssl.keystore.type",
                                                        "ssl.protocol",
                                                        "ssl.secure.random.implementation",
                                                        "ssl.trustmanager.algorithm",
                                                        "ssl.truststore.type"};

constexpr std::array<std::string_view, 4> kTaken = {"ssl.endpoint.identification.algorithm", "ssl.keystore.location",
                                                    "ssl.keystore.password", "ssl.truststore.password"};

class Translator {
 public:
  explicit Translator(const Document& document) : document_(document) {}

  Result<std::vector<ClientSetting>> translate() {
    const Node& root = document_.node(document_.root());
    for (NodeId id = root.first_child; id != kNoNode; id = document_.node(id).next) last_[document_.key(id)] = id;
    for (const auto& [key, id] : last_) {
      if (auto done = setting(key, id); !done) return done.error();
    }
    return std::move(out_);
  }

 private:
  Result<void> setting(std::string_view key, NodeId id) {
    if (find_placeholder(document_.value(id)).kind != Placeholder::kNone && security(key)) {
      return refuse(
          id, "a configuration provider or variable stands in " + in_backticks(key) + ": write a file with its value");
    }
    for (const auto& [kafka, native] : kSame) {
      if (key == kafka) return add(native, value(id));
    }
    if (key == "sasl.jaas.config") return jaas(id);
    if (key == "ssl.endpoint.identification.algorithm") return add(key, value(id).empty() ? "none" : value(id));
    if (key == "ssl.truststore.location") return truststore(id);
    if (key == "ssl.keystore.location") return keystore(id);
    bool passed = std::find(kNeedless.begin(), kNeedless.end(), key) != kNeedless.end() ||
                  std::find(kTaken.begin(), kTaken.end(), key) != kTaken.end() || !security(key);
    if (passed || value(id).empty()) return {};
    return refuse(id, in_backticks(key) + " has no counterpart in librdkafka: leave it out, and say the same with -X");
  }

  Result<void> jaas(NodeId id) {
    JaasEntry entry;
    parse_jaas(document_.value(id), entry, owned_);
    if (entry.error || entry.modules.size() != 1) return refuse(id, "the login cannot be read");
    const JaasModule& module = entry.modules.front();
    bool known = module.class_name.ends_with(".PlainLoginModule") || module.class_name.ends_with(".ScramLoginModule");
    if (module.class_name.ends_with(".Krb5LoginModule")) return kerberos(module);
    if (!known) return refuse(id, in_backticks(module.class_name) + " is no login that librdkafka has");
    for (const JaasOption& option : module.options) {
      if (option.name == "username") put("sasl.username", option.value);
      if (option.name == "password") put("sasl.password", option.value);
      if (option.name == "tokenauth" && option.value == "true") {
        return refuse(id, "librdkafka knows no delegation tokens: use the principal's own login");
      }
    }
    return {};
  }

  Result<void> kerberos(const JaasModule& module) {
    for (const JaasOption& option : module.options) {
      if (option.name == "principal") put("sasl.kerberos.principal", option.value);
      if (option.name == "keyTab") put("sasl.kerberos.keytab", option.value);
    }
    return {};
  }

  Result<void> truststore(NodeId id) {
    std::string type = store_type("ssl.truststore.type");
    if (type == "PEM") return add("ssl.ca.location", value(id));
    if (type == "PKCS12") {
      return refuse(id, "librdkafka trusts PEM files only: openssl pkcs12 -in " + shown(id) +
                            " -nokeys -out ca.pem, then ssl.truststore.type=PEM");
    }
    return refuse(id, "librdkafka reads no JKS: keytool -list -rfc -keystore " + shown(id) +
                          " > ca.pem, then ssl.truststore.type=PEM");
  }

  Result<void> keystore(NodeId id) {
    std::string type = store_type("ssl.keystore.type");
    if (type == "PEM") {
      put("ssl.certificate.location", value(id));
      return add("ssl.key.location", value(id));
    }
    if (type == "PKCS12") {
      auto password = last_.find("ssl.keystore.password");
      if (password != last_.end()) put("ssl.keystore.password", value(password->second));
      return add("ssl.keystore.location", value(id));
    }
    return refuse(id, "librdkafka reads no JKS: keytool -importkeystore -srckeystore " + shown(id) +
                          " -destkeystore client.p12 -deststoretype PKCS12, then ssl.keystore.type=PKCS12");
  }

  std::string store_type(std::string_view key) const {
    auto found = last_.find(key);
    std::string type = found == last_.end() ? "JKS" : value(found->second);
    for (char& c : type) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return type;
  }

  static bool security(std::string_view key) {
    return key.starts_with("ssl.") || key.starts_with("sasl.") || key.starts_with("security.") ||
           key == "bootstrap.servers";
  }

  std::string value(NodeId id) const {
    std::string_view text = document_.value(id);
    size_t begin = text.find_first_not_of(" \t\r\n\f");
    return begin == text.npos ? std::string()
                              : std::string(text.substr(begin, text.find_last_not_of(" \t\r\n\f") + 1 - begin));
  }
  std::string shown(NodeId id) const { return value(id); }

  void put(std::string_view name, std::string_view text) { out_.push_back({std::string(name), std::string(text)}); }
  Result<void> add(std::string_view name, std::string_view text) {
    put(name, text);
    return {};
  }

  Error refuse(NodeId id, const std::string& message) const {
    const Source& source = document_.source();
    return Error{source.name() + ":" + std::to_string(source.region(document_.node(id).key_span).begin.line) + ": " +
                 message};
  }

  const Document& document_;
  std::map<std::string_view, NodeId> last_;
  std::forward_list<std::string> owned_;
  std::vector<ClientSetting> out_;
};

}  // namespace

Result<std::vector<ClientSetting>> translate_client_properties(std::shared_ptr<const Source> properties,
                                                               Budget& budget) {
  auto document = read_properties(std::move(properties), budget);
  if (!document) return document.error();
  return Translator(document.value()).translate();
}

}  // namespace klamm
