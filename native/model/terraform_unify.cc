#include <algorithm>

#include "model/terraform_evaluator.h"
#include "model/terraform_functions.h"

namespace klamm {
namespace {

bool is_simple(const TfValue& value) { return value.kind >= TfKind::kBool && value.kind <= TfKind::kString; }

bool same_keys(const TfValue& one, const TfValue& other) {
  return std::equal(one.members.begin(), one.members.end(), other.members.begin(), other.members.end(),
                    [](const TfMember& left, const TfMember& right) { return left.key.bytes == right.key.bytes; });
}

TfRef unify_tuples(const TfValue& value, const TfValue& other) {
  std::vector<TfRef> items;
  for (size_t index = 0; index < value.items.size(); ++index) {
    items.push_back(tf_unify(value.items[index], other.items[index]));
    if (items.back()->failed) return tf_unknown(value.place);
  }
  return tf_sequence(TfKind::kTuple, std::move(items), value.place);
}

TfRef unify_lists(const TfValue& value, const TfValue& other) {
  std::vector<TfRef> all = value.items;
  all.insert(all.end(), other.items.begin(), other.items.end());
  if (!tf_unify_elements(all)) return tf_unknown(value.place);
  all.resize(value.items.size());
  TfKind kind = value.kind == TfKind::kSet && other.kind == TfKind::kSet ? TfKind::kSet : TfKind::kList;
  return tf_sequence(kind, std::move(all), value.place);
}

TfRef unify_objects(const TfValue& value, const TfValue& other) {
  std::vector<TfMember> members = value.members;
  for (size_t index = 0; index < members.size(); ++index) {
    members[index].value = tf_unify(members[index].value, other.members[index].value);
    if (members[index].value->failed) return tf_unknown(value.place);
  }
  return tf_mapping(TfKind::kObject, std::move(members), value.place);
}

TfRef unify_maps(const TfValue& value, const TfValue& other) {
  std::vector<TfRef> all;
  for (const TfValue* map : {&value, &other}) {
    for (const TfMember& member : map->members) all.push_back(member.value);
  }
  if (!tf_unify_elements(all)) return tf_unknown(value.place);
  std::vector<TfMember> members = value.members;
  for (size_t index = 0; index < members.size(); ++index) members[index].value = all[index];
  return tf_mapping(TfKind::kMap, std::move(members), value.place);
}

// Whether nested values are certainly of one type.
bool alike(const TfValue& one, const TfValue& other) {
  if (one.kind != other.kind) return false;
  if (one.is_mapping()) {
    if (!same_keys(one, other)) return false;
    for (size_t index = 0; index < one.members.size(); ++index) {
      if (!alike(*one.members[index].value, *other.members[index].value)) return false;
    }
    return true;
  }
  if (!one.is_sequence()) return one.kind != TfKind::kNull;
  if (one.items.size() != other.items.size()) return false;
  for (size_t index = 0; index < one.items.size(); ++index) {
    if (!alike(*one.items[index], *other.items[index])) return false;
  }
  return true;
}

}  // namespace

bool tf_unify_elements(std::vector<TfRef>& items) {
  auto is_string = [](const TfRef& item) { return item->kind == TfKind::kString; };
  bool simple = std::all_of(items.begin(), items.end(), [](const TfRef& item) { return is_simple(*item); });
  if (simple && std::any_of(items.begin(), items.end(), is_string)) {
    for (TfRef& item : items) item = tf_to_string(item);
    return true;
  }
  return std::all_of(items.begin(), items.end(), [&](const TfRef& item) { return alike(*items[0], *item); });
}

TfRef tf_unify(const TfRef& value, const TfRef& other) {
  bool open = !value->known() || !other->known() || value->kind == TfKind::kNull || other->kind == TfKind::kNull;
  if (other->failed && value->is_sequence()) {
    // The type of an error is not known, and a list of several kinds may be converted to it.
    std::vector<TfRef> items = value->items;
    return tf_unify_elements(items) && items == value->items ? value : tf_unknown(value->place);
  }
  if (open) return value;
  if (is_simple(*value) && is_simple(*other)) {
    if (value->kind == other->kind) return value;
    bool strings = value->kind == TfKind::kString || other->kind == TfKind::kString;
    return strings ? tf_to_string(value) : tf_failed(value->place);
  }
  if (value->is_sequence() && other->is_sequence()) {
    bool tuples = value->kind == TfKind::kTuple && other->kind == TfKind::kTuple;
    bool same = tuples && value->items.size() == other->items.size();
    return same ? unify_tuples(*value, *other) : unify_lists(*value, *other);
  }
  if (value->is_mapping() && other->is_mapping()) {
    bool objects = value->kind == TfKind::kObject && other->kind == TfKind::kObject;
    return objects && same_keys(*value, *other) ? unify_objects(*value, *other) : unify_maps(*value, *other);
  }
  return tf_failed(value->place);
}

}  // namespace klamm
