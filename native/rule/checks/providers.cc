// Config providers: what they may read, and for whom.
#include <fmt/format.h>

#include <algorithm>

#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"
#include "rule/evaluator.h"

namespace klamm {
namespace {

struct Provider {
  std::string_view name;
  size_t begin = 0;  // in the value of config.providers
  const Setting* type = nullptr;
};

// Those that `config.providers` names, with their classes.
std::vector<Provider> providers(const BrokerConfig& broker) {
  std::vector<Provider> out;
  const Setting* list = broker.setting("config.providers");
  if (list == nullptr || list->unknown) return out;
  std::vector<uint32_t> offsets;
  ListItems items = split_list(list->value, &offsets);
  for (size_t index = 0; index < items.size(); ++index) {
    if (items[index].empty()) continue;
    out.push_back(
        {items[index], offsets[index], broker.setting(fmt::format("config.providers.{}.class", items[index]))});
  }
  return out;
}

bool is_any(const std::vector<std::string_view>& globs, std::string_view text) {
  return std::any_of(globs.begin(), globs.end(), [&](std::string_view glob) { return glob_match(glob, text); });
}

}  // namespace

void check_provider_without_class(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* list = broker.setting("config.providers");
  for (const Provider& one : providers(broker)) {
    if (one.type != nullptr) continue;
    run.fail(hit_part(broker, *list, one.begin, one.begin + one.name.size(), {{"provider", std::string(one.name)}}));
  }
}

// params: classes, as globs; param, which bounds what such a provider reads.
void check_provider_unbounded(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  std::string_view param = run.params().text("param");
  for (const Provider& one : providers(broker)) {
    if (one.type == nullptr || !is_any(run.params().list("classes"), java_trim(one.type->value))) continue;
    const Setting* bound = broker.setting(fmt::format("config.providers.{}.param.{}", one.name, param));
    if (bound != nullptr && (bound->unknown || !java_trim(bound->value).empty())) continue;
    run.fail(hit_value(*one.type, {{"provider", std::string(one.name)}}));
  }
}

// params: param; like, values that bound nothing, as globs over the items.
void check_provider_bound_too_wide(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  std::string_view param = run.params().text("param");
  for (const Provider& one : providers(broker)) {
    const Setting* bound = broker.setting(fmt::format("config.providers.{}.param.{}", one.name, param));
    if (bound == nullptr || bound->unknown) continue;
    std::vector<uint32_t> offsets;
    ListItems items = split_list(bound->value, &offsets);
    for (size_t index = 0; index < items.size(); ++index) {
      std::string_view path = items[index];
      while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
      if (!is_any(run.params().list("like"), path)) continue;
      run.fail(hit_part(broker, *bound, offsets[index], offsets[index] + items[index].size(),
                        {{"path", std::string(items[index])}, {"provider", std::string(one.name)}}));
    }
  }
}

}  // namespace klamm
