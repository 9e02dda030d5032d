#include "klamm/drift.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "model/shown.h"

namespace klamm {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\f";
  size_t begin = text.find_first_not_of(kBlanks);
  return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

class Comparison {
 public:
  Comparison(const BrokerConfig& file, const LiveBroker& broker) : file_(file), broker_(broker) {}

  std::vector<Drift> compare() {
    for (const Setting& setting : file_.settings()) {
      if (!setting.last || setting.key_unknown) continue;
      said_[setting.key] = &setting;
    }
    for (const auto& [key, setting] : said_) said(*setting);
    for (const LiveConfig& config : broker_.configs) unsaid(config);
    std::stable_sort(out_.begin(), out_.end(), [](const Drift& a, const Drift& b) { return a.key < b.key; });
    return std::move(out_);
  }

 private:
  void said(const Setting& setting) {
    const LiveConfig* live = broker_.find(setting.key);
    if (setting.unknown || told_anyway(broker_, setting.key)) return;
    std::string_view wanted = trimmed(setting.value);
    const LiveValue* started = live == nullptr ? nullptr : live->layer(LiveSource::kStatic);
    Drift drift;
    drift.broker = broker_.id;
    drift.key = setting.key;
    drift.file = shown_value(file_, setting);
    drift.place = {file_.document().source().name(),
                   file_.document().source().region(file_.document().node(setting.node).value_span)};
    if (live != nullptr) show(*live, drift);
    if (started == nullptr) {
      drift.kind = Drift::Kind::kNotApplied;
      drift.mend = restart();
    } else if (live->sensitive || !started->value) {
      drift.kind = Drift::Kind::kHidden;
      drift.mend = "a broker tells nobody this value";
    } else if (trimmed(*started->value) != wanted) {
      drift.kind = Drift::Kind::kNotApplied;
      drift.mend = restart() + (live->dynamic() ? ", and " + delete_dynamic(*live) : std::string());
    } else if (live->dynamic() && live->value != started->value) {
      drift.kind = Drift::Kind::kOverridden;
      drift.mend = delete_dynamic(*live) + ", or write the value in effect into the file";
    } else {
      return;
    }
    out_.push_back(std::move(drift));
  }

  void unsaid(const LiveConfig& live) {
    const LiveValue* started = live.layer(LiveSource::kStatic);
    if (started == nullptr || said_.contains(live.name) || told_anyway(broker_, live.name)) return;
    Drift drift;
    drift.kind = Drift::Kind::kNotInFile;
    drift.broker = broker_.id;
    drift.key = live.name;
    drift.place.path = file_.document().source().name();
    show(live, drift);
    drift.mend = "write it into the file, or expect the default after the next restart";
    out_.push_back(std::move(drift));
  }

  void show(const LiveConfig& live, Drift& drift) const {
    drift.source = live.source;
    KeyId key = file_.catalog().find(live.name);
    bool secret =
        live.sensitive || Catalog::secret_by_name(live.name) || (key != kNoKey && file_.catalog().secret(key));
    drift.live = secret ? std::string(kMask) : std::string(live.value.value_or(""));
  }

  std::string restart() const { return "restart broker " + std::to_string(broker_.id) + " with this file"; }
  std::string delete_dynamic(const LiveConfig& live) const {
    return "delete the dynamic value: kafka-configs --alter --entity-type brokers " + entity_of(live, broker_.id) +
           " --delete-config " + std::string(live.name);
  }

  const BrokerConfig& file_;
  const LiveBroker& broker_;
  std::map<std::string_view, const Setting*> said_;
  std::vector<Drift> out_;
};

}  // namespace

std::string_view drift_kind_name(Drift::Kind kind) {
  constexpr std::array<std::string_view, 4> kNames = {"overridden", "not applied", "not in the file", "hidden"};
  return kNames[static_cast<size_t>(kind)];
}

std::vector<const LiveBroker*> brokers_of(const BrokerConfig& file, const LiveCluster& snapshot) {
  std::optional<int32_t> id;
  for (std::string_view key : {"node.id", "broker.id"}) {
    const Setting* setting = file.setting(key);
    if (setting == nullptr || setting->unknown || id) continue;
    std::string_view digits = trimmed(setting->value);
    int32_t value = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc() && end == digits.data() + digits.size()) id = value;
  }
  std::vector<const LiveBroker*> out;
  for (const LiveBroker& broker : snapshot.brokers) {
    if (!broker.configs.empty() && (!id || broker.id == *id)) out.push_back(&broker);
  }
  return out;
}

std::vector<Drift> find_drift(const BrokerConfig& file, const LiveBroker& broker) {
  return Comparison(file, broker).compare();
}

}  // namespace klamm
