// JAAS entries: which login module stands where, and with what options.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rule/checks/checks.h"
#include "rule/checks/hits.h"
#include "rule/evaluator.h"

namespace klamm {
namespace {

struct ModuleOf {
  std::string_view mechanism;  // a name or a prefix with *
  std::string_view module;     // how the class that serves it ends
};
constexpr std::array<ModuleOf, 4> kModules = {{{"PLAIN", "PlainLoginModule"},
                                               {"SCRAM-*", "ScramLoginModule"},
                                               {"OAUTHBEARER", "OAuthBearerLoginModule"},
                                               {"GSSAPI", "Krb5LoginModule"}}};

// Passwords of documentation, demonstrations and images.
constexpr std::array<std::string_view, 24> kKnownPasswords = {
    "admin",        "admin-secret", "alice-secret", "bob-secret",    "broker",      "broker-secret",
    "changeit",     "changeme",     "client",       "client-secret", "confluent",   "kafka",
    "kafka-secret", "password",     "pass",         "secret",        "kafkasecret", "kafkapassword",
    "bitnami",      "test",         "test1234",     "123456",        "user",        "your-password"};

bool known_module(std::string_view name) {
  return std::any_of(kModules.begin(), kModules.end(), [&](const ModuleOf& one) { return name.ends_with(one.module); });
}

Hit hit_at(const BrokerConfig& broker, const JaasEntry& entry, Span span, Holes holes = {}) {
  Hit hit = hit_value(broker.settings()[entry.setting], std::move(holes));
  hit.span = span;
  return hit;
}

// Entries that some listener, or nobody, reads for a mechanism; those that a later line replaces are left out.
template <typename Visit>
void each_module(const BrokerConfig& broker, Visit&& visit) {
  for (const JaasEntry& entry : broker.jaas()) {
    if (entry.unknown || !broker.settings()[entry.setting].last) continue;
    for (const JaasModule& module : entry.modules) visit(entry, module);
  }
}

std::string_view option_of(const JaasModule& module, std::string_view name) {
  std::string_view found;
  for (const JaasOption& option : module.options) {
    if (option.named && option.name == name) found = option.value;
  }
  return found;
}

std::string_view small_class(std::string_view name) { return name.substr(name.find_last_of(".$") + 1); }

}  // namespace

// params: like, the classes that nobody should log in with.
void check_login_module(CheckRun& run) {
  std::vector<std::string_view> like = run.params().list("like");
  each_module(run.broker(), [&](const JaasEntry& entry, const JaasModule& module) {
    bool found = std::any_of(like.begin(), like.end(),
                             [&](std::string_view glob) { return glob_match(glob, module.class_name); });
    if (!found) return;
    run.fail(hit_at(run.broker(), entry, module.class_span, {{"module", std::string(small_class(module.class_name))}}));
  });
}

// params: options, as globs over `name=value`.
void check_login_option(CheckRun& run) {
  std::vector<std::string_view> wanted = run.params().list("options");
  std::string_view of = run.params().text("module");
  each_module(run.broker(), [&](const JaasEntry& entry, const JaasModule& module) {
    if (!of.empty() && !module.class_name.ends_with(of)) return;
    for (const JaasOption& option : module.options) {
      std::string value = option.unknown ? std::string() : lower_letters(option.value);
      std::string text = fmt::format("{}={}", option.name, value);
      bool found =
          option.named && std::any_of(wanted.begin(), wanted.end(), [&](auto glob) { return glob_match(glob, text); });
      if (!found) continue;
      run.fail(hit_at(run.broker(), entry, option.name_span,
                      {{"option", std::string(option.name)},
                       {"lower", lower_letters(run.broker().settings()[entry.setting].prefix_listener)}}));
      if (run.params().flag("once")) return;
    }
  });
}

// Passwords that stand in documentation, or that the user's name is.
void check_known_password(CheckRun& run) {
  each_module(run.broker(), [&](const JaasEntry& entry, const JaasModule& module) {
    std::string_view user = option_of(module, "username");
    for (const JaasOption& option : module.options) {
      if (!option.named || option.unknown || option.value.empty()) continue;
      bool of_user = option.name.starts_with("user_") && module.class_name.ends_with("PlainLoginModule");
      if (option.name != "password" && !of_user) continue;
      std::string_view name = of_user ? option.name.substr(5) : user;
      bool same = option.value == name;
      bool known = std::find(kKnownPasswords.begin(), kKnownPasswords.end(), option.value) != kKnownPasswords.end();
      // Documentation writes `<name>-secret`.
      bool derived =
          option.value.size() == name.size() + 7 && option.value.starts_with(name) && option.value.ends_with("-secret");
      if (!same && !known && !derived) continue;
      run.fail(hit_at(run.broker(), entry, option.span,
                      {{"option", std::string(option.name)},
                       {"what", std::string(same ? "the user's own name" : "one that everybody tries first")}}));
    }
  });
}

// A listener's entry whose module serves another mechanism.
void check_login_module_of_another(CheckRun& run) {
  each_module(run.broker(), [&](const JaasEntry& entry, const JaasModule& module) {
    if (entry.mechanism.empty() || !known_module(module.class_name)) return;
    for (const ModuleOf& one : kModules) {
      if (!glob_match(one.mechanism, entry.mechanism) || module.class_name.ends_with(one.module)) continue;
      run.fail(hit_at(run.broker(), entry, module.class_span,
                      {{"mechanism", std::string(entry.mechanism)},
                       {"module", std::string(small_class(module.class_name))},
                       {"wanted", std::string(one.module)}}));
    }
  });
}

// What Kafka cannot read. params: modules: entries of several modules instead.
void check_jaas_refused(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const JaasEntry& entry : broker.jaas()) {
    const Setting& setting = broker.settings()[entry.setting];
    if (!entry.error || entry.unknown || !setting.last || entry.mechanism.empty()) continue;
    if ((entry.modules.size() > 1) != run.params().flag("modules")) continue;
    run.fail(hit_value(setting, {{"reason", entry.error->message}}));
  }
}

void check_login_not_required(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  each_module(broker, [&](const JaasEntry& entry, const JaasModule& module) {
    if (module.flag.empty() || module.flag == "required") return;
    const Setting& setting = broker.settings()[entry.setting];
    size_t after = setting.value.find(module.class_name);
    size_t begin = after == std::string_view::npos ? after : lower_letters(setting.value).find(module.flag, after);
    if (begin == std::string_view::npos) return;
    Hit hit = hit_part(broker, setting, begin, begin + module.flag.size(), {{"flag", std::string(module.flag)}});
    hit.edits = {{hit.span.value(), "required"}};
    run.fail(std::move(hit));
  });
}

// Kerberos without the name of the service: the broker does not start.
void check_no_service_name(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (broker.setting("sasl.kerberos.service.name") != nullptr) return;
  each_module(broker, [&](const JaasEntry& entry, const JaasModule& module) {
    if (entry.listener == kNoListener || !module.class_name.ends_with("Krb5LoginModule")) return;
    const Listener& listener = broker.listeners()[entry.listener];
    bool used =
        std::find(listener.mechanisms.begin(), listener.mechanisms.end(), "GSSAPI") != listener.mechanisms.end();
    if (!used || !option_of(module, "serviceName").empty()) return;
    Value own = broker.get(broker.catalog().find("sasl.kerberos.service.name"), entry.listener);
    if (!own.absent()) return;
    run.fail(hit_at(broker, entry, module.class_span, {{"listener", std::string(listener.name)}}));
  });
}

}  // namespace klamm
