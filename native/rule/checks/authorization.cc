// Who may do what: the authorizer, its super users, and the listeners that let anybody in.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "fix/property_edits.h"
#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"
#include "rule/near_miss.h"

namespace klamm {
namespace {

constexpr std::string_view kAnonymous = "User:ANONYMOUS";
constexpr std::string_view kAllowEveryone = "allow.everyone.if.no.acl.found";

// The authorizers that are known to read `allow.everyone.if.no.acl.found`.
constexpr std::array<std::string_view, 5> kReadAllowEveryone = {
    "org.apache.kafka.metadata.authorizer.StandardAuthorizer", "kafka.security.authorizer.AclAuthorizer",
    "kafka.security.auth.SimpleAclAuthorizer", "io.confluent.kafka.security.authorizer.ConfluentServerAuthorizer",
    "io.confluent.kafka.security.ldap.authorizer.LdapAuthorizer"};

std::string_view authorizer_of(const BrokerConfig& broker) {
  Value value = value_of(broker, "authorizer.class.name");
  return value.known() ? java_trim(value.text) : std::string_view();
}

// The line that opens everything without an ACL, if its authorizer reads it.
const Setting* allow_everyone(const BrokerConfig& broker) {
  const Setting* setting = broker.setting(kAllowEveryone);
  if (setting == nullptr || setting->unknown || !same_letters(setting->value, "true")) return nullptr;
  std::string_view authorizer = authorizer_of(broker);
  bool reads = std::find(kReadAllowEveryone.begin(), kReadAllowEveryone.end(), authorizer) != kReadAllowEveryone.end();
  return reads ? setting : nullptr;
}

const SuperUser* anonymous_super_user(const BrokerConfig& broker) {
  if (authorizer_of(broker).empty()) return nullptr;
  auto found = std::find_if(broker.super_users().begin(), broker.super_users().end(),
                            [](const SuperUser& user) { return user.text == kAnonymous; });
  return found == broker.super_users().end() ? nullptr : &*found;
}

bool lets_anybody_in(const Listener& listener) {
  if (!listener.bound || listener.bound->reach == Reach::kLoopback || listener.bound->reach == Reach::kUnknown)
    return false;
  return anonymous(listener) == true;
}

Hit hit_super_user(const BrokerConfig& broker, const SuperUser& user, Holes holes = {}) {
  Hit hit = hit_value(*broker.setting("super.users"), std::move(holes));
  hit.span = user.span;
  return hit;
}

// A piece of an entry of super.users, in the file.
Span span_in(const BrokerConfig& broker, std::string_view part) {
  const Setting& setting = *broker.setting("super.users");
  auto begin = static_cast<size_t>(part.data() - setting.value.data());
  return hit_part(broker, setting, begin, begin + part.size()).span.value();
}

}  // namespace

void check_no_authorizer(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  Value value = value_of(broker, "authorizer.class.name");
  if (!names_a_node(broker) || (value.known() && !java_trim(value.text).empty())) return;
  bool reachable = broker.listeners_unknown();
  bool unsure = reachable;
  for (const Listener& listener : broker.listeners()) {
    if (!listener.bound || listener.bound->reach == Reach::kLoopback) continue;
    if (listener.bound->reach == Reach::kUnknown) unsure = true;
    reachable = true;
  }
  if (!reachable) return;
  bool sure = std::any_of(broker.listeners().begin(), broker.listeners().end(), [](const Listener& one) {
    return one.bound && one.bound->reach != Reach::kLoopback && one.bound->reach != Reach::kUnknown;
  });
  if (value.unknown() || (unsure && !sure)) {
    run.unknown(value.unknown() ? value.origin.node : kNoNode, "the authorizer and the listeners of the rendered file");
    return;
  }
  if (!value.is_explicit() && !stands_alone(broker)) {
    run.unknown(kNoNode, std::string(kCompletes));
    return;
  }
  Hit hit;
  if (value.is_explicit()) hit.node = value.origin.node;
  hit.holes = {{"authorizer", std::string(kReadAllowEveryone[broker.roles().kraft ? 0 : 1])},
               {"key", std::string("authorizer.class.name")}};
  run.fail(std::move(hit));
}

// Where a listener lets anybody in, the two together are another rule's.
void check_allow_everyone(CheckRun& run) {
  const Setting* setting = run.broker().setting(kAllowEveryone);
  if (setting != nullptr && setting->unknown) run.unknown(setting->node, "the value that it is rendered with");
  const Setting* open = allow_everyone(run.broker());
  const std::vector<Listener>& listeners = run.broker().listeners();
  if (open != nullptr && std::none_of(listeners.begin(), listeners.end(), lets_anybody_in)) {
    Hit hit = hit_value(*open);
    hit.edits = {replace_value(run.broker().document(), open->node, "false")};
    run.fail(std::move(hit));
  }
}

// params: equals. User:ANONYMOUS counts while no listener is known that makes it everybody: that is another rule's.
void check_super_user(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  std::string_view wanted = run.params().text("equals");
  if (authorizer_of(broker).empty() && !value_of(broker, "authorizer.class.name").unknown()) return;
  if (wanted == kAnonymous && std::any_of(broker.listeners().begin(), broker.listeners().end(), lets_anybody_in))
    return;
  for (const SuperUser& user : broker.super_users()) {
    if (user.text == wanted) run.fail(hit_super_user(broker, user));
  }
}

void check_anonymous_administrator(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const SuperUser* user = anonymous_super_user(broker);
  const Setting* everyone = allow_everyone(broker);
  const Setting* users = user == nullptr ? nullptr : broker.setting("super.users");
  if (users == nullptr && everyone == nullptr) return;
  for (const Listener& listener : broker.listeners()) {
    if (!lets_anybody_in(listener)) continue;
    Hit hit = hit_endpoint(broker, *listener.bound);
    hit.listener = index_of(broker, listener);
    hit.node = users != nullptr ? users->node : everyone->node;
    std::string what = users != nullptr ? "User:ANONYMOUS is a super user" : "what has no ACL is open to everyone";
    std::string undo =
        users != nullptr ? "take `User:ANONYMOUS` out of `super.users`" : "set `allow.everyone.if.no.acl.found=false`";
    if (users != nullptr && everyone != nullptr) {
      what += ", and what has no ACL is open to everyone";
      undo += ", and set `allow.everyone.if.no.acl.found=false`";
    }
    hit.holes = {{"what", std::move(what)}, {"undo", std::move(undo)}, {"key", std::string("listeners")}};
    if (users != nullptr) hit.related.emplace_back(users->node, "User:ANONYMOUS is a super user");
    if (everyone != nullptr) hit.related.emplace_back(everyone->node, "without an ACL, allowed");
    run.fail(std::move(hit));
  }
}

void check_super_users_with_commas(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const SuperUser& user : broker.super_users()) {
    std::vector<Edit> edits;
    for (size_t comma = user.text.find(','); comma != std::string_view::npos; comma = user.text.find(',', comma + 1)) {
      size_t next = user.text.find_first_not_of(" \t", comma + 1);
      if (next == std::string_view::npos || !user.text.substr(next).starts_with("User:")) continue;
      edits.push_back({span_in(broker, user.text.substr(comma, 1)), ";"});
    }
    if (edits.empty()) continue;
    Hit hit = hit_super_user(broker, user);
    hit.edits = std::move(edits);
    run.fail(std::move(hit));
  }
}

