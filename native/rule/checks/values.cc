// Values as ConfigDef types them, version by version.
#include "klamm/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "rule/checks/checks.h"
#include "rule/checks/format.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

// Why a list that may not be, or not hold, is: empty for a list that is neither.
std::string_view emptiness(const KeyDef& definition, const Validator& validator, std::string_view value) {
  if (definition.type != KeyType::kList || validator.kind != ValidatorKind::kListRules) return {};
  ListItems items = split_list(value);
  if (items.empty()) return validator.empty_allowed ? std::string_view() : "no item";
  bool gap = std::any_of(items.begin(), items.end(), [](std::string_view item) { return item.empty(); });
  return gap ? std::string_view("an empty item") : std::string_view();
}

std::string_view kind_of(KeyType type) {
  switch (type) {
    case KeyType::kBoolean:
      return "boolean";
    case KeyType::kInt:
    case KeyType::kShort:
    case KeyType::kLong:
    case KeyType::kDouble:
      return "number";
    case KeyType::kList:
      return "list";
    case KeyType::kString:
    case KeyType::kClass:
    case KeyType::kPassword:
      return "text";
  }
  return {};
}

std::string mend_of(const KeyDef& definition, KafkaVersion version) {
  std::string accepted = definition.validator.empty()
                             ? fmt::format("a value of type {}", key_type_name(definition.type))
                             : fmt::format("one of {}", definition.validator);
  if (definition.validator.starts_with("[") && kind_of(definition.type) == "number") {
    accepted = fmt::format("a number in {}", definition.validator);
  }
  if (definition.type == KeyType::kBoolean) accepted = "`true` or `false`";
  std::string out = fmt::format("Write {}, as Kafka {} demands", accepted, version.text());
  bool secret = definition.type == KeyType::kPassword;
  if (definition.default_value && !definition.default_value->empty() && !secret) {
    out += fmt::format("; the default is `{}`", *definition.default_value);
  }
  return out + ".";
}

// Why, and what to write: a comment or quotes are most often the cause.
void explain(const BrokerConfig& broker, const Setting& setting, const KeyDef& definition, Hit& hit) {
  std::string label = hit.holes.front().second;
  std::string mend = mend_of(definition, broker.target().version);
  std::string fix;
  if (size_t comment = find_comment(setting.value); comment != std::string_view::npos) {
    label = "the text from `#` on is part of the value: comments need a line of their own";
    fix = "move the comment to its own line";
    mend = "Move the comment to a line of its own.";
    hit.edits = move_comment(broker, setting, comment);
  } else if (is_quoted(setting.value)) {
    label = "the quotes are part of the value";
    fix = "delete the quotes";
    mend = "Delete both quotes.";
    hit.edits = delete_quotes(broker, setting);
  }
  hit.holes.emplace_back("label", std::move(label));
  hit.holes.emplace_back("mend", std::move(mend));
  hit.holes.emplace_back("fix", std::move(fix));
}

}  // namespace

// params: types, out of boolean number text list empty-list; prefixed: keys behind listener.name. instead of plain
// ones.
void check_refused_value(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Catalog& catalog = broker.catalog();
  KafkaVersion version = broker.target().version;
  std::vector<std::string_view> types = run.params().list("types");
  bool prefixed = run.params().flag("prefixed");
  auto wanted = [&](std::string_view kind) { return std::find(types.begin(), types.end(), kind) != types.end(); };
  for (const Setting& setting : broker.settings()) {
    if (!setting.last || setting.id == kNoKey || setting.key_unknown) continue;
    if (prefixed ? setting.listener == kNoListener || !catalog.per_listener(setting.id) : setting.base != setting.key)
      continue;
    auto definition = catalog.define(setting.id, version);
    if (!definition) continue;
    std::string_view kind = kind_of(definition->type);
    if (!wanted(kind) && !(kind == "list" && wanted("empty-list"))) continue;
    Validator validator = catalog.validator(setting.id, version);
    if (setting.unknown) {
      bool typed = kind != "text" || validator.kind != ValidatorKind::kNone;
      if (typed && wanted(kind)) run.unknown(setting.node, "the value that it is rendered with");
      continue;
    }
    Result<TypedValue> value = parse_value(definition->type, validator, setting.value);
    if (value) continue;
    std::string_view empty = emptiness(*definition, validator, setting.value);
    if (!wanted(empty.empty() ? kind : "empty-list")) continue;
    Hit hit = hit_value(setting, {{"reason", value.error().message}, {"what", std::string(empty)}});
    hit.listener = setting.listener;
    explain(broker, setting, *definition, hit);
    run.fail(std::move(hit));
  }
}

void check_list_duplicates(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Catalog& catalog = broker.catalog();
  std::vector<uint32_t> offsets;
  for (const Setting& setting : broker.settings()) {
    if (!setting.last || setting.id == kNoKey || setting.unknown || setting.base != setting.key) continue;
    if (setting.value.find(',') == std::string_view::npos) continue;
    auto definition = catalog.define(setting.id, broker.target().version);
    bool drops = definition && definition->type == KeyType::kList &&
                 catalog.validator(setting.id, broker.target().version).kind == ValidatorKind::kListRules;
    if (!drops) continue;
    offsets.clear();
    ListItems items = split_list(setting.value, &offsets);
    std::unordered_set<std::string_view> seen;
    for (size_t index = 0; index < items.size(); ++index) {
      if (items[index].empty() || seen.insert(items[index]).second) continue;
      size_t end = offsets[index] + items[index].size();
      Hit hit = hit_part(broker, setting, offsets[index], end, {{"item", std::string(items[index])}});
      // With the comma before it: an item that is repeated is never the first.
      size_t before = offsets[index - 1] + items[index - 1].size();
      hit.edits = {{hit_part(broker, setting, before, end).span.value(), ""}};
      run.fail(std::move(hit));
    }
  }
}

void check_raw_boolean(CheckRun& run) {
  const Setting* setting = run.broker().setting(run.params().text("key"));
  if (setting == nullptr || same_letters(setting->value, "true") || same_letters(setting->value, "false")) return;
  if (setting->unknown) {
    run.unknown(setting->node, "the value that it is rendered with");
    return;
  }
  std::string_view trimmed = java_trim(setting->value);
  bool blanks = same_letters(trimmed, "true") || same_letters(trimmed, "false");
  std::string reason = blanks ? "blanks are not trimmed here" : trimmed.empty() ? "empty" : "some other word";
  run.fail(hit_value(*setting, {{"reason", std::move(reason)}}));
}

}  // namespace klamm
