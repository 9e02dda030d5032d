#include <fmt/format.h>

#include <string>

#include "klamm/catalog.h"
#include "model/catalog_section.h"

namespace klamm {
namespace {

using namespace section;

// Every offset, index and enumerator of a section. Sums are made in 64 bits, so nothing wraps.
class Verifier {
 public:
  explicit Verifier(std::string_view bytes) : bytes_(bytes), view_(bytes), header_(view_.header()) {}

  std::string_view run() {
    if (std::memcmp(header_.magic, kMagic, sizeof kMagic) != 0 || header_.format != kFormat) return "format";
    if (header_.size != bytes_.size()) return "size";
    if (!tables()) return "tables";
    if (!names()) return "names";
    if (!keys()) return "keys";
    if (!validators()) return "validators";
    if (!others()) return "foreign keys";
    return {};
  }

 private:
  template <class T>
  bool fits(Table table, uint32_t most = kNone) const {
    return table.count <= most && uint64_t{table.offset} + uint64_t{table.count} * sizeof(T) <= bytes_.size();
  }
  bool fits(Text text) const { return uint64_t{text.offset} + text.size <= bytes_.size(); }
  static bool index(uint16_t value, Table table) { return value == kNone || value < table.count; }

  bool tables() const {
    return fits<uint16_t>(header_.versions) && header_.versions.count > 0 && fits<uint16_t>(header_.slots, 1u << 20) &&
           std::has_single_bit(header_.slots.count) && fits<Name>(header_.names) && fits<Key>(header_.keys) &&
           header_.broker_keys <= header_.keys.count && fits<Run>(header_.runs, 1u << 20) &&
           fits<ValidatorRecord>(header_.validators) && fits<Text>(header_.values, 1u << 20) &&
           fits<Foreign>(header_.foreign) && fits<Client>(header_.clients) && fits<Misplaced>(header_.misplaced) &&
           fits<Msk>(header_.msk);
  }

  bool names() const {
    bool empty_slot = false;  // else a search would never end
    for (uint32_t i = 0; i < header_.slots.count; ++i) {
      auto slot = view_.at<uint16_t>(header_.slots, i);
      empty_slot |= slot == kNone;
      if (!index(slot, header_.names)) return false;
    }
    for (uint32_t i = 0; i < header_.names.count; ++i) {
      auto name = view_.at<Name>(header_.names, i);
      if (!fits(name.text) || !index(name.broker, header_.keys) || !index(name.topic, header_.keys) ||
          !index(name.foreign, header_.foreign) || !index(name.client, header_.clients) ||
          !index(name.misplaced, header_.misplaced)) {
        return false;
      }
    }
    return empty_slot;
  }

  bool keys() const {
    for (uint32_t i = 0; i < header_.keys.count; ++i) {
      Key key = view_.key(i);
      if (!fits(key.name) || !fits(key.replacement) || !index(key.synonym, header_.keys) ||
          !index(key.successor, header_.keys) || key.runs == 0 ||
          uint64_t{key.first_run} + key.runs > header_.runs.count) {
        return false;
      }
    }
    for (uint32_t i = 0; i < header_.runs.count; ++i) {
      auto run = view_.at<Run>(header_.runs, i);
      if (!fits(run.default_value) || !index(run.validator, header_.validators) ||
          run.type > static_cast<uint8_t>(KeyType::kPassword) ||
          run.importance > static_cast<uint8_t>(Importance::kLow) ||
          run.mode > static_cast<uint8_t>(UpdateMode::kTopic)) {
        return false;
      }
    }
    return true;
  }

  bool validators() const {
    for (uint32_t i = 0; i < header_.validators.count; ++i) {
      auto validator = view_.at<ValidatorRecord>(header_.validators, i);
      if (!fits(validator.text) || validator.kind > static_cast<uint8_t>(ValidatorKind::kOther) ||
          uint64_t{validator.first_value} + validator.values > header_.values.count) {
        return false;
      }
    }
    for (uint32_t i = 0; i < header_.values.count; ++i) {
      if (!fits(view_.at<Text>(header_.values, i))) return false;
    }
    return true;
  }

  bool others() const {
    for (uint32_t i = 0; i < header_.foreign.count; ++i) {
      auto foreign = view_.at<Foreign>(header_.foreign, i);
      if (!fits(foreign.name) || !fits(foreign.reader) || foreign.type > static_cast<uint8_t>(KeyType::kPassword))
        return false;
    }
    for (uint32_t i = 0; i < header_.clients.count; ++i) {
      auto client = view_.at<Client>(header_.clients, i);
      if (!fits(client.note) || !index(client.equivalent, header_.keys)) return false;
    }
    for (uint32_t i = 0; i < header_.misplaced.count; ++i) {
      auto misplaced = view_.at<Misplaced>(header_.misplaced, i);
      if (!fits(misplaced.name) || !fits(misplaced.where)) return false;
    }
    for (uint32_t i = 0; i < header_.msk.count; ++i) {
      auto msk = view_.at<Msk>(header_.msk, i);
      if (!fits(msk.name) || !fits(msk.standard_default) || !fits(msk.express_default) ||
          msk.express > static_cast<uint8_t>(MskKey::Express::kFixed)) {
        return false;
      }
    }
    return true;
  }

  std::string_view bytes_;
  View view_;
  const Header& header_;
};

}  // namespace

Result<void> verify_catalog(std::string_view section) {
  if (section.size() < sizeof(Header)) return Error{"damaged catalog: too short"};
  std::string_view bad = Verifier(section).run();
  if (!bad.empty()) return Error{fmt::format("damaged catalog: {}", bad)};
  return {};
}

}  // namespace klamm