void check_principal_type_case(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const SuperUser& user : broker.super_users()) {
    if (user.type == "User" || !same_letters(user.type, "User")) continue;
    Hit hit = hit_super_user(broker, user, {{"type", std::string(user.type)}, {"name", std::string(user.name)}});
    hit.edits = {{span_in(broker, user.type), "User"}};
    run.fail(std::move(hit));
  }
}

// Kafka cannot read an entry without a colon: the authorizer does not come up.
void check_untyped_super_user(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (authorizer_of(broker).empty()) return;
  for (const SuperUser& user : broker.super_users()) {
    if (!user.refused || user.unknown || user.text.empty()) continue;
    Hit hit = hit_super_user(broker, user, {{"name", std::string(user.text)}});
    hit.edits = {{span_in(broker, user.text.substr(0, 0)), "User:"}};
    run.fail(std::move(hit));
  }
}

// params: names, of applications that need rights and not all of them.
void check_application_super_user(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  std::vector<std::string_view> names = run.params().list("names");
  for (const SuperUser& user : broker.super_users()) {
    std::string low = lower_letters(user.name);
    if (user.unknown || std::find(names.begin(), names.end(), low) == names.end()) continue;
    run.fail(hit_super_user(broker, user, {{"name", std::string(user.name)}}));
  }
}

// The class is none, and nearly one that Kafka has.
void check_authorizer_misspelt(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* setting = broker.setting("authorizer.class.name");
  std::string_view written = authorizer_of(broker);
  if (setting == nullptr || written.empty()) return;
  std::string_view small = written.substr(written.rfind('.') + 1);
  for (std::string_view known : kReadAllowEveryone) {
    if (written == known) return;
  }
  for (std::string_view known : kReadAllowEveryone) {
    std::string_view name = known.substr(known.rfind('.') + 1);
    bool kafka = written.find("kafka") != std::string_view::npos || written.find('.') == std::string_view::npos;
    bool near = kafka && (same_letters(small, name) || word_distance(written, known, 3) <= 3);
    if (!near) continue;
    Hit hit = hit_value(*setting, {{"meant", std::string(known)}});
    hit.edits = {replace_value(broker.document(), setting->node, known)};
    run.fail(std::move(hit));
    return;
  }
}

}  // namespace klamm
