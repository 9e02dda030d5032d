#include "model/topic_tree.h"

#include "klamm/value.h"

namespace klamm {

NodeId TopicTree::member(NodeId object, std::initializer_list<std::string_view> names) const {
  if (!is_object(object)) return kNoNode;
  for (std::string_view name : names) {
    NodeId found = document_.find(object, name);
    if (found != kNoNode) return found;
  }
  return kNoNode;
}

TopicFact<std::string> TopicTree::text(NodeId id) const {
  TopicFact<std::string> out;
  if (id == kNoNode) return out;
  out.place = place(id);
  out.state = Value::State::kKnown;
  switch (document_.node(id).kind) {
    case NodeKind::kNull:
      out.state = Value::State::kAbsent;
      return out;
    case NodeKind::kTrue:
      out.value = "true";
      return out;
    case NodeKind::kFalse:
      out.value = "false";
      return out;
    case NodeKind::kString:
    case NodeKind::kNumber:
      out.value = document_.value(id);
      if (find_placeholder(out.value).kind != Placeholder::kNone) out.state = Value::State::kUnknown;
      return out;
    case NodeKind::kObject:
    case NodeKind::kArray:
    case NodeKind::kUnknown:
      break;
  }
  out.state = Value::State::kUnknown;
  return out;
}

TopicFact<int64_t> number_of_text(TopicFact<std::string> text) {
  TopicFact<int64_t> out;
  out.state = text.state;
  out.place = std::move(text.place);
  if (!text.known()) return out;
  auto parsed = parse_typed(KeyType::kLong, text.value);
  if (parsed) {
    out.value = std::get<int64_t>(parsed.value());
  } else {
    out.state = Value::State::kUnknown;
  }
  return out;
}

TopicFact<int64_t> TopicTree::number(NodeId id) const { return number_of_text(text(id)); }

bool TopicTree::add_settings(NodeId object, TopicConfig& into, Budget& budget) const {
  if (object == kNoNode || document_.node(object).kind == NodeKind::kNull) return true;
  if (!is_object(object)) {
    into.settings_unknown = true;
    return true;
  }
  for (NodeId id = document_.node(object).first_child; id != kNoNode; id = document_.node(id).next) {
    if (!budget.take_nodes()) return false;
    TopicSetting setting;
    setting.key = document_.key(id);
    setting.key_place = key_place(id);
    setting.value = text(id);
    // A list stands for its items with commas between them.
    if (is_array(id)) {
      setting.value.state = Value::State::kKnown;
      for (NodeId item = document_.node(id).first_child; item != kNoNode; item = document_.node(item).next) {
        TopicFact<std::string> one = text(item);
        if (!one.known()) setting.value.state = Value::State::kUnknown;
        setting.value.value += (setting.value.value.empty() ? "" : ",") + one.value;
      }
    }
    into.settings.push_back(std::move(setting));
  }
  return true;
}

}  // namespace klamm
