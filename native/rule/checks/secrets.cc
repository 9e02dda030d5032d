// Secrets in the file, and the config providers that keep them out of it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "klamm/value.h"
#include "model/text.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

bool is_jaas(std::string_view key) { return key.ends_with("sasl.jaas.config"); }

// Certificates are PASSWORDs to ConfigDef, and public.
bool is_certificate(std::string_view key, std::string_view value) {
  bool named = key.ends_with("ssl.truststore.certificates") || key.ends_with("ssl.keystore.certificate.chain");
  return named && value.find("PRIVATE KEY") == std::string_view::npos;
}

bool is_secret(const Catalog& catalog, const Setting& setting) {
  if (setting.id != kNoKey) return catalog.secret(setting.id);
  auto foreign = catalog.foreign(setting.base);
  if (foreign) return foreign->secret || Catalog::secret_by_name(setting.base);
  // Settings of other files may be names of what holds the secret.
  return catalog.misplaced(setting.base).empty() && Catalog::secret_by_name(setting.base);
}

// Options of login modules that hold what a client proves itself with.
bool is_password_option(std::string_view module, std::string_view name) {
  std::string low = lower_letters(name);
  if (low.ends_with("password") || low.ends_with("secret")) return true;
  return low.starts_with("user_") && module.ends_with("PlainLoginModule");
}

// Why a provider is none; empty for one that is set up, as Kafka looks for it: names between commas, not trimmed.
std::string_view why_missing(const BrokerConfig& broker, std::string_view provider) {
  const Setting* list = broker.setting("config.providers");
  if (list == nullptr) return "`config.providers` is not set";
  if (list->unknown) return {};
  std::string_view why = "not in `config.providers`";
  std::string_view rest = list->value;
  while (!rest.empty()) {
    std::string_view name = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    if (name == provider) {
      bool set_up = broker.setting(fmt::format("config.providers.{}.class", provider)) != nullptr;
      return set_up ? std::string_view() : std::string_view("its class is not set");
    }
    if (java_trim(name) == provider) why = "listed with a blank beside its name, which Kafka keeps";
  }
  return why;
}

}  // namespace

// params: rendered: files that say so, in which secrets have to stand, instead of all others.
void check_secret_in_clear(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (broker.options().rendered != run.params().flag("rendered")) return;
  for (const Setting& setting : broker.settings()) {
    if (setting.key_unknown || setting.placeholder != Placeholder::kNone || is_jaas(setting.base)) continue;
    std::string_view value = java_trim(setting.value);
    if (value.empty() || !is_secret(broker.catalog(), setting) || is_certificate(setting.base, value)) continue;
    if (same_letters(value, "true") || same_letters(value, "false")) continue;
    run.fail(hit_value(setting));
  }
}

// params: rendered, as above.
void check_password_in_jaas(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (broker.options().rendered != run.params().flag("rendered")) return;
  for (const JaasEntry& entry : broker.jaas()) {
    for (const JaasModule& module : entry.modules) {
      for (const JaasOption& option : module.options) {
        if (option.value.empty() || option.unknown || !is_password_option(module.class_name, option.name)) continue;
        if (find_placeholder(option.value).kind != Placeholder::kNone) continue;
        Hit hit = hit_value(broker.settings()[entry.setting], {{"option", std::string(option.name)}});
        hit.span = option.span;
        run.fail(std::move(hit));
      }
    }
  }
}

// JAAS entries count behind a listener and a mechanism, both in small letters.
void check_jaas_without_mechanism(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const Setting& setting : broker.settings()) {
    bool jaas = setting.last && setting.listener != kNoListener && !setting.key_unknown && is_jaas(setting.key);
    if (!jaas || (!setting.mechanism.empty() && is_lower_case(setting.mechanism))) continue;
    std::string why = setting.mechanism.empty() ? "no mechanism stands in front of `sasl.jaas.config`"
                                                : "the mechanism stands in capitals";
    run.fail(
        hit_key(broker, setting, {{"why_not", std::move(why)}, {"lower", lower_letters(setting.prefix_listener)}}));
  }
}

void check_provider_missing(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (const Setting& setting : broker.settings()) {
    if (!setting.last || setting.value.find("${") == std::string_view::npos) continue;
    for (const PlaceholderAt& found : find_placeholders(setting.value)) {
      if (found.kind != Placeholder::kProvider) continue;
      std::string_view why = why_missing(broker, found.provider);
      if (why.empty()) continue;
      std::string_view reference = setting.value.substr(found.begin, found.end - found.begin);
      run.fail(hit_part(broker, setting, found.begin, found.end,
                        {{"provider", std::string(found.provider)},
                         {"reference", std::string(reference)},
                         {"why_not", std::string(why)}}));
      break;
    }
  }
}

}  // namespace klamm
