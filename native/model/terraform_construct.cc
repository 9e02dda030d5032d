#include <map>

#include "model/terraform_evaluator.h"

namespace klamm {

TfRef TfEvaluator::template_text(const TfFrame& frame, HclId id) {
  const HclFile& file = *frame.file;
  TfTextBuilder out(budget_, frame.place(id));
  const HclNode& node = file.node(id);
  HclId first = node.kind == HclKind::kLiteral ? id : node.first_child;
  for (HclId at = first; at != kNoHcl && !budget_.spent(); at = at == id ? kNoHcl : file.node(at).next) {
    const HclNode& piece = file.node(at);
    if (piece.kind == HclKind::kLiteral) {
      out.literal(file.text(at), file.map_of(at));
    } else if (!out.add(evaluate(frame, at), frame.place(at), piece.kind == HclKind::kVariable)) {
      return tf_failed(frame.place(id));
    }
  }
  return out.finish();
}

TfRef TfEvaluator::join(const TfFrame& frame, HclId id) {
  TfRef results = evaluate(frame, child(frame, id, 0));
  if (!results->known()) return results->failed ? tf_failed(frame.place(id)) : tf_unknown(frame.place(id));
  TfTextBuilder out(budget_, frame.place(id));
  for (const TfRef& item : results->items) {
    if (!out.add(item, frame.place(id), false)) return tf_failed(frame.place(id));
  }
  return out.finish();
}

TfRef TfEvaluator::tuple(const TfFrame& frame, HclId id) {
  std::vector<TfRef> items;
  for (HclId at = frame.file->node(id).first_child; at != kNoHcl; at = frame.file->node(at).next) {
    items.push_back(evaluate(frame, at));
    if (items.back()->failed) return tf_failed(frame.place(id));
  }
  return tf_sequence(TfKind::kTuple, std::move(items), frame.place(id));
}

// A name stands for itself, unless it is in parentheses.
TfRef TfEvaluator::object_key(const TfFrame& frame, HclId id) {
  HclKind kind = frame.file->node(id).kind;
  if (kind == HclKind::kNull) return tf_string("null", frame.place(id));
  if (kind != HclKind::kVariable) return tf_to_string(evaluate(frame, id));
  return tf_string(std::string(frame.file->text(id)), frame.place(id));
}

TfRef TfEvaluator::object(const TfFrame& frame, HclId id) {
  const HclFile& file = *frame.file;
  std::vector<TfMember> members;
  for (HclId at = file.node(id).first_child; at != kNoHcl; at = file.node(file.node(at).next).next) {
    TfRef key = object_key(frame, at);
    TfRef value = evaluate(frame, file.node(at).next);
    if (key->failed || key->kind == TfKind::kNull || value->failed) return tf_failed(frame.place(id));
    if (!key->known()) return tf_unknown(frame.place(id));
    members.push_back({key->text, value, frame.place(file.node(at).next)});
  }
  return tf_mapping(TfKind::kObject, std::move(members), frame.place(id));
}

namespace {

// Results of `for` under their keys, where they are grouped.
TfRef group(std::vector<TfMember> members, TfPlace place) {
  std::map<std::string, std::vector<TfRef>, std::less<>> groups;
  for (TfMember& member : members) groups[member.key.bytes].push_back(std::move(member.value));
  TfRef keys = tf_mapping(TfKind::kObject, std::move(members), place);
  std::vector<TfMember> grouped;
  for (const TfMember& member : keys->members) {
    grouped.push_back({member.key, tf_sequence(TfKind::kTuple, std::move(groups[member.key.bytes]), place)});
  }
  return tf_mapping(TfKind::kObject, std::move(grouped), place);
}

// The elements of a collection with their keys; false: it has none.
bool elements(const TfValue& collection, std::vector<std::pair<TfRef, TfRef>>& out) {
  if (collection.is_mapping()) {
    for (const TfMember& member : collection.members) {
      out.emplace_back(tf_string(member.key, {member.key.source, {}}), member.value);
    }
    return true;
  }
  if (!collection.is_sequence()) return false;
  int64_t index = 0;
  for (const TfRef& item : collection.items) {
    out.emplace_back(collection.kind == TfKind::kSet ? item : tf_number(index++, item->place), item);
  }
  return true;
}

}  // namespace

TfRef TfEvaluator::for_each(const TfFrame& frame, HclId id) {
  const HclFile& file = *frame.file;
  TfPlace place = frame.place(id);
  const HclNode& node = file.node(id);
  HclId value_name = node.first_child;
  HclId key_name = kNoHcl;
  if (file.node(file.node(value_name).next).kind == HclKind::kName) {
    key_name = value_name;
    value_name = file.node(value_name).next;
  }
  HclId from = file.node(value_name).next;
  HclId first = file.node(from).next;
  bool makes_object = node.kind == HclKind::kForObject;
  HclId result = makes_object ? file.node(first).next : first;
  TfRef collection = evaluate(frame, from);
  if (!collection->known()) return collection->failed ? tf_failed(place) : tf_unknown(place);
  std::vector<std::pair<TfRef, TfRef>> all;
  if (!elements(*collection, all)) return tf_failed(place);

  std::vector<TfRef> items;
  std::vector<TfMember> members;
  for (auto& [key, value] : all) {
    if (!budget_.take_steps()) return tf_unknown(place);
    TfScope key_scope{frame.scope, key_name == kNoHcl ? std::string_view() : file.text(key_name), key};
    TfScope value_scope{key_name == kNoHcl ? frame.scope : &key_scope, file.text(value_name), value};
    TfFrame inner = frame;
    inner.scope = &value_scope;
    if (node.conditional) {
      TfRef condition = tf_to_bool(evaluate(inner, file.node(result).next));
      if (condition->failed || condition->kind == TfKind::kNull) return tf_failed(place);
      if (!condition->known()) return tf_unknown(place);
      if (!condition->truth) continue;
    }
    TfRef made = evaluate(inner, result);
    if (made->failed) return tf_failed(place);
    if (!makes_object) {
      items.push_back(std::move(made));
      continue;
    }
    TfRef name = tf_to_string(evaluate(inner, first));
    if (name->failed || name->kind == TfKind::kNull) return tf_failed(place);
    if (!name->known()) return tf_unknown(place);
    members.push_back({name->text, std::move(made)});
  }
  if (!makes_object) return tf_sequence(TfKind::kTuple, std::move(items), place);
  if (node.marked) return group(std::move(members), place);
  size_t count = members.size();
  TfRef made = tf_mapping(TfKind::kObject, std::move(members), place);
  return made->members.size() == count ? made : tf_failed(place);
}

}  // namespace klamm
