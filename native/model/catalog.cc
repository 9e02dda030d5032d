#include "klamm/catalog.h"

#include "model/catalog_section.h"

namespace klamm {

using section::View;

section::Name section::View::find(std::string_view name) const {
  uint32_t mask = header_.slots.count - 1;
  for (uint32_t slot = hash(name) & mask;; slot = (slot + 1) & mask) {
    auto index = at<uint16_t>(header_.slots, slot);
    if (index == kNone) return {{}, kNone, kNone, kNone, kNone, kNone, 0};
    auto record = at<Name>(header_.names, index);
    if (text(record.text) == name) return record;
  }
}

namespace {

// The run that holds at `version`; nullopt where the key does not exist.
std::optional<section::Run> run_at(const View& view, KeyId key, KafkaVersion version) {
  if (key >= view.header().keys.count) return std::nullopt;
  uint16_t line = std::max(version.line(), view.at<uint16_t>(view.header().versions, 0));
  section::Key record = view.key(key);
  for (uint32_t i = record.runs; i-- > 0;) {
    auto run = view.at<section::Run>(view.header().runs, record.first_run + i);
    if (run.line > line) continue;
    if (run.flags & section::Run::kPresent) return run;
    return std::nullopt;
  }
  return std::nullopt;
}

KafkaVersion version_of(uint16_t line) { return {static_cast<uint8_t>(line >> 8), static_cast<uint8_t>(line & 0xff)}; }

bool flag(const View& view, KeyId key, section::Key::Flag wanted) {
  return key < view.header().keys.count && (view.key(key).flags & wanted) != 0;
}

}  // namespace

std::string_view key_type_name(KeyType type) {
  static constexpr std::string_view kNames[] = {"BOOLEAN", "STRING", "INT",   "SHORT",   "LONG",
                                                "DOUBLE",  "LIST",   "CLASS", "PASSWORD"};
  return kNames[static_cast<size_t>(type)];
}

std::string_view update_mode_name(UpdateMode mode) {
  static constexpr std::string_view kNames[] = {"read-only", "per-broker", "cluster-wide", "topic"};
  return kNames[static_cast<size_t>(mode)];
}

std::string_view importance_name(Importance importance) {
  static constexpr std::string_view kNames[] = {"HIGH", "MEDIUM", "LOW"};
  return kNames[static_cast<size_t>(importance)];
}

std::string_view msk_kind_name(MskKind kind) {
  static constexpr std::string_view kNames[] = {"", "standard", "express", "serverless"};
  return kNames[static_cast<size_t>(kind)];
}

std::optional<MskKind> parse_msk_kind(std::string_view name) {
  for (MskKind kind : {MskKind::kStandard, MskKind::kExpress, MskKind::kServerless}) {
    if (msk_kind_name(kind) == name) return kind;
  }
  return std::nullopt;
}

KeyId Catalog::find(std::string_view name, KeyScope scope) const {
  section::Name found = View(section_).find(name);
  return scope == KeyScope::kBroker ? found.broker : found.topic;
}

size_t Catalog::size() const { return View(section_).header().keys.count; }

std::string_view Catalog::name(KeyId key) const {
  View view(section_);
  return key < view.header().keys.count ? view.text(view.key(key).name) : std::string_view();
}

KeyScope Catalog::scope(KeyId key) const {
  return key < View(section_).header().broker_keys ? KeyScope::kBroker : KeyScope::kTopic;
}

std::vector<KafkaVersion> Catalog::versions() const {
  View view(section_);
  std::vector<KafkaVersion> versions;
  versions.reserve(view.header().versions.count);
  for (uint32_t i = 0; i < view.header().versions.count; ++i) {
    versions.push_back(version_of(view.at<uint16_t>(view.header().versions, i)));
  }
  return versions;
}

std::optional<KeyDef> Catalog::define(KeyId key, KafkaVersion version) const {
  View view(section_);
  auto run = run_at(view, key, version);
  if (!run) return std::nullopt;
  KeyDef def;
  def.name = view.text(view.key(key).name);
  def.type = static_cast<KeyType>(run->type);
  if (run->flags & section::Run::kDefault) def.default_value = view.text(run->default_value);
  def.required = run->flags & section::Run::kRequired;
  def.internal = run->flags & section::Run::kInternal;
  def.importance = static_cast<Importance>(run->importance);
  def.mode = static_cast<UpdateMode>(run->mode);
  if (run->validator != section::kNone) {
    def.validator = view.text(view.at<section::ValidatorRecord>(view.header().validators, run->validator).text);
  }
  return def;
}

bool Catalog::exists(KeyId key, KafkaVersion version) const { return run_at(View(section_), key, version).has_value(); }

KafkaVersion Catalog::first(KeyId key) const {
  View view(section_);
  if (key >= view.header().keys.count) return kOldestKafka;
  return version_of(view.at<section::Run>(view.header().runs, view.key(key).first_run).line);
}

std::optional<KafkaVersion> Catalog::removed(KeyId key) const {
  View view(section_);
  if (key >= view.header().keys.count) return std::nullopt;
  section::Key record = view.key(key);
  auto last = view.at<section::Run>(view.header().runs, record.first_run + record.runs - 1u);
  if (last.flags & section::Run::kPresent) return std::nullopt;
  return version_of(last.line);
}

Validator Catalog::validator(KeyId key, KafkaVersion version) const {
  View view(section_);
  Validator out;
  auto run = run_at(view, key, version);
  if (!run || run->validator == section::kNone) return out;
  using Record = section::ValidatorRecord;
  auto record = view.at<Record>(view.header().validators, run->validator);
  out.kind = static_cast<ValidatorKind>(record.kind);
  if (record.flags & Record::kLow) out.low = record.low;
  if (record.flags & Record::kHigh) out.high = record.high;
  if (record.flags & Record::kOther) out.other = record.other;
  out.empty_allowed = record.flags & Record::kEmptyAllowed;
  for (uint32_t i = 0; i < record.values; ++i) {
    out.values.push_back(view.text(view.at<section::Text>(view.header().values, record.first_value + i)));
  }
  out.text = view.text(record.text);
  return out;
}

bool Catalog::secret(KeyId key) const { return flag(View(section_), key, section::Key::kSecret); }
bool Catalog::security(KeyId key) const { return flag(View(section_), key, section::Key::kSecurity); }
bool Catalog::per_listener(KeyId key) const { return flag(View(section_), key, section::Key::kPerListener); }
bool Catalog::per_mechanism(KeyId key) const { return flag(View(section_), key, section::Key::kPerMechanism); }

KeyId Catalog::synonym(KeyId key) const {
  View view(section_);
  return key < view.header().keys.count ? view.key(key).synonym : kNoKey;
}

std::optional<Deprecation> Catalog::deprecated(KeyId key, KafkaVersion version) const {
  View view(section_);
  if (!run_at(view, key, version)) return std::nullopt;
  section::Key record = view.key(key);
  if (record.deprecated == 0 || version.line() < record.deprecated) return std::nullopt;
  return Deprecation{version_of(record.deprecated), view.text(record.replacement)};
}

std::string_view Catalog::replacement(KeyId key) const {
  View view(section_);
  return key < view.header().keys.count ? view.text(view.key(key).replacement) : std::string_view();
}

KeyId Catalog::successor(KeyId key) const {
  View view(section_);
  return key < view.header().keys.count ? view.key(key).successor : kNoKey;
}

std::optional<ForeignKey> Catalog::foreign(std::string_view name) const {
  View view(section_);
  uint32_t best = view.find(name).foreign;
  if (best == section::kNone) {
    size_t longest = 0;
    for (uint32_t i = 0; i < view.header().foreign.count; ++i) {
      auto record = view.at<section::Foreign>(view.header().foreign, i);
      if ((record.flags & section::Foreign::kPrefix) && record.name.size > longest &&
          name.starts_with(view.text(record.name))) {
        best = i;
        longest = record.name.size;
      }
    }
  }
  if (best == section::kNone) return std::nullopt;
  auto record = view.at<section::Foreign>(view.header().foreign, best);
  ForeignKey out;
  out.name = view.text(record.name);
  out.reader = view.text(record.reader);
  out.prefix = record.flags & section::Foreign::kPrefix;
  out.security = record.flags & section::Foreign::kSecurity;
  out.secret = (record.flags & section::Foreign::kSecret) || secret_by_name(name);
  out.type = static_cast<KeyType>(record.type);
  return out;
}

std::optional<ClientKey> Catalog::client(std::string_view name) const {
  View view(section_);
  uint16_t index = view.find(name).client;
  if (index == section::kNone) return std::nullopt;
  auto record = view.at<section::Client>(view.header().clients, index);
  return ClientKey{record.readers, record.equivalent, view.text(record.note),
                   (record.flags & section::Client::kSecurity) != 0};
}

std::string_view Catalog::misplaced(std::string_view name) const {
  View view(section_);
  uint16_t index = view.find(name).misplaced;
  if (index != section::kNone) return view.text(view.at<section::Misplaced>(view.header().misplaced, index).where);
  for (uint32_t i = 0; i < view.header().misplaced.count; ++i) {
    auto record = view.at<section::Misplaced>(view.header().misplaced, i);
    if (record.prefix != 0 && name.starts_with(view.text(record.name))) return view.text(record.where);
  }
  return {};
}

std::optional<MskKey> Catalog::msk(std::string_view name) const {
  View view(section_);
  section::Table table = view.header().msk;
  uint32_t low = 0;
  for (uint32_t high = table.count; low < high;) {
    uint32_t middle = low + (high - low) / 2;
    if (view.text(view.at<section::Msk>(table, middle).name) < name) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == table.count) return std::nullopt;
  auto record = view.at<section::Msk>(table, low);
  if (view.text(record.name) != name) return std::nullopt;
  MskKey out;
  out.standard = record.flags & section::Msk::kStandard;
  out.express = static_cast<MskKey::Express>(record.express);
  if (record.flags & section::Msk::kStandardDefault) out.standard_default = view.text(record.standard_default);
  if (record.flags & section::Msk::kExpressDefault) out.express_default = view.text(record.express_default);
  out.varies = record.flags & section::Msk::kVaries;
  return out;
}

}  // namespace klamm
