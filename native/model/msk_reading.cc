#include "model/msk_reading.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"

namespace klamm {
namespace {

// Paths go through every element of a list; more of them are of no cluster.
constexpr size_t kMostNodes = 10'000;

std::string_view cut(std::string_view& text, char separator) {
  const size_t end = std::min(text.find(separator), text.size());
  std::string_view head = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return head;
}

}  // namespace

NodeId MskReader::member(const Document& document, NodeId object, std::string_view name) {
  const NodeId found = document.find(object, name);
  if (found != kNoNode) return found;
  std::string small(name);
  small[0] = lower(small[0]);
  return document.find(object, small);
}

NodeId MskReader::child(NodeId object, std::string_view part) const {
  return spelling_ == MskSpelling::kAws ? member(document_, object, part) : document_.find(object, part);
}

// One part of a path further; false: it is not there, or nobody knows.
bool MskReader::step(const std::vector<NodeId>& from, std::string_view part, Walked& walked) const {
  std::vector<NodeId> objects;
  for (NodeId node : from) {
    const NodeKind kind = document_.node(node).kind;
    if (kind != NodeKind::kArray) {
      objects.push_back(node);
      continue;
    }
    for (NodeId item = document_.node(node).first_child; item != kNoNode && objects.size() < kMostNodes;
         item = document_.node(item).next) {
      objects.push_back(item);
    }
  }
  walked.nodes.clear();
  for (NodeId object : objects) {
    if (!budget_.take_steps()) return false;
    const NodeKind kind = document_.node(object).kind;
    if (kind == NodeKind::kUnknown) {
      walked.unknown = object;
      return false;
    }
    if (kind != NodeKind::kObject) continue;
    const NodeId found = child(object, part);
    if (found != kNoNode && document_.node(found).kind != NodeKind::kNull) walked.nodes.push_back(found);
  }
  return !walked.nodes.empty();
}

MskReader::Walked MskReader::walk(std::string_view path) const {
  Walked walked;
  std::vector<NodeId> from = bodies_;
  walked.deepest = bodies_.back();
  while (!path.empty()) {
    if (!step(from, cut(path, '.'), walked)) {
      walked.nodes.clear();
      return walked;
    }
    from = walked.nodes;
    walked.deepest = from.front();
    ++walked.depth;
  }
  return walked;
}

bool MskReader::take_scalar(MskType type, NodeId node, MskValue& value) const {
  const Node& found = document_.node(node);
  std::string_view text = document_.value(node);
  value.node = node;
  value.written = true;
  value.state = MskValue::State::kKnown;
  value.text = text;
  switch (found.kind) {
    case NodeKind::kObject:
    case NodeKind::kArray:
    case NodeKind::kNull:
      return false;
    case NodeKind::kUnknown:
      value.state = MskValue::State::kUnknown;
      return true;
    default:
      break;
  }
  if (type == MskType::kFlag) {
    value.truth = equal_ignoring_case(text, "true");
    if (!value.truth && !equal_ignoring_case(text, "false")) value.state = MskValue::State::kUnknown;
  } else if (type == MskType::kNumber) {
    const char* end = text.data() + text.size();
    auto parsed = std::from_chars(text.data(), end, value.number);
    if (parsed.ec != std::errc() || parsed.ptr != end) value.state = MskValue::State::kUnknown;
  }
  if (value.unknown()) value.text.clear();
  return true;
}

void MskReader::add_item(NodeId node, MskValue& value) const {
  const Node& item = document_.node(node);
  if (item.kind == NodeKind::kNull || value.items.size() >= kMostNodes || !budget_.take_steps()) return;
  bool known = item.kind != NodeKind::kUnknown && item.kind != NodeKind::kObject && item.kind != NodeKind::kArray;
  value.items.push_back({std::string(document_.value(node)), known, node});
}

// Of an object its members' names, and of a list of tags those of the tags.
void MskReader::take_items(NodeId node, MskValue& value) const {
  const Node& found = document_.node(node);
  for (NodeId at = found.first_child; at != kNoNode; at = document_.node(at).next) {
    if (found.kind == NodeKind::kObject) {
      if (value.items.size() >= kMostNodes || !budget_.take_steps()) return;
      value.items.push_back({std::string(document_.key(at)), true, at});
      continue;
    }
    const NodeId tag = document_.node(at).kind == NodeKind::kObject ? member(document_, at, "Key") : kNoNode;
    add_item(tag != kNoNode ? tag : at, value);
  }
}

// False: what is there is no value of the attribute's type.
bool MskReader::take(const MskAttribute& attribute, const Walked& walked, MskValue& value) const {
  if (attribute.type != MskType::kTexts) return take_scalar(attribute.type, walked.nodes.front(), value);
  value.state = MskValue::State::kKnown;
  value.written = true;
  value.node = walked.nodes.front();
  for (NodeId node : walked.nodes) {
    const NodeKind kind = document_.node(node).kind;
    if (kind == NodeKind::kUnknown) {
      value.state = MskValue::State::kUnknown;
      value.text = document_.value(node);
      value.node = node;
    } else if (kind == NodeKind::kObject || kind == NodeKind::kArray) {
      take_items(node, value);
    } else {
      add_item(node, value);
    }
  }
  return true;
}

// The first path that leads to a value; of flags any that is true, as several switches do one thing.
MskValue MskReader::read(const MskAttribute& attribute) const {
  std::string_view paths = spelling_ == MskSpelling::kTerraform ? attribute.terraform : attribute.aws;
  MskValue best;
  best.node = bodies_.back();
  size_t depth = 0;
  while (!paths.empty()) {
    const Walked walked = walk(cut(paths, ' '));
    MskValue value;
    if (walked.unknown != kNoNode) {
      value.state = MskValue::State::kUnknown;
      value.text = document_.value(walked.unknown);
      value.node = walked.unknown;
    } else if (walked.nodes.empty() || !take(attribute, walked, value)) {
      if (best.absent() && walked.depth >= depth) best.node = walked.deepest;
      depth = std::max(depth, walked.depth);
      continue;
    }
    const bool settled = value.known() && (attribute.type != MskType::kFlag || value.truth);
    if (settled || best.absent() || value.unknown()) best = std::move(value);
    if (settled) break;
  }
  if (!best.absent()) return best;
  if (partial_) best.state = MskValue::State::kUnknown;
  if (partial_ || attribute.otherwise.empty()) return best;
  best.state = MskValue::State::kKnown;
  best.text = attribute.otherwise;
  best.truth = attribute.otherwise == "true";
  return best;
}

std::vector<MskValue> MskReader::read(MskThing thing) const {
  std::vector<MskValue> values;
  for (const MskAttribute& attribute : msk_attributes()) {
    if (attribute.thing == thing) values.push_back(read(attribute));
  }
  return values;
}

}  // namespace klamm
