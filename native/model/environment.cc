#include "model/environment.h"

#include <algorithm>
#include <array>

#include "klamm/value.h"

namespace klamm {
namespace {

constexpr std::string_view kPlain = "KAFKA_";
constexpr std::string_view kBitnami = "KAFKA_CFG_";

// `7.4.4` of `7.4.4-1-ubi8`.
std::string_view leading_version(std::string_view tag) {
  return tag.substr(0, std::min(tag.find_first_not_of("0123456789."), tag.size()));
}

// Writes one node's settings.
class Writer {
 public:
  Writer(const Document& outer, Budget& budget)
      : outer_(outer), budget_(budget), document_(std::make_shared<Document>(outer.shared_source())) {
    Node root;
    root.kind = NodeKind::kObject;
    root.value_span = outer.node(outer.root()).value_span;
    document_->add(root, kNoNode, kNoNode);
  }

  bool add(std::string_view key, const Variable& variable) {
    if (!budget_.take_nodes() || !budget_.take_pieces(2)) return false;
    Node node;
    node.kind = NodeKind::kString;
    node.has_key = true;
    node.separated = true;
    node.key = write(key, variable.name_span);
    node.key_span = variable.name_span;
    node.value_span = variable.inherited ? variable.name_span : variable.value_span;
    if (variable.inherited) {
      node.value = write("${" + std::string(outer_.text(variable.name)) + "}", variable.name_span);
    } else {
      auto value = copy(variable.value);
      if (!value) return false;
      node.value = *value;
    }
    last_ = document_->add(node, document_->root(), last_);
    return true;
  }

  // `listeners` as images make them where only advertised.listeners is set: every entry on all interfaces.
  bool derive_listeners() {
    NodeId advertised = document_->find(document_->root(), "advertised.listeners");
    if (advertised == kNoNode || document_->find(document_->root(), "listeners") != kNoNode) return true;
    Node node = document_->node(advertised);
    node.next = kNoNode;
    std::string text(document_->text(node.value));
    if (find_placeholder(text).kind != Placeholder::kNone) return true;
    if (!budget_.take_nodes() || !budget_.take_pieces(3 * static_cast<uint32_t>(text.size()))) return false;
    uint32_t begin = document_->arena_size();
    std::vector<uint32_t> offsets;
    ListItems items = split_list(text, &offsets);
    for (size_t index = 0; index < items.size(); ++index) {
      size_t host = items[index].find("://");
      size_t port = items[index].rfind(':');
      if (host == std::string_view::npos || port < host + 3) return true;
      auto origin = [&](size_t from, size_t to) {
        auto at = static_cast<uint32_t>(offsets[index]);
        return document_->span_of(node.value, at + static_cast<uint32_t>(from), at + static_cast<uint32_t>(to));
      };
      if (index > 0) document_->write(",", origin(0, 0), SpanMap::Kind::kBlock);
      document_->write(items[index].substr(0, host + 3), origin(0, host + 3), SpanMap::Kind::kBlock);
      document_->write("0.0.0.0", origin(host + 3, port), SpanMap::Kind::kBlock);
      document_->write(items[index].substr(port), origin(port, items[index].size()), SpanMap::Kind::kBlock);
    }
    node.value = document_->arena_text(begin);
    node.key = write("listeners", node.key_span);
    last_ = document_->add(node, document_->root(), last_);
    return true;
  }

  std::shared_ptr<const Document> finish() { return document_; }

 private:
  // A text of the outer document with the place of each of its bytes; nullopt: the budget is spent.
  std::optional<Text> copy(Text text) {
    std::string_view bytes = outer_.text(text);
    Span all = outer_.span_of(text, 0, text.size);
    if (outer_.source().bytes().substr(all.begin, all.size()) == bytes) return view(all);
    if (!budget_.take_pieces(text.size)) return std::nullopt;
    uint32_t begin = document_->arena_size();
    for (uint32_t at = 0; at < text.size; ++at) {
      document_->write(bytes.substr(at, 1), outer_.span_of(text, at, at + 1), SpanMap::Kind::kBlock);
    }
    return document_->arena_text(begin);
  }

  Text write(std::string_view text, Span origin) {
    uint32_t begin = document_->arena_size();
    document_->write(text, origin, SpanMap::Kind::kBlock);
    return document_->arena_text(begin);
  }

  const Document& outer_;
  Budget& budget_;
  std::shared_ptr<Document> document_;
  NodeId last_ = kNoNode;
};

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
  Writer writer(outer, budget);
  bool is_node = false;
  for (const Variable& variable : variables) {
    if (!budget.take_steps(100)) return budget.error();
    std::string key = setting_of(outer.text(variable.name), bitnami ? kBitnami : kPlain);
    if (key.empty() || !is_setting(catalog, key)) continue;
    is_node = is_node || makes_node(key);
    if (!writer.add(key, variable)) return budget.error();
  }
  if (!is_node) return std::optional<DeployedNode>();
  bool derives = !bitnami && image.find("apache/kafka") == std::string_view::npos;
  if (derives && !writer.derive_listeners()) return budget.error();
  DeployedNode node;
  node.settings = writer.finish();
  node.environment = true;
  node.version = version_of_image(image);
  return std::optional(std::move(node));
}

}  // namespace klamm
