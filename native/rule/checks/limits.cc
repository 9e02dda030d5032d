// Bounds of what clients take, and numbers that Kafka compares with each other.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "klamm/value.h"
#include "rule/checks/checks.h"
#include "rule/checks/hits.h"

namespace klamm {
namespace {

constexpr std::array<std::string_view, 3> kTemporary = {"/tmp", "/var/tmp", "/dev/shm"};

}  // namespace

// params: keys that a broker should have decided about; sasl: those that matter with a SASL listener only.
void check_limits_defaulted(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!stands_alone(broker) || !broker.roles().broker || broker.roles().unknown) return;
  std::vector<std::string_view> keys = run.params().list("keys");
  bool sasl = std::any_of(broker.listeners().begin(), broker.listeners().end(),
                          [](const Listener& listener) { return listener.bound && listener.sasl(); });
  if (sasl) {
    for (std::string_view key : run.params().list("sasl")) keys.push_back(key);
  }
  std::erase_if(keys, [&](std::string_view key) {
    KeyId id = broker.catalog().find(key);
    if (id == kNoKey || !broker.catalog().exists(id, broker.target().version)) return true;
    return std::any_of(broker.settings().begin(), broker.settings().end(),
                       [&](const Setting& setting) { return setting.id == id || setting.key_unknown; });
  });
  if (keys.empty()) return;
  std::string names;
  for (size_t index = 0; index < keys.size(); ++index) {
    if (index > 0) names += index + 1 == keys.size() ? " and " : ", ";
    names += fmt::format("`{}`", keys[index]);
  }
  Hit hit;
  hit.holes = {{"names", std::move(names)}, {"key", std::string()}};
  run.fail(std::move(hit));
}

void check_no_log_directory(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* setting = broker.setting("log.dirs");
  if (setting == nullptr) setting = broker.setting("log.dir");
  if (setting == nullptr || setting->conditional || !java_trim(setting->value).empty()) return;
  run.fail(hit_value(*setting));
}

void check_cordoned_elsewhere(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* setting = broker.setting("cordoned.log.dirs");
  Value directories = value_of(broker, broker.setting("log.dirs") != nullptr ? "log.dirs" : "log.dir");
  if (setting == nullptr || !broker.roles().broker || broker.roles().unknown) return;
  if (setting->unknown || directories.unknown()) {
    run.unknown(setting->node, "the directories that the file is rendered with");
    return;
  }
  ListItems known = split_list(directories.text);
  std::vector<uint32_t> offsets;
  ListItems items = split_list(setting->value, &offsets);
  for (size_t index = 0; index < items.size(); ++index) {
    bool listed = std::find(known.begin(), known.end(), items[index]) != known.end();
    if (items[index] == "*" || items[index].empty() || listed) continue;
    run.fail(hit_part(broker, *setting, offsets[index], offsets[index] + items[index].size(),
                      {{"directory", std::string(items[index])}}));
  }
}

void check_cleaner_buffer_too_small(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  constexpr int64_t kPerThread = int64_t{1} << 20;
  std::optional<int64_t> buffer = number_of(broker, "log.cleaner.dedupe.buffer.size");
  std::optional<int64_t> threads = number_of(broker, "log.cleaner.threads");
  if (!buffer || !threads || *threads < 1 || *buffer / *threads > kPerThread) return;
  for (std::string_view key : {"log.cleaner.dedupe.buffer.size", "log.cleaner.threads"}) {
    const Setting* setting = broker.setting(key);
    if (setting == nullptr) continue;
    run.fail(hit_value(*setting, {{"buffer", std::to_string(*buffer)}, {"threads", std::to_string(*threads)}}));
    return;
  }
}

// The shortest unit that is set counts; less than zero stands for unlimited retention.
void check_no_time_to_keep(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  for (std::string_view key : {"log.retention.ms", "log.retention.minutes", "log.retention.hours"}) {
    const Setting* setting = broker.setting(key);
    if (setting == nullptr) continue;
    if (number_of(broker, key) == 0) {
      run.fail(hit_value(*setting, {{"needed", std::string("at least 1, or -1 for unlimited")},
                                    {"unlimited", std::string(", or -1 for no limit")}}));
    }
    break;
  }
  const Setting* roll = broker.setting("log.roll.ms");
  std::optional<int64_t> time = number_of(broker, "log.roll.ms");
  if (roll == nullptr || !time || *time >= 1) return;
  run.fail(hit_value(*roll, {{"needed", std::string("at least 1")}, {"unlimited", std::string()}}));
}

// Directories of the data themselves; what holds the metadata log has a rule of its own.
void check_logs_in_tmp(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  if (!broker.roles().broker || broker.roles().unknown) return;
  const Setting* setting = broker.setting("log.dirs");
  if (setting == nullptr || java_trim(setting->value).empty()) setting = broker.setting("log.dir");
  if (setting == nullptr) {
    if (!stands_alone(broker) || broker.roles().kraft) return;
    run.fail(hit_absent(broker, "log.dirs", {{"directory", std::string("/tmp/kafka-logs")}, {"how", ", the default"}}));
    return;
  }
  if (setting->unknown) {
    run.unknown(setting->node, "the directories that it is rendered with");
    return;
  }
  std::vector<uint32_t> offsets;
  ListItems items = split_list(setting->value, &offsets);
  for (size_t index = 0; index < items.size(); ++index) {
    std::string_view item = items[index];
    bool temporary = std::any_of(kTemporary.begin(), kTemporary.end(), [&](std::string_view one) {
      return item.starts_with(one) && (item.size() == one.size() || item[one.size()] == '/');
    });
    if (!temporary) continue;
    run.fail(hit_part(broker, *setting, offsets[index], offsets[index] + item.size(),
                      {{"directory", std::string(item)}, {"how", std::string()}}));
    return;
  }
}

void check_log_directory_twice(CheckRun& run) {
  const BrokerConfig& broker = run.broker();
  const Setting* setting = broker.setting("log.dirs");
  if (setting == nullptr || setting->unknown) return;
  std::vector<uint32_t> offsets;
  ListItems items = split_list(setting->value, &offsets);
  for (size_t index = 1; index < items.size(); ++index) {
    auto here = items.begin() + static_cast<std::ptrdiff_t>(index);
    if (items[index].empty() || std::find(items.begin(), here, items[index]) == here) continue;
    size_t before = offsets[index - 1] + items[index - 1].size();
    size_t end = offsets[index] + items[index].size();
    Hit hit = hit_part(broker, *setting, offsets[index], end, {{"directory", std::string(items[index])}});
    hit.edits = {{hit_part(broker, *setting, before, end).span.value(), ""}};
    run.fail(std::move(hit));
  }
}

}  // namespace klamm
