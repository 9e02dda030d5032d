#include "rule/key_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "rule/near_miss.h"

namespace klamm {
namespace {

// The words of all versions together; none as soon as one version takes any text.
void collect_words(const Catalog& catalog, KeyId id, const VersionRange& range, KeyName& out) {
  for (KafkaVersion version : catalog.versions()) {
    if (!range.holds(version) || !catalog.exists(id, version)) continue;
    Validator validator = catalog.validator(id, version);
    out.ignore_case = validator.kind == ValidatorKind::kOneOfIgnoringCase;
    if (validator.kind != ValidatorKind::kOneOf && !out.ignore_case) {
      out.words.clear();
      return;
    }
    for (std::string_view word : validator.values) {
      if (std::find(out.words.begin(), out.words.end(), word) == out.words.end()) out.words.push_back(word);
    }
  }
}

}  // namespace

LogicType logic_of(KeyType type) {
  switch (type) {
    case KeyType::kBoolean:
      return LogicType::kBool;
    case KeyType::kInt:
    case KeyType::kShort:
    case KeyType::kLong:
    case KeyType::kDouble:
      return LogicType::kNumber;
    case KeyType::kList:
      return LogicType::kList;
    case KeyType::kString:
    case KeyType::kClass:
    case KeyType::kPassword:
      return LogicType::kText;
  }
  return LogicType::kText;
}

Unit unit_of_key(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Unit>, 7> kEndings = {{{".ms", Unit::kMillis},
                                                                          {".seconds", Unit::kSeconds},
                                                                          {".secs", Unit::kSeconds},
                                                                          {".minutes", Unit::kMinutes},
                                                                          {".hours", Unit::kHours},
                                                                          {".days", Unit::kDays},
                                                                          {".time.before.relogin", Unit::kMillis}}};
  for (auto [ending, unit] : kEndings) {
    if (name.ends_with(ending)) return unit;
  }
  // group.max.size and its like count members.
  bool members = name.starts_with("group.") && name.ends_with(".max.size");
  if (name.find("bytes") != std::string_view::npos || (name.ends_with(".size") && !members)) return Unit::kBytes;
  return Unit::kNone;
}

bool resolve_key(const NameContext& context, std::string_view name, bool quoted, KeyName& out, std::string& message) {
  const Catalog& catalog = *context.catalog;
  out = KeyName{};
  out.name = name;
  const KeyScope scope = context.topic ? KeyScope::kTopic : KeyScope::kBroker;
  KeyId id = catalog.find(name, scope);
  if (id != kNoKey) {
    // Judged as the newest version of the rule's range defines it.
    std::optional<KeyDef> definition;
    for (KafkaVersion version : catalog.versions()) {
      if (!context.kafka.holds(version)) continue;
      if (auto defined = catalog.define(id, version)) definition = defined;
    }
    if (!definition) {
      message = fmt::format("no version of the rule's range knows `{}`", name);
      return false;
    }
    out.id = id;
    out.name = catalog.name(id);
    out.type = definition->type;
    out.logic = logic_of(out.type);
    if (out.logic == LogicType::kNumber) out.unit = unit_of_key(name);
    if (out.logic == LogicType::kText || out.logic == LogicType::kList) collect_words(catalog, id, context.kafka, out);
    return true;
  }
  if (auto foreign = context.topic ? std::nullopt : catalog.foreign(name)) {
    out.type = foreign->type;
    out.logic = logic_of(out.type);
    if (out.logic == LogicType::kNumber) out.unit = unit_of_key(name);
    return true;
  }
  if (quoted) return true;
  std::vector<std::string_view> names;
  for (size_t index = 0; index < catalog.size(); ++index) {
    auto key = static_cast<KeyId>(index);
    if (catalog.scope(key) == scope) names.push_back(catalog.name(key));
  }
  message = fmt::format("nobody reads a key `{}`{}", name, did_you_mean(name, names));
  if (message.back() != '?') message += R"(; a plug-in's key is written key("…"))";
  return false;
}

}  // namespace klamm
