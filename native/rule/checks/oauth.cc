// OAUTHBEARER: who looks at the tokens, and at what of them.
#include <algorithm>
#include <string>

#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"
#include "rule/checks/in_force.h"

namespace klamm {
namespace {

constexpr std::string_view kMechanism = "OAUTHBEARER";
constexpr KafkaVersion kPluggable{4, 1};

Value of(const BrokerConfig& broker, ListenerIndex listener, std::string_view key) {
  return broker.get(broker.catalog().find(key), listener, kMechanism);
}

// Kafka's own validator of signed tokens; its class moved in 4.0.
bool validates(const Value& handler) {
  return handler.known() && java_trim(handler.text).ends_with("OAuthBearerValidatorCallbackHandler");
}

bool has_text(const Value& value) { return value.unknown() || (value.known() && !java_trim(value.text).empty()); }

template <typename Visit>
void each_listener(const BrokerConfig& broker, Visit&& visit) {
  for (const Listener& listener : broker.listeners()) {
    if (listener.bound && is_where(broker, listener, "oauth")) visit(listener, index_of(broker, listener));
  }
}

}  // namespace

// Without a handler Kafka takes tokens that nobody signed.
void check_unsigned_tokens(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  each_listener(broker, [&](const Listener& listener, ListenerIndex index) {
    if (listener.bound->reach == Reach::kLoopback) return;
    Value handler = of(broker, index, "sasl.server.callback.handler.class");
    if (handler.unknown()) run.unknown(handler.origin.node, "the handler that it is rendered with");
    if (has_text(handler)) return;
    run.fail(hit_endpoint(broker, *listener.bound, {{"lower", lower_letters(listener.name)}}));
  });
}

// From 4.1 on the default validator checks no signature where no JWKS endpoint is given.
void check_unverified_signatures(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (broker.target().version < kPluggable) return;
  each_listener(broker, [&](const Listener& listener, ListenerIndex index) {
    if (!validates(of(broker, index, "sasl.server.callback.handler.class"))) return;
    Value validator = of(broker, index, "sasl.oauthbearer.jwt.validator.class");
    if (validator.unknown() || has_text(of(broker, index, "sasl.oauthbearer.jwks.endpoint.url"))) return;
    if (has_text(validator) && !java_trim(validator.text).ends_with(".DefaultJwtValidator")) return;
    run.fail(hit_endpoint(broker, *listener.bound, {{"lower", lower_letters(listener.name)}}));
  });
}

// params: key, a claim that is compared only where it is set; allow, the key that says from 4.4 on that this is meant.
void check_unchecked_claim(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  std::string_view allow = run.params().text("allow");
  each_listener(broker, [&](const Listener& listener, ListenerIndex index) {
    bool own_keys = validates(of(broker, index, "sasl.server.callback.handler.class")) &&
                    has_text(of(broker, index, "sasl.oauthbearer.jwks.endpoint.url"));
    if (!own_keys || has_text(of(broker, index, run.params().text("key")))) return;
    KeyId allowing = broker.catalog().find(allow);
    if (allowing != kNoKey) {
      Value meant = broker.get(allowing, index, kMechanism);
      if (meant.unknown() || (meant.known() && same_letters(java_trim(meant.text), "true"))) return;
    }
    run.fail(hit_endpoint(broker, *listener.bound, {{"lower", lower_letters(listener.name)}}));
  });
}

// A server's handler is looked up behind a listener and a mechanism only.
void check_handler_ignored(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const Setting& setting : broker.settings()) {
    bool handler = setting.last && !setting.key_unknown && setting.base == "sasl.server.callback.handler.class";
    if (!handler || setting.conditional || (!setting.prefix_listener.empty() && !setting.mechanism.empty())) continue;
    bool any = std::any_of(broker.listeners().begin(), broker.listeners().end(),
                           [](const Listener& one) { return one.bound && one.sasl(); });
    if (!any) continue;
    run.fail(hit_key(broker, setting));
  }
}

}  // namespace klamm
