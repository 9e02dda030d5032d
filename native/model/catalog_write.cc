#include <bit>
#include <unordered_map>

#include "model/catalog_model.h"
#include "model/catalog_section.h"

namespace klamm {
namespace {

using namespace section;

// One section under construction. Equal texts and equal validators are stored once.
class Writer {
 public:
  explicit Writer(const CatalogModel& model) : model_(model) {}

  std::string write() {
    for (KafkaVersion version : model_.versions) versions_.push_back(version.line());
    for (const auto& entry : model_.broker) add_key(entry.first, entry.second, model_.broker, 0);
    header_.broker_keys = static_cast<uint32_t>(keys_.size());
    for (const auto& entry : model_.topic) add_key(entry.first, entry.second, model_.topic, keys_offset());
    link_synonyms();
    for (const auto& [name, foreign] : model_.foreign) add_foreign(name, foreign);
    for (const auto& [name, client] : model_.clients) add_client(name, client);
    for (const auto& [name, misplaced] : model_.misplaced) add_misplaced(name, misplaced);
    for (const auto& [name, msk] : model_.msk) add_msk(name, msk);
    return assemble();
  }

 private:
  using Keys = std::map<std::string, KeyModel>;

  uint16_t keys_offset() const { return static_cast<uint16_t>(header_.broker_keys); }

  static uint16_t position(const Keys& keys, const std::string& name, uint16_t offset = 0) {
    auto found = keys.find(name);
    return found == keys.end() ? kNone : static_cast<uint16_t>(offset + std::distance(keys.begin(), found));
  }

  Text text(const std::string& content) {
    if (content.empty()) return {0, 0};
    auto [found, added] =
        texts_.try_emplace(content, Text{static_cast<uint32_t>(pool_.size()), static_cast<uint32_t>(content.size())});
    if (added) pool_ += content;
    return found->second;
  }

  Name& name(const std::string& content) {
    auto [found, added] = name_index_.try_emplace(content, names_.size());
    if (added) names_.push_back({text(content), kNone, kNone, kNone, kNone, kNone, 0});
    return names_[found->second];
  }

  void add_key(const std::string& key, const KeyModel& model, const Keys& peers, uint16_t offset) {
    auto id = static_cast<uint16_t>(keys_.size());
    (&peers == &model_.broker ? name(key).broker : name(key).topic) = id;
    Key record{};
    record.name = text(key);
    record.replacement = text(model.replacement);
    record.first_run = static_cast<uint32_t>(runs_.size());
    record.runs = static_cast<uint16_t>(model.runs.size());
    record.shape = shape(key);
    record.synonym = kNone;
    record.successor = position(peers, model.successor, offset);
    record.deprecated = model.deprecated ? model.deprecated->line() : uint16_t{0};
    bool secret = Catalog::secret_by_name(key);
    for (const auto& [from, run] : model.runs) {
      secret |= run.type == KeyType::kPassword;
      add_run(from, run);
    }
    record.flags = static_cast<uint16_t>((secret ? Key::kSecret : 0) | (model.security ? Key::kSecurity : 0) |
                                         (model.per_listener ? Key::kPerListener : 0) |
                                         (model.per_mechanism ? Key::kPerMechanism : 0));
    keys_.push_back(record);
  }

  void add_run(KafkaVersion from, const RunModel& model) {
    Run run{};
    run.line = from.line();
    run.validator = add_validator(model.validator);
    run.default_value = text(model.default_value.value_or(""));
    run.flags = static_cast<uint8_t>((model.present ? Run::kPresent : 0) | (model.required ? Run::kRequired : 0) |
                                     (model.internal ? Run::kInternal : 0) | (model.default_value ? Run::kDefault : 0));
    run.type = static_cast<uint8_t>(model.type);
    run.importance = static_cast<uint8_t>(model.importance);
    run.mode = static_cast<uint8_t>(model.mode);
    runs_.push_back(run);
  }

  uint16_t add_validator(const ValidatorModel& model) {
    if (model.kind == ValidatorKind::kNone) return kNone;
    for (size_t i = 0; i < validator_models_.size(); ++i) {
      if (*validator_models_[i] == model) return static_cast<uint16_t>(i);
    }
    ValidatorRecord record{};
    record.low = model.low.value_or(0);
    record.high = model.high.value_or(0);
    record.other = model.other.value_or(0);
    record.text = text(model.text);
    record.first_value = static_cast<uint32_t>(values_.size());
    record.values = static_cast<uint16_t>(model.values.size());
    record.kind = static_cast<uint8_t>(model.kind);
    record.flags = static_cast<uint8_t>(
        (model.low ? ValidatorRecord::kLow : 0) | (model.high ? ValidatorRecord::kHigh : 0) |
        (model.other ? ValidatorRecord::kOther : 0) | (model.empty_allowed ? ValidatorRecord::kEmptyAllowed : 0));
    for (const std::string& value : model.values) values_.push_back(text(value));
    validators_.push_back(record);
    validator_models_.push_back(&model);
    return static_cast<uint16_t>(validators_.size() - 1);
  }

