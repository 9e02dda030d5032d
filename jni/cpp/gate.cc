#include "cpp/gate.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace klamm::jni {
namespace {

enum Kind : uint8_t { kNode = 0, kTopic = 1, kBroker = 2 };

int32_t refuse(std::span<std::byte> frame, std::string_view text) {
  FrameWriter writer(frame);
  if (frame.size() < sizeof(uint32_t)) return kTooSmall;
  writer.text(text.substr(0, frame.size() - sizeof(uint32_t)));
  return kRefused;
}

int32_t write_texts(std::span<std::byte> frame, const std::vector<std::string>& texts) {
  FrameWriter writer(frame);
  for (const std::string& text : texts) writer.text(text);
  return writer.ok() ? static_cast<int32_t>(texts.size()) : int32_t{kTooSmall};
}

std::shared_ptr<const Source> file(FrameReader& reader) {
  if (reader.u8() == 0) return nullptr;
  const std::string_view name = reader.text();
  const std::string_view bytes = reader.text();
  return std::make_shared<const Source>(std::string(name), std::string(bytes));
}

Severity severity(uint8_t code) {
  return code > static_cast<uint8_t>(Severity::kCritical) ? Severity::kCritical : static_cast<Severity>(code);
}

TopicFact<int64_t> number(FrameReader& reader) {
  TopicFact<int64_t> out;
  const bool told = reader.u8() != 0;
  out.value = static_cast<int64_t>(reader.u64());
  if (told) out.state = Value::State::kKnown;
  return out;
}

std::optional<std::vector<std::vector<int32_t>>> assignment(FrameReader& reader) {
  const uint32_t count = reader.u32();
  if (count == 0) return std::nullopt;
  std::vector<std::vector<int32_t>> out;
  for (uint32_t left = count - 1; left > 0 && reader.ok(); --left) {
    out.emplace_back();
    for (uint32_t brokers = reader.u32(); brokers > 0 && reader.ok(); --brokers) {
      out.back().push_back(static_cast<int32_t>(reader.u32()));
    }
  }
  return out;
}

using Changes = std::vector<std::pair<std::string, std::optional<std::string>>>;

Changes changes(FrameReader& reader) {
  Changes out;
  for (uint32_t count = reader.u32(); count > 0 && reader.ok(); --count) {
    const std::string_view key = reader.text();
    const bool given = reader.u8() != 0;
    const std::string_view value = reader.text();
    out.emplace_back(std::string(key), given ? std::optional(std::string(value)) : std::nullopt);
  }
  return out;
}

Result<std::vector<GateFinding>> judge_topic(const Gate& gate, FrameReader& reader) {
  const uint8_t stage = reader.u8();
  TopicConfig topic;
  topic.delta = reader.u8() != 0;
  topic.name.value = reader.text();
  topic.name.state = Value::State::kKnown;
  topic.partitions = number(reader);
  topic.replication_factor = number(reader);
  topic.assignment = assignment(reader);
  for (auto& [key, value] : changes(reader)) {
    TopicSetting setting;
    setting.key = key;
    setting.value.state = value ? Value::State::kKnown : Value::State::kAbsent;
    setting.value.value = std::move(value).value_or(std::string());
    topic.settings.push_back(std::move(setting));
  }
  if (!reader.ok() || !reader.at_end() || stage > static_cast<uint8_t>(TopicStage::kConfigurations)) {
    return Error{"bad frame"};
  }
  return gate.judge_topic(std::move(topic), static_cast<TopicStage>(stage));
}

}  // namespace

int32_t gate_folders_frame(std::span<std::byte> frame, size_t length) {
  if (length > frame.size()) return kBadFrame;
  FrameReader reader(frame.first(length));
  const std::string_view name = reader.text();
  const std::string_view bytes = reader.text();
  if (!reader.ok() || !reader.at_end()) return kBadFrame;
  auto folders = Gate::rule_folders(Source(std::string(name), std::string(bytes)));
  return folders ? write_texts(frame, folders.value()) : refuse(frame, folders.error().message);
}

std::unique_ptr<Gate> open_gate_frame(std::span<std::byte> frame, size_t length) {
  const auto bad = [&] {
    refuse(frame, "");
    return nullptr;
  };
  if (length > frame.size()) return bad();
  FrameReader reader(frame.first(length));
  GateSources sources;
  sources.project = file(reader);
  for (uint32_t packs = reader.u32(); packs > 0 && reader.ok(); --packs) {
    std::vector<RuleSource> files;
    for (uint32_t count = reader.u32(); count > 0 && reader.ok(); --count) {
      const std::string_view name = reader.text();
      const std::string_view bytes = reader.text();
      files.push_back({std::string(name), std::string(bytes)});
    }
    sources.packs.push_back(std::move(files));
  }
  sources.baseline = file(reader);
  const auto version = parse_version(reader.text());
  // Kafka's own patch levels are of lines that the catalog knows; a newer line is judged as the newest.
  sources.version = version.value_or(kNewestKafka);
  sources.node_fail_on = severity(reader.u8());
  sources.request_fail_on = severity(reader.u8());
  for (uint32_t count = reader.u32(); count > 0 && reader.ok(); --count) {
    const std::string_view key = reader.text();
    const std::string_view value = reader.text();
    sources.node.emplace_back(std::string(key), std::string(value));
  }
  if (!reader.ok() || !reader.at_end()) return bad();
  auto opened = Gate::open(std::move(sources));
  if (!opened) refuse(frame, opened.error().message);
  return opened ? std::move(opened).value() : nullptr;
}

int32_t judge_frame(const Gate& gate, std::span<std::byte> frame, size_t length) {
  if (length > frame.size()) return kBadFrame;
  FrameReader reader(frame.first(length));
  const uint8_t kind = reader.u8();
  Result<std::vector<GateFinding>> judged = Error{"bad frame"};
  if (kind == kNode && reader.ok() && reader.at_end()) judged = gate.judge_node();
  if (kind == kTopic) judged = judge_topic(gate, reader);
  if (kind == kBroker) {
    Changes delta = changes(reader);
    if (reader.ok() && reader.at_end()) judged = gate.judge_broker(delta);
  }
  if (!reader.ok() || kind > kBroker) return kBadFrame;
  if (!judged) return refuse(frame, judged.error().message);
  FrameWriter writer(frame);
  for (const GateFinding& finding : judged.value()) {
    writer.text(finding.rule);
    writer.u8(static_cast<uint8_t>(finding.severity));
    writer.u8(finding.refuses ? 1 : 0);
    writer.text(finding.key);
    writer.text(finding.message);
    writer.text(finding.why);
    writer.text(finding.mend);
  }
  return writer.ok() ? static_cast<int32_t>(judged.value().size()) : int32_t{kTooSmall};
}

int32_t gate_rules_frame(const Gate& gate, std::span<std::byte> frame, size_t length) {
  if (length > frame.size()) return kBadFrame;
  FrameReader reader(frame.first(length));
  const uint8_t kind = reader.u8();
  if (kind == kBroker && reader.ok() && reader.at_end()) return write_texts(frame, gate.broker_rules());
  const uint8_t stage = reader.u8();
  if (kind != kTopic || !reader.ok() || !reader.at_end() || stage > static_cast<uint8_t>(TopicStage::kConfigurations)) {
    return kBadFrame;
  }
  return write_texts(frame, gate.topic_rules(static_cast<TopicStage>(stage)));
}

}  // namespace klamm::jni
