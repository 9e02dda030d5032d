// What Amazon MSK makes of a configuration. The catalog has its lists (configs/catalog/msk.toml).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "fix/property_edits.h"
#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

constexpr std::string_view kAllowEveryone = "allow.everyone.if.no.acl.found";
constexpr std::string_view kListeners = "custom.advertised.listeners";

MskKind kind_of(const BrokerConfig& broker) { return broker.options().msk.value_or(MskKind::kUnknown); }

// The lines that count, but for those whose key nobody knows yet.
template <typename Visit>
void each_setting(const BrokerConfig& broker, Visit&& visit) {
  for (const Setting& setting : broker.settings()) {
    if (setting.last && !setting.key_unknown && !setting.conditional && !setting.key.empty()) visit(setting);
  }
}

// Whether some cluster of that kind takes the key, or may: the guide names defaults of a few keys and does not say who
// may set them.
bool may_be_set(const std::optional<MskKey>& key, MskKind kind) {
  if (!key) return false;
  bool standard = key->standard || key->standard_default || key->varies;
  if (kind == MskKind::kStandard) return standard;
  if (kind == MskKind::kExpress) return key->express != MskKey::Express::kNone;  // KA003 and KA004 tell those apart
  return standard || key->express == MskKey::Express::kStatic || key->express == MskKey::Express::kDynamic;
}

// One entry of custom.advertised.listeners, `LISTENER://host:port+{broker_id}`.
struct Advertised {
  std::string_view text;
  size_t begin = 0;
  std::string_view listener;
  std::string_view port;
};

std::vector<Advertised> advertised(const Setting& setting) {
  std::vector<uint32_t> offsets;
  std::vector<Advertised> out;
  ListItems items = split_list(setting.value, &offsets);
  for (size_t index = 0; index < items.size(); ++index) {
    Advertised entry{items[index], offsets[index], {}, {}};
    size_t scheme = entry.text.find("://");
    if (scheme != entry.text.npos) entry.listener = entry.text.substr(0, scheme);
    size_t colon = entry.text.rfind(':');
    if (scheme != entry.text.npos && colon > scheme + 2) entry.port = entry.text.substr(colon + 1);
    out.push_back(entry);
  }
  return out;
}

// Empty: MSK takes it, as far as the guide says.
std::string_view trouble(const Advertised& entry) {
  constexpr std::array<std::string_view, 7> kClients = {
      "CLIENT",     "CLIENT_SECURE",    "CLIENT_SECURE_PUBLIC", "CLIENT_SASL_SCRAM", "CLIENT_SASL_SCRAM_PUBLIC",
      "CLIENT_IAM", "CLIENT_IAM_PUBLIC"};
  if (entry.listener.empty() || entry.port.empty()) return "no `LISTENER://host:port`";
  if (std::find(kClients.begin(), kClients.end(), entry.listener) == kClients.end()) return "no listener of clients";
  if (entry.port.find("{broker_id}") == entry.port.npos) return "its port is the same for every broker";
  return {};
}

}  // namespace

void check_msk_not_settable(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  MskKind kind = kind_of(broker);
  if (kind == MskKind::kServerless) return;
  each_setting(broker, [&](const Setting& setting) {
    if (may_be_set(broker.catalog().msk(setting.key), kind)) return;
    Hit hit = hit_key(broker, setting, {{"kind", kind == MskKind::kExpress ? "Express brokers" : "MSK"}});
    hit.edits = {delete_setting(broker.document(), setting.node)};
    run.fail(std::move(hit));
  });
}

// params: dynamic (else what is MSK's own).
void check_msk_express(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (kind_of(broker) != MskKind::kExpress) return;
  auto wanted = run.params().flag("dynamic") ? MskKey::Express::kDynamic : MskKey::Express::kFixed;
  each_setting(broker, [&](const Setting& setting) {
    auto key = broker.catalog().msk(setting.key);
    if (!key || key->express != wanted) return;
    Hit hit = hit_key(broker, setting, {{"fixed", std::string(key->express_default.value_or("MSK's own"))}});
    hit.edits = {delete_setting(broker.document(), setting.node)};
    run.fail(std::move(hit));
  });
}

void check_msk_serverless(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (kind_of(broker) != MskKind::kServerless || broker.settings().empty()) return;
  run.fail(Hit());
}

// MSK's own default, and `true` as the authorizers read it.
void check_msk_allow_everyone(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (kind_of(broker) == MskKind::kServerless || broker.options().acls_bind_nobody) return;
  const Setting* setting = broker.setting(kAllowEveryone);
  if (setting == nullptr) {
    run.unknown(broker.document().root(),
                fmt::format("`{}` is left to MSK, where it is true: how clients log in decides whether that matters "
                            "(aws kafka describe-cluster-v2)",
                            kAllowEveryone));
    return;
  }
  if (setting->unknown || lower_letters(java_trim(setting->value)) != "true") return;
  Hit hit = hit_value(*setting);
  hit.edits = {replace_value(broker.document(), setting->node, "false")};
  run.fail(std::move(hit));
}

// params: key; kind (of the brokers whose default it is).
void check_msk_default(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  std::string_view key = run.params().text("key");
  if (broker.setting(key) != nullptr) return;
  MskKind kind = kind_of(broker);
  if (kind == MskKind::kUnknown) {
    run.unknown(broker.document().root(), fmt::format("`{}` is left to MSK: which kind of brokers (--msk-kind)", key));
  } else if (msk_kind_name(kind) == run.params().text("kind")) {
    run.fail(hit_absent(broker, key, {{"key", std::string(key)}}));
  }
}

void check_msk_listener_refused(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* setting = broker.setting(kListeners);
  if (setting == nullptr || setting->conditional) return;
  for (const Advertised& entry : advertised(*setting)) {
    std::string_view reason = trouble(entry);
    if (reason.empty()) continue;
    run.fail(hit_part(broker, *setting, entry.begin, entry.begin + entry.text.size(),
                      {{"entry", std::string(entry.text)}, {"reason", std::string(reason)}}));
  }
}

void check_msk_listener_in_clear(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* setting = broker.setting(kListeners);
  if (setting == nullptr || setting->conditional) return;
  for (const Advertised& entry : advertised(*setting)) {
    if (entry.listener != "CLIENT" || !trouble(entry).empty()) continue;
    run.fail(hit_part(broker, *setting, entry.begin, entry.begin + entry.listener.size()));
  }
}

}  // namespace klamm
