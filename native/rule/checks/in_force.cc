// Values of keys, behind listeners' names too, that rules describe as data.
#include "rule/checks/in_force.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "fix/property_edits.h"
#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"
#include "rule/evaluator.h"

namespace klamm {
namespace {

using Words = std::vector<std::string_view>;

bool matches(const Words& globs, std::string_view text) {
  return std::any_of(globs.begin(), globs.end(), [&](std::string_view glob) { return glob_match(glob, text); });
}

// Whether the value is one that the rule speaks of. Without `like` and `unlike`: any that is not empty.
bool meant(const Params& params, std::string_view text) {
  std::string folded = params.flag("any_case") ? lower_letters(text) : std::string();
  std::string_view compared = params.flag("any_case") ? std::string_view(folded) : text;
  Words like = params.list("like");
  Words unlike = params.list("unlike");
  if (!unlike.empty() && matches(unlike, compared)) return false;
  return like.empty() ? !compared.empty() : matches(like, compared);
}

bool names(const Words& keys, const Setting& setting) {
  if (setting.key_unknown) return false;
  // A plug-in's key has no form behind a listener's name.
  return matches(keys, setting.id == kNoKey ? setting.key : setting.base);
}

void offer(CheckRun& run, const Setting& setting, Hit& hit) {
  const Document& document = run.broker().document();
  if (run.params().flag("deleted")) hit.edits = {delete_setting(document, setting.node)};
  std::string_view becomes = run.params().text("becomes");
  if (!becomes.empty()) hit.edits = {replace_value(document, setting.node, becomes)};
}

void judge_items(CheckRun& run, const Setting& setting) {
  const BrokerConfig& broker = run.broker();
  std::vector<uint32_t> offsets;
  ListItems items = split_list(setting.value, &offsets);
  std::string rest;
  for (std::string_view item : items) {
    if (!meant(run.params(), item)) rest += rest.empty() ? std::string(item) : fmt::format(",{}", item);
  }
  for (size_t index = 0; index < items.size(); ++index) {
    if (!meant(run.params(), items[index])) continue;
    Hit hit = hit_part(broker, setting, offsets[index], offsets[index] + items[index].size(),
                       {{"item", std::string(items[index])}});
    if (run.params().flag("dropped")) {
      // A list of which nothing is left is not written: its default is in force.
      hit.edits = {rest.empty() ? delete_setting(broker.document(), setting.node)
                                : replace_value(broker.document(), setting.node, rest)};
    }
    offer(run, setting, hit);
    run.fail(std::move(hit));
  }
}

bool is_list(const BrokerConfig& broker, const Setting& setting) {
  auto definition = setting.id == kNoKey ? std::nullopt : broker.catalog().define(setting.id, broker.target().version);
  return definition && definition->type == KeyType::kList;
}

bool exists(const BrokerConfig& broker, const Setting& setting) {
  return setting.id == kNoKey || broker.catalog().exists(setting.id, broker.target().version);
}

}  // namespace

bool is_where(const BrokerConfig& broker, const Listener& listener, std::string_view where) {
  if (where.empty()) return true;
  if (where == "tls") return listener.encrypted();
  if (where == "sasl") return listener.sasl();
  if (where == "peer") {
    bool peer = (listener.inter_broker && broker.roles().broker) || (listener.controller && broker.roles().kraft);
    return peer && listener.encrypted();
  }
  return std::find(listener.mechanisms.begin(), listener.mechanisms.end(), "OAUTHBEARER") != listener.mechanisms.end();
}

const Listener* in_force_at(const BrokerConfig& broker, const Setting& setting, std::string_view where) {
  if (setting.base != setting.key) {
    const Listener* own = setting.listener == kNoListener ? nullptr : &broker.listeners()[setting.listener];
    return own != nullptr && is_where(broker, *own, where) ? own : nullptr;
  }
  std::string_view mechanism = where == "oauth" ? std::string_view("OAUTHBEARER") : std::string_view();
  for (const Listener& listener : broker.listeners()) {
    if (!is_where(broker, listener, where)) continue;
    if (broker.get(setting.id, index_of(broker, listener), mechanism).origin.node == setting.node) return &listener;
  }
  return nullptr;
}

bool decides(const BrokerConfig& broker, const Setting& setting, std::string_view where) {
  if (!setting.last || !exists(broker, setting)) return false;
  if (setting.id == kNoKey || (where.empty() && setting.base == setting.key)) return true;
  return in_force_at(broker, setting, where) != nullptr;
}

// params: keys, as globs; where; like, unlike, as globs over the value, or the items of a list (any_case: written in
// small letters). Of a fix: deleted, dropped (the item), or becomes.
void check_setting_like(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  Words keys = run.params().list("keys");
  for (const Setting& setting : broker.settings()) {
    if (!names(keys, setting) || !decides(broker, setting, run.params().text("where"))) continue;
    if (setting.unknown) {
      run.unknown(setting.node, "the value that it is rendered with");
      continue;
    }
    if (is_list(broker, setting) || run.params().flag("items")) {
      judge_items(run, setting);
      continue;
    }
    std::string_view value = java_trim(setting.value);
    if (!meant(run.params(), value)) continue;
    Hit hit = hit_value(setting);
    offer(run, setting, hit);
    run.fail(std::move(hit));
  }
}

// params: keys; below, above: bounds that are still sound; a negative number counts as none unless `negative`. Of a
// fix: deleted or becomes.
void check_number_beyond(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  Words keys = run.params().list("keys");
  int64_t below = run.params().number("below", INT64_MIN);
  int64_t above = run.params().number("above", INT64_MAX);
  for (const Setting& setting : broker.settings()) {
    if (!names(keys, setting) || !decides(broker, setting, run.params().text("where"))) continue;
    if (setting.unknown) {
      run.unknown(setting.node, "the number that it is rendered with");
      continue;
    }
    Result<TypedValue> typed = parse_typed(KeyType::kLong, setting.value);
    if (!typed) continue;
    int64_t number = std::get<int64_t>(typed.value());
    if (number < 0 ? !run.params().flag("negative") : number >= below && number <= above) continue;
    Hit hit = hit_value(setting);
    offer(run, setting, hit);
    run.fail(std::move(hit));
  }
}

}  // namespace klamm
