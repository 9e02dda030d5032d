// Kafka keys as a rule names them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/catalog.h"
#include "rule/expression.h"
#include "rule/fact_table.h"

namespace klamm {

// Where names are looked up: the rule's own range of versions and scope.
struct NameContext {
  const Catalog* catalog = nullptr;
  VersionRange kafka;
  bool topic = false;                  // about = "topic": topic keys, and no others
  bool listener = false;               // scope = "listener": facts of a listener have a meaning
  std::optional<MskThing> thing = {};  // about = "cluster": the things that the rule judges

  bool has(const FactSpec& fact) const {
    if (thing || fact.thing) return fact.thing == thing;
    if (fact.of == FactOf::kAll) return true;
    return topic ? fact.of == FactOf::kTopic : fact.of == FactOf::kBroker || (listener && fact.of == FactOf::kListener);
  }
};

struct KeyName {
  std::string_view name;
  KeyId id = kNoKey;  // kNoKey: not in the catalog, read as written
  KeyType type = KeyType::kString;
  LogicType logic = LogicType::kText;
  Unit unit = Unit::kNone;
  bool ignore_case = false;             // its validator does
  std::vector<std::string_view> words;  // the only texts that its validator accepts, in any version of the range
};

// False with a message (lower case, ready for a complaint) for a key that nobody reads. `quoted` names are taken as
// they are.
bool resolve_key(const NameContext& context, std::string_view name, bool quoted, KeyName& out, std::string& message);

// What the rule language makes of a key's values.
LogicType logic_of(KeyType type);

// The unit of a numeric key, told from its name: `….ms`, `….hours`, `….bytes`.
Unit unit_of_key(std::string_view name);

}  // namespace klamm
