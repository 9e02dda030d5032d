#include "model/environment.h"

#include <algorithm>
#include <array>

#include "klamm/value.h"
#include "model/settings_writer.h"

namespace klamm {
namespace {

constexpr std::string_view kPlain = "KAFKA_";
constexpr std::string_view kBitnami = "KAFKA_CFG_";

// `7.4.4` of `7.4.4-1-ubi8`.
std::string_view leading_version(std::string_view tag) {
  return tag.substr(0, std::min(tag.find_first_not_of("0123456789."), tag.size()));
}

bool add_variable(SettingsWriter& writer, const Document& outer, std::string_view key, const Variable& variable) {
  Text name = writer.write(key, variable.name_span);
  if (variable.inherited) {
    Text value = writer.write("${" + std::string(outer.text(variable.name)) + "}", variable.name_span);
    return writer.add(name, variable.name_span, value, variable.name_span);
  }
  auto value = writer.copy(variable.value);
  return value && writer.add(name, variable.name_span, *value, variable.value_span);
}

// `listeners` as images make them where only advertised.listeners is set: every entry on all interfaces.
bool derive_listeners(SettingsWriter& writer, Budget& budget) {
  Document& document = writer.document();
  NodeId advertised = document.find(document.root(), "advertised.listeners");
  if (advertised == kNoNode || document.find(document.root(), "listeners") != kNoNode) return true;
  const Node node = document.node(advertised);
  std::string text(document.text(node.value));
  if (find_placeholder(text).kind != Placeholder::kNone) return true;
  if (!budget.take_pieces(3 * static_cast<uint32_t>(text.size()))) return false;
  uint32_t begin = document.arena_size();
  std::vector<uint32_t> offsets;
  ListItems items = split_list(text, &offsets);
  for (size_t index = 0; index < items.size(); ++index) {
    size_t host = items[index].find("://");
    size_t port = items[index].rfind(':');
    if (host == std::string_view::npos || port < host + 3) return true;
    auto origin = [&](size_t from, size_t to) {
      auto at = static_cast<uint32_t>(offsets[index]);
      return document.span_of(node.value, at + static_cast<uint32_t>(from), at + static_cast<uint32_t>(to));
    };
    if (index > 0) document.write(",", origin(0, 0), SpanMap::Kind::kBlock);
    document.write(items[index].substr(0, host + 3), origin(0, host + 3), SpanMap::Kind::kBlock);
    document.write("0.0.0.0", origin(host + 3, port), SpanMap::Kind::kBlock);
    document.write(items[index].substr(port), origin(port, items[index].size()), SpanMap::Kind::kBlock);
  }
  Text value = document.arena_text(begin);
  return writer.add(writer.write("listeners", node.key_span), node.key_span, value, node.value_span);
}

// Whether somebody near a broker reads the key, or its author may have meant one that is read.
bool is_setting(const Catalog& catalog, std::string_view key) {
  if (key.starts_with("listener.name.") || catalog.find(key) != kNoKey || catalog.foreign(key)) return true;
  return catalog.nearest(key, kNewestKafka).has_value();
}

}  // namespace

std::string setting_of(std::string_view variable, std::string_view prefix) {
  if (!variable.starts_with(prefix)) return {};
  std::string key(variable.substr(prefix.size()));
  bool plain = key.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string::npos;
  if (!plain || key.empty() || key.find("__") != std::string::npos || key.front() == '_' || key.back() == '_')
    return {};
  for (char& c : key) c = c == '_' ? '.' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return key;
}

bool makes_node(std::string_view key) {
  constexpr std::array<std::string_view, 7> kOfNodes = {
      "advertised.listeners", "broker.id",        "controller.quorum.voters", "listeners", "node.id",
      "process.roles",        "zookeeper.connect"};
  return std::find(kOfNodes.begin(), kOfNodes.end(), key) != kOfNodes.end();
}

std::optional<KafkaVersion> version_of_image(std::string_view image) {
  size_t digest = image.find('@');
  image = image.substr(0, digest);
  size_t colon = image.rfind(':');
  if (colon == std::string_view::npos || image.find('/', colon) != std::string_view::npos) return std::nullopt;
  std::string_view name = image.substr(0, colon);
  auto version = parse_version(leading_version(image.substr(colon + 1)));
  if (!version) return std::nullopt;
  auto ends = [&](std::string_view end) { return name == end || name.ends_with("/" + std::string(end)); };
  if (ends("confluentinc/cp-kafka") || ends("confluentinc/cp-server") || ends("confluentinc/cp-enterprise-kafka")) {
    // Confluent Platform 7.x has Kafka 3.x, and 8.x has 4.x.
    if (version->major < 7) return std::nullopt;
    version = KafkaVersion{static_cast<uint8_t>(version->major - 4), version->minor, KafkaVersion::kAnyPatch};
  } else if (!ends("apache/kafka") && !ends("apache/kafka-native") && !ends("bitnami/kafka") &&
             !ends("bitnamilegacy/kafka")) {
    return std::nullopt;
  }
  // An older or newer release is judged as the nearest that is known.
  return std::clamp(*version, kOldestKafka, kNewestKafka);
}

Result<std::optional<DeployedNode>> node_of_environment(const Document& outer, const std::vector<Variable>& variables,
                                                        std::string_view image, const Catalog& catalog,
                                                        Budget& budget) {
  bool bitnami = image.find("bitnami") != std::string_view::npos;
  for (const Variable& variable : variables) bitnami = bitnami || outer.text(variable.name).starts_with(kBitnami);
  SettingsWriter writer(outer, outer.node(outer.root()).value_span, budget);
  bool is_node = false;
  for (const Variable& variable : variables) {
    if (!budget.take_steps(100)) return budget.error();
    std::string key = setting_of(outer.text(variable.name), bitnami ? kBitnami : kPlain);
    if (key.empty() || !is_setting(catalog, key)) continue;
    is_node = is_node || makes_node(key);
    if (!add_variable(writer, outer, key, variable)) return budget.error();
  }
  if (!is_node) return std::optional<DeployedNode>();
  bool derives = !bitnami && image.find("apache/kafka") == std::string_view::npos;
  if (derives && !derive_listeners(writer, budget)) return budget.error();
  DeployedNode node;
  node.settings = writer.finish();
  node.environment = true;
  node.version = version_of_image(image);
  return std::optional(std::move(node));
}

}  // namespace klamm
