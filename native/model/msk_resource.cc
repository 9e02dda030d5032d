#include <algorithm>
#include <stdexcept>

#include "model/msk_reading.h"

namespace klamm {
namespace {

size_t first_of(MskThing thing) {
  auto attributes = msk_attributes();
  size_t at = 0;
  while (attributes[at].thing != thing) ++at;
  return at;
}

std::string_view name_attribute(MskThing thing) {
  switch (thing) {
    case MskThing::kCluster:
      return "cluster.name";
    case MskThing::kConfiguration:
      return "configuration.arn";
    case MskThing::kConnector:
      return "connector.name";
    case MskThing::kReplicator:
      return "replicator.name";
    default:
      return {};
  }
}

}  // namespace

const MskValue& MskResource::value(std::string_view attribute) const {
  const size_t at = find_msk_attribute(attribute);
  if (at == kNoMskAttribute || msk_attributes()[at].thing != thing) throw std::logic_error("no such attribute");
  return values.at(at - first_of(thing));
}

Span MskResource::place_of(const MskValue& value) const {
  if (value.node == kNoNode || value.node == body) return place;
  const Node& node = document->node(value.node);
  const bool holder = node.kind == NodeKind::kObject || node.kind == NodeKind::kArray;
  if (!holder) return node.value_span;
  if (holder && value.written && node.kind == NodeKind::kArray) return node.value_span;
  if (node.has_key) return node.key_span;
  const Node& parent = document->node(node.parent);
  return parent.has_key ? parent.key_span : place;
}

MskKind MskResource::kind() const { return parse_msk_kind(value("cluster.kind").text).value_or(MskKind::kUnknown); }

Span block_place(const Document& document, NodeId id) {
  const Node& body = document.node(id);
  if (body.has_key) return body.key_span;
  constexpr uint32_t kLongest = 1000;  // of a header; a plan is one line of megabytes
  const uint32_t begin = body.value_span.begin;
  const uint32_t from = begin - std::min(begin, kLongest);
  std::string_view text = document.source().bytes().substr(0, begin);
  size_t line = text.substr(from).rfind('\n');
  if (line == std::string_view::npos && from > 0) return {begin, std::min(begin + 1, body.value_span.end)};
  line = std::min(text.find_first_not_of(" \t", line == std::string_view::npos ? 0 : from + line + 1), text.size());
  std::string_view header = text.substr(line, begin - std::min<size_t>(line, begin));
  header = header.substr(0, header.find_last_not_of(" \t") + 1);
  if (header.starts_with("resource ")) {
    return {static_cast<uint32_t>(line), static_cast<uint32_t>(line + header.size())};
  }
  return {begin, std::min(begin + 1, body.value_span.end)};
}

// A block's header, else a member's name, else its own name within.
Span msk_place(const MskResource& resource) {
  const Span block = block_place(*resource.document, resource.body);
  const std::string_view name = name_attribute(resource.thing);
  if (block.size() > 1 || name.empty()) return block;
  const MskValue& value = resource.value(name);
  return value.written ? resource.document->node(value.node).value_span : block;
}

std::optional<MskVersion> parse_msk_version(std::string_view text) {
  MskVersion out;
  if (text.ends_with(".kraft")) {
    out.kraft = true;
    text.remove_suffix(std::string_view(".kraft").size());
  } else if (text.ends_with(".tiered")) {
    text.remove_suffix(std::string_view(".tiered").size());
  }
  if (text.ends_with(".x")) text.remove_suffix(2);
  // A build of MSK's own has a fourth number.
  if (std::count(text.begin(), text.end(), '.') == 3) text = text.substr(0, text.rfind('.'));
  auto version = parse_version(text);
  if (!version) return std::nullopt;
  out.kafka = *version;
  return out;
}

}  // namespace klamm
