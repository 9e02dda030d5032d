#include "rule/broker_facts.h"

#include <algorithm>

#include "rule/checks/hits.h"
#include "rule/typed_operand.h"

namespace klamm {
namespace {

Operand truth(bool value) {
  Operand out;
  out.truth = value;
  return out;
}

Operand text(std::string_view value) {
  Operand out;
  out.type = LogicType::kText;
  out.text = value;
  return out;
}

Operand without_value(LogicType type, Value::State state) {
  Operand out;
  out.type = type;
  out.state = state;
  return out;
}

// An item that cannot be told.
constexpr std::string_view kUnknownItem{};

void add_once(ListItems& items, std::string_view item) {
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
}

std::string_view reach_word(Reach reach) {
  switch (reach) {
    case Reach::kLoopback:
      return "loopback";
    case Reach::kAddress:
      return "address";
    case Reach::kEverywhere:
      return "everywhere";
    case Reach::kUnknown:
      break;
  }
  return {};
}

}  // namespace

bool RefusedValues::refused(KeyId key, const Value& value) {
  if (!value.known() || !value.is_explicit() || value.origin.node == kNoNode) return false;
  for (auto [node, is_refused] : known_) {
    if (node == value.origin.node) return is_refused;
  }
  const Catalog& catalog = broker_.catalog();
  bool is_refused = false;
  if (auto definition = catalog.define(key, broker_.target().version)) {
    is_refused = !parse_value(definition->type, catalog.validator(key, broker_.target().version), value.text).ok();
  }
  known_.emplace_back(value.origin.node, is_refused);
  return is_refused;
}

void BrokerFacts::stand_at(ListenerIndex listener) {
  listener_ = listener;
  lists_.clear();
}

Value BrokerFacts::effective(KeyId key) const {
  bool here = listener_ != kNoListener && broker_.catalog().per_listener(key);
  return here ? broker_.get(key, listener_) : broker_.get(key);
}

Operand BrokerFacts::key(KeyId key, KeyType type) {
  Value value = effective(key);
  return typed(value, type, refused_.refused(key, value));
}

Operand BrokerFacts::raw_key(std::string_view key, KeyType type) { return typed(broker_.raw(key), type, false); }

Operand BrokerFacts::typed(Value value, KeyType type, bool refused) {
  if (refused) value.state = Value::State::kUnknown;
  return typed_operand(value, type, lists_);
}

Operand BrokerFacts::list_operand(ListItems items, Origin origin) {
  Operand out;
  out.type = LogicType::kList;
  lists_.push_back(std::move(items));
  out.list = &lists_.back();
  out.origin = origin;
  return out;
}

Operand BrokerFacts::fact(Fact fact) {
  const Roles& roles = broker_.roles();
  auto role = [&](bool value) {
    return roles.unknown ? without_value(LogicType::kBool, Value::State::kUnknown) : truth(value);
  };
  ListItems items;
  switch (fact) {
    case Fact::kKraft:
      return truth(roles.kraft);
    case Fact::kZooKeeper:
      return truth(!roles.kraft);
    case Fact::kRoleBroker:
      return role(roles.broker);
    case Fact::kRoleController:
      return role(roles.controller);
    case Fact::kRoleCombined:
      return role(roles.combined());
    case Fact::kKafka: {
      Operand out;
      out.type = LogicType::kVersion;
      out.version = broker_.target().version;
      return out;
    }
    case Fact::kListenersProtocol:
    case Fact::kListenersName:
      for (const Listener& listener : broker_.listeners()) {
        if (listener.bound)
          items.push_back(fact == Fact::kListenersName ? listener.name : protocol_name(listener.protocol));
        if (listener.bound && items.back().empty()) items.back() = kUnknownItem;
      }
      if (broker_.listeners_unknown()) items.push_back(kUnknownItem);
      return list_operand(std::move(items));
    case Fact::kMechanisms:
      for (const Listener& listener : broker_.listeners()) {
        if (!listener.bound) continue;
        for (std::string_view mechanism : listener.mechanisms) add_once(items, mechanism);
        if (listener.mechanisms_unknown) items.push_back(kUnknownItem);
      }
      if (broker_.listeners_unknown()) items.push_back(kUnknownItem);
      return list_operand(std::move(items));
    case Fact::kVoters:
      for (const Voter& voter : broker_.voters()) items.push_back(voter.unknown ? kUnknownItem : voter.text);
      if (broker_.voters_unknown()) items.push_back(kUnknownItem);
      return list_operand(std::move(items), broker_.raw("controller.quorum.voters").origin);
    case Fact::kSuperUsers:
      for (const SuperUser& user : broker_.super_users()) items.push_back(user.unknown ? kUnknownItem : user.text);
      if (broker_.super_users_unknown()) items.push_back(kUnknownItem);
      return list_operand(std::move(items), broker_.raw("super.users").origin);
    case Fact::kComplete:
      return stands_alone(broker_) ? truth(true) : without_value(LogicType::kBool, Value::State::kUnknown);
    case Fact::kMsk:
      return truth(broker_.options().msk.has_value());
    case Fact::kMskKind:
      if (!broker_.options().msk) return without_value(LogicType::kText, Value::State::kAbsent);
      if (*broker_.options().msk == MskKind::kUnknown) return without_value(LogicType::kText, Value::State::kUnknown);
      return text(msk_kind_name(*broker_.options().msk));
    default:
      return listener_fact(fact);
  }
}

Operand BrokerFacts::listener_fact(Fact fact) {
  LogicType type = fact_spec(fact).type;
  if (listener_ >= broker_.listeners().size()) return without_value(type, Value::State::kAbsent);
  const Listener& listener = broker_.listeners()[listener_];
  Operand unknown = without_value(type, Value::State::kUnknown);
  Operand absent = without_value(type, Value::State::kAbsent);
  bool protocol_known = listener.protocol != Protocol::kUnknown;
  auto host = [&](const std::optional<Endpoint>& endpoint) {
    if (!endpoint) return absent;
    return endpoint->unknown && endpoint->reach == Reach::kUnknown ? unknown : text(endpoint->host);
  };
  auto port = [&](const std::optional<Endpoint>& endpoint) {
    if (!endpoint) return absent;
    if (!endpoint->port) return unknown;
    Operand out = without_value(type, Value::State::kKnown);
    out.integer = *endpoint->port;
    return out;
  };
  switch (fact) {
    case Fact::kListenerName:
      return text(listener.name);
    case Fact::kListenerProtocol:
      return protocol_known ? text(protocol_name(listener.protocol)) : unknown;
    case Fact::kListenerHost:
      return host(listener.bound);
    case Fact::kListenerPort:
      return port(listener.bound);
    case Fact::kListenerAdvertisedHost:
      return host(listener.advertised);
    case Fact::kListenerAdvertisedPort:
      return port(listener.advertised);
    case Fact::kListenerReach:
      if (!listener.bound) return absent;
      return listener.bound->reach == Reach::kUnknown ? unknown : text(reach_word(listener.bound->reach));
    case Fact::kListenerBound:
      return truth(listener.bound.has_value());
    case Fact::kListenerDefaulted:
      return truth(listener.defaulted);
    case Fact::kListenerController:
      return listener.controller || !broker_.controller_names_unknown() ? truth(listener.controller) : unknown;
    case Fact::kListenerInterBroker:
      return listener.inter_broker || !broker_.inter_broker().unknown ? truth(listener.inter_broker) : unknown;
    case Fact::kListenerEncrypted:
      return protocol_known ? truth(listener.encrypted()) : unknown;
    case Fact::kListenerSasl:
      return protocol_known ? truth(listener.sasl()) : unknown;
    case Fact::kListenerAnonymous: {
      std::optional<bool> open = anonymous(listener);
      return open ? truth(*open) : unknown;
    }
    case Fact::kListenerClientAuth: {
      Operand out = text(listener.client_auth.text);
      KeyId key = broker_.catalog().find("ssl.client.auth");
      bool refused = key != kNoKey && refused_.refused(key, listener.client_auth);
      out.state = refused ? Value::State::kUnknown : listener.client_auth.state;
      out.origin = listener.client_auth.origin;
      return out;
    }
    case Fact::kListenerMechanisms: {
      ListItems items = listener.mechanisms;
      if (listener.mechanisms_unknown) items.push_back(kUnknownItem);
      return list_operand(std::move(items));
    }
    default:
      return unknown;
  }
}

}  // namespace klamm
