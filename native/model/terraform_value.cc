#include "model/terraform_value.h"

#include <algorithm>
#include <charconv>

namespace klamm {
namespace {

std::shared_ptr<TfValue> make(TfKind kind, TfPlace place) {
  auto value = std::make_shared<TfValue>();
  value->kind = kind;
  value->place = place;
  return value;
}

// Order of a set's elements: false and true, numbers, strings by bytes.
bool comes_before(const TfRef& left, const TfRef& right) {
  if (left->kind != right->kind) return left->kind < right->kind;
  if (left->kind == TfKind::kBool) return left->truth < right->truth;
  if (left->kind == TfKind::kNumber) {
    auto one = tf_integer(*left);
    auto other = tf_integer(*right);
    if (one && other) return *one < *other;
  }
  return left->text.bytes < right->text.bytes;
}

}  // namespace

const TfRef* TfValue::find(std::string_view key) const {
  auto found = std::lower_bound(members.begin(), members.end(), key,
                                [](const TfMember& member, std::string_view name) { return member.key.bytes < name; });
  return found != members.end() && found->key.bytes == key ? &found->value : nullptr;
}

TfRef tf_unknown(TfPlace place, std::string address) {
  auto value = make(TfKind::kUnknown, place);
  value->text.bytes = std::move(address);
  return value;
}

TfRef tf_failed(TfPlace place) {
  auto value = make(TfKind::kUnknown, place);
  value->failed = true;
  return value;
}

TfRef tf_null(TfPlace place) { return make(TfKind::kNull, place); }

TfRef tf_bool(bool truth, TfPlace place) {
  auto value = make(TfKind::kBool, place);
  value->truth = truth;
  return value;
}

TfRef tf_number(int64_t number, TfPlace place) {
  auto value = make(TfKind::kNumber, place);
  value->text = TfText(std::to_string(number), place);
  return value;
}

TfRef tf_string(TfText text, TfPlace place) {
  auto value = make(TfKind::kString, place);
  value->text = std::move(text);
  return value;
}

TfRef tf_string(std::string text, TfPlace place) { return tf_string(TfText(std::move(text), place), place); }

TfRef tf_holed(TfText text, TfPlace place) {
  auto value = make(TfKind::kUnknown, place);
  value->holes = true;
  value->text = std::move(text);
  return value;
}

TfRef tf_sequence(TfKind kind, std::vector<TfRef> items, TfPlace place) {
  auto value = make(kind, place);
  value->items = std::move(items);
  return value;
}

TfRef tf_mapping(TfKind kind, std::vector<TfMember> members, TfPlace place) {
  std::stable_sort(members.begin(), members.end(),
                   [](const TfMember& one, const TfMember& other) { return one.key.bytes < other.key.bytes; });
  size_t kept = 0;
  for (size_t index = 0; index < members.size(); ++index) {
    if (index + 1 < members.size() && members[index].key.bytes == members[index + 1].key.bytes) continue;
    if (kept != index) members[kept] = std::move(members[index]);
    ++kept;
  }
  members.resize(kept);
  auto value = make(kind, place);
  value->members = std::move(members);
  return value;
}

TfRef tf_set(std::vector<TfRef> items, TfPlace place) {
  for (const TfRef& item : items) {
    bool simple = item->kind == TfKind::kString || item->kind == TfKind::kNumber || item->kind == TfKind::kBool;
    if (!simple) return tf_unknown(place);
  }
  std::stable_sort(items.begin(), items.end(), comes_before);
  auto same = [](const TfRef& one, const TfRef& other) {
    return !comes_before(one, other) && !comes_before(other, one);
  };
  items.erase(std::unique(items.begin(), items.end(), same), items.end());
  return tf_sequence(TfKind::kSet, std::move(items), place);
}

TfRef tf_number(std::string_view text, TfPlace place) {
  bool digits = !text.empty() && text.find_first_not_of("+-.0123456789eE") == std::string_view::npos;
  auto number = tf_canonical_number(text);
  if (!number) return digits && text.size() > 100 ? tf_unknown(place) : tf_failed(place);
  auto value = make(TfKind::kNumber, place);
  value->text = TfText(std::move(*number), place);
  return value;
}

std::optional<int64_t> tf_integer(const TfValue& value) {
  if (value.kind != TfKind::kNumber) return std::nullopt;
  int64_t number = 0;
  const std::string& text = value.text.bytes;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

TfRef tf_to_string(const TfRef& value) {
  switch (value->kind) {
    case TfKind::kNumber:
      return tf_string(value->text, value->place);
    case TfKind::kBool:
      return tf_string(value->truth ? "true" : "false", value->place);
    case TfKind::kUnknown:
    case TfKind::kNull:
    case TfKind::kString:
      return value;
    default:
      return tf_failed(value->place);
  }
}

TfRef tf_to_number(const TfRef& value) {
  switch (value->kind) {
    case TfKind::kString:
      return tf_number(value->text.bytes, value->place);
    case TfKind::kUnknown:
      return value->holes ? tf_unknown(value->place) : value;
    case TfKind::kNull:
    case TfKind::kNumber:
      return value;
    default:
      return tf_failed(value->place);
  }
}

TfRef tf_to_bool(const TfRef& value) {
  switch (value->kind) {
    case TfKind::kString: {
      const std::string& text = value->text.bytes;
      bool yes = text == "true" || text == "1";
      return yes || text == "false" || text == "0" ? tf_bool(yes, value->place) : tf_failed(value->place);
    }
    case TfKind::kUnknown:
      return value->holes ? tf_unknown(value->place) : value;
    case TfKind::kNull:
    case TfKind::kBool:
      return value;
    default:
      return tf_failed(value->place);
  }
}

bool tf_wholly_known(const TfValue& value) {
  return value.known() &&
         std::all_of(value.items.begin(), value.items.end(),
                     [](const TfRef& item) { return tf_wholly_known(*item); }) &&
         std::all_of(value.members.begin(), value.members.end(),
                     [](const TfMember& member) { return tf_wholly_known(*member.value); });
}

std::optional<bool> tf_equal(const TfValue& left, const TfValue& right) {
  if (!tf_wholly_known(left) || !tf_wholly_known(right)) return std::nullopt;
  if (left.kind == TfKind::kNull || right.kind == TfKind::kNull) return left.kind == right.kind;
  bool collections = (left.is_sequence() && right.is_sequence()) || (left.is_mapping() && right.is_mapping());
  if (left.kind != right.kind) return collections ? std::nullopt : std::optional<bool>(false);
  if (left.kind == TfKind::kBool) return left.truth == right.truth;
  if (!collections) return left.text.bytes == right.text.bytes;
  if (left.items.size() != right.items.size() || left.members.size() != right.members.size()) return false;
  for (size_t index = 0; index < left.items.size(); ++index) {
    auto same = tf_equal(*left.items[index], *right.items[index]);
    if (!same || !*same) return same;
  }
  for (size_t index = 0; index < left.members.size(); ++index) {
    if (left.members[index].key.bytes != right.members[index].key.bytes) return false;
    auto same = tf_equal(*left.members[index].value, *right.members[index].value);
    if (!same || !*same) return same;
  }
  return true;
}

}  // namespace klamm
