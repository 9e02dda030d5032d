// The catalog between its TOML and its bytes. Owns all text; keys refer to each other by name.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "klamm/catalog.h"

namespace klamm {

struct ValidatorModel {
  ValidatorKind kind = ValidatorKind::kNone;
  std::optional<double> low;
  std::optional<double> high;
  std::optional<double> other;
  bool empty_allowed = true;
  std::vector<std::string> values;
  std::string text;
  friend bool operator==(const ValidatorModel&, const ValidatorModel&) = default;
};

struct RunModel {
  bool present = false;
  KeyType type = KeyType::kString;
  std::optional<std::string> default_value;
  bool required = false;
  bool internal = false;
  Importance importance = Importance::kMedium;
  UpdateMode mode = UpdateMode::kReadOnly;
  ValidatorModel validator;
  friend bool operator==(const RunModel&, const RunModel&) = default;
};

struct KeyModel {
  std::vector<std::pair<KafkaVersion, RunModel>> runs;  // the first one is present
  std::string synonym;                                  // the broker's, of a topic's key
  std::string successor;                                // same scope
  std::string replacement;
  std::optional<KafkaVersion> deprecated;
  bool security = false;
  bool per_listener = false;
  bool per_mechanism = false;
};

struct ForeignModel {
  std::string reader;
  bool prefix = false;
  bool security = false;
  bool secret = false;
  KeyType type = KeyType::kString;
};

struct ClientModel {
  uint8_t readers = 0;
  std::string equivalent;
  std::string note;
  bool security = false;
};

struct MisplacedModel {
  std::string where;
  bool prefix = false;
};

struct MskModel {
  bool standard = false;
  MskKey::Express express = MskKey::Express::kNone;
  std::optional<std::string> standard_default;
  std::optional<std::string> express_default;
  bool varies = false;
};

struct CatalogModel {
  std::vector<KafkaVersion> versions;
  std::map<std::string, KeyModel> broker;
  std::map<std::string, KeyModel> topic;
  std::map<std::string, ForeignModel> foreign;
  std::map<std::string, ClientModel> clients;
  std::map<std::string, MisplacedModel> misplaced;
  std::map<std::string, MskModel> msk;
};

std::string write_catalog_section(const CatalogModel& model);

}  // namespace klamm