  void link_synonyms() {
    uint16_t id = keys_offset();
    for (const auto& entry : model_.topic) {
      uint16_t broker = position(model_.broker, entry.second.synonym);
      if (broker != kNone) {
        keys_[id].synonym = broker;
        keys_[broker].synonym = id;
      }
      ++id;
    }
  }

  void add_foreign(const std::string& key, const ForeignModel& model) {
    if (!model.prefix) name(key).foreign = static_cast<uint16_t>(foreign_.size());
    auto flags =
        static_cast<uint8_t>((model.prefix ? Foreign::kPrefix : 0) | (model.security ? Foreign::kSecurity : 0) |
                             (model.secret ? Foreign::kSecret : 0));
    foreign_.push_back({text(key), text(model.reader), flags, static_cast<uint8_t>(model.type), 0, shape(key)});
  }

  void add_client(const std::string& key, const ClientModel& model) {
    name(key).client = static_cast<uint16_t>(clients_.size());
    clients_.push_back({text(model.note), position(model_.broker, model.equivalent), model.readers,
                        static_cast<uint8_t>(model.security ? Client::kSecurity : 0)});
  }

  void add_misplaced(const std::string& key, const MisplacedModel& model) {
    if (!model.prefix) name(key).misplaced = static_cast<uint16_t>(misplaced_.size());
    misplaced_.push_back({text(key), text(model.where), model.prefix ? 1u : 0u});
  }

  void add_msk(const std::string& key, const MskModel& model) {
    auto flags = static_cast<uint8_t>(
        (model.standard ? Msk::kStandard : 0) | (model.standard_default ? Msk::kStandardDefault : 0) |
        (model.express_default ? Msk::kExpressDefault : 0) | (model.varies ? Msk::kVaries : 0));
    msk_.push_back({text(key), text(model.standard_default.value_or("")), text(model.express_default.value_or("")),
                    flags, static_cast<uint8_t>(model.express), 0});
  }

  // At most half full, so that a search for an unknown name ends soon.
  void fill_slots() {
    slots_.assign(std::bit_ceil(names_.size() * 2 + 1), kNone);
    for (const auto& [content, index] : name_index_) {
      size_t slot = hash(content) & (slots_.size() - 1);
      while (slots_[slot] != kNone) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = static_cast<uint16_t>(index);
    }
  }

  template <class T>
  Table append(const std::vector<T>& records) {
    Table table{static_cast<uint32_t>(out_.size()), static_cast<uint32_t>(records.size())};
    out_.append(reinterpret_cast<const char*>(records.data()), records.size() * sizeof(T));
    return table;
  }

  std::string assemble() {
    fill_slots();
    out_.assign(sizeof(Header), '\0');
    auto pool_offset = static_cast<uint32_t>(out_.size());
    out_ += pool_;
    shift(pool_offset);
    header_.versions = append(versions_);
    header_.slots = append(slots_);
    header_.names = append(names_);
    header_.keys = append(keys_);
    header_.runs = append(runs_);
    header_.validators = append(validators_);
    header_.values = append(values_);
    header_.foreign = append(foreign_);
    header_.clients = append(clients_);
    header_.misplaced = append(misplaced_);
    header_.msk = append(msk_);
    std::memcpy(header_.magic, kMagic, sizeof kMagic);
    header_.format = kFormat;
    header_.size = static_cast<uint32_t>(out_.size());
    std::memcpy(out_.data(), &header_, sizeof header_);
    return std::move(out_);
  }

  // Offsets in the pool become offsets in the section.
  void shift(uint32_t by) {
    for (Name& record : names_) record.text.offset += by;
    for (Text& record : values_) record.offset += by;
    for (Run& record : runs_) record.default_value.offset += by;
    for (ValidatorRecord& record : validators_) record.text.offset += by;
    for (Client& record : clients_) record.note.offset += by;
    for (Key& record : keys_) record.name.offset += by, record.replacement.offset += by;
    for (Foreign& record : foreign_) record.name.offset += by, record.reader.offset += by;
    for (Misplaced& record : misplaced_) record.name.offset += by, record.where.offset += by;
    for (Msk& record : msk_) {
      for (Text* part : {&record.name, &record.standard_default, &record.express_default}) part->offset += by;
    }
  }

  const CatalogModel& model_;
  Header header_{};
  std::string out_;
  std::string pool_;
  std::unordered_map<std::string, Text> texts_;
  std::map<std::string, size_t> name_index_;
  std::vector<const ValidatorModel*> validator_models_;
  std::vector<uint16_t> versions_;
  std::vector<uint16_t> slots_;
  std::vector<Name> names_;
  std::vector<Key> keys_;
  std::vector<Run> runs_;
  std::vector<ValidatorRecord> validators_;
  std::vector<Text> values_;
  std::vector<Foreign> foreign_;
  std::vector<Client> clients_;
  std::vector<Misplaced> misplaced_;
  std::vector<Msk> msk_;
};

}  // namespace

std::string write_catalog_section(const CatalogModel& model) { return Writer(model).write(); }

}  // namespace klamm
