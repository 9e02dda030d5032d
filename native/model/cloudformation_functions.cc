#include <algorithm>
#include <utility>

#include "base/quote.h"
#include "doc/base64.h"
#include "model/cloudformation_evaluator.h"
#include "model/terraform_text.h"

namespace klamm {
namespace {

// What a value that is wholly unknown refers to.
std::string address_of(const TfRef& value) {
  return value != nullptr && !value->known() && !value->holes ? value->text.bytes : std::string();
}

bool is_text(const TfRef& value) { return value != nullptr && value->kind == TfKind::kString; }

}  // namespace

TfRef CfnEvaluator::join(NodeId argument, TfPlace at) {
  Items both = items(argument);
  if (both.size() != 2) return refuse(at, "a Join takes a delimiter and a list");
  TfRef delimiter = evaluate(both[0]);
  TfRef list = evaluate(both[1]);
  if (!is_text(delimiter) || list == nullptr || !list->known()) return tf_unknown(at);
  if (!list->is_sequence()) return refuse(at, "a Join takes a delimiter and a list");
  TfTextBuilder out(budget_, at);
  bool first = true;
  for (const TfRef& item : list->items) {
    if (!first) out.mark(delimiter->text.bytes);
    first = false;
    TfRef text = tf_to_string(item);
    bool added = text->kind == TfKind::kString;
    if (added) {
      out.item(text->text);
    } else {
      added = out.add(text, text->place.source != nullptr ? text->place : at, text->holes);
    }
    if (!added) return tf_unknown(at);
  }
  TfRef made = out.finish();
  return made->known() ? settled(made->text, at) : made;
}

TfRef CfnEvaluator::select(NodeId argument, TfPlace at) {
  Items both = items(argument);
  if (both.size() != 2) return refuse(at, "a Select takes an index and a list");
  TfRef index = evaluate(both[0]);
  TfRef list = evaluate(both[1]);
  if (index == nullptr || list == nullptr) return tf_unknown(at);
  index = tf_to_number(index);
  if (!list->known()) return tf_unknown(at, address_of(list));
  if (!index->known() && !index->failed) return tf_unknown(at);
  auto number = tf_integer(*index);
  if (!list->is_sequence() || !number) return refuse(at, "a Select takes an index and a list");
  if (*number < 0 || static_cast<uint64_t>(*number) >= list->items.size()) {
    return refuse(at, "the list has no element " + std::to_string(*number));
  }
  return list->items[static_cast<size_t>(*number)];
}

TfRef CfnEvaluator::split(NodeId argument, TfPlace at) {
  Items both = items(argument);
  if (both.size() != 2) return refuse(at, "a Split takes a delimiter and a text");
  TfRef delimiter = evaluate(both[0]);
  TfRef whole = evaluate(both[1]);
  if (!is_text(delimiter) || !is_text(whole)) return tf_unknown(at, address_of(whole));
  const std::string& mark = delimiter->text.bytes;
  if (mark.empty()) return refuse(at, "a Split takes a delimiter and a text");
  std::vector<TfRef> pieces;
  const std::string& bytes = whole->text.bytes;
  for (size_t begin = 0; begin <= bytes.size() && budget_.take_steps();) {
    size_t end = std::min(bytes.find(mark, begin), bytes.size());
    pieces.push_back(tf_string(tf_slice(whole->text, begin, end), whole->place));
    begin = end == bytes.size() ? end + 1 : end + mark.size();
  }
  return tf_sequence(TfKind::kTuple, std::move(pieces), at);
}

// [map, key, key], and perhaps {DefaultValue} where the map lacks a key.
TfRef CfnEvaluator::find_in_map(NodeId argument, TfPlace at) {
  Items all = items(argument);
  if (all.size() != 3 && all.size() != 4) return refuse(at, "a FindInMap takes a map and two keys");
  NodeId otherwise = all.size() == 4 ? find(all[3], "DefaultValue") : kNoNode;
  NodeId found = mappings_;
  for (size_t index = 0; index < 3; ++index) {
    TfRef key = evaluate(all[index]);
    if (key == nullptr || !key->known()) return tf_unknown(at);
    key = tf_to_string(key);
    if (!is_text(key)) return refuse(at, "a FindInMap takes a map and two keys");
    NodeId within = std::exchange(found, find(found, key->text.bytes));
    if (found != kNoNode) continue;
    if (is_object(within) && is_made_by_macro(within)) return tf_unknown(at);
    if (otherwise != kNoNode) return evaluate(otherwise);
    return refuse(at, "the mappings have no " + in_backticks(key->text.bytes) + " there");
  }
  auto known = known_values_.find(found);
  if (known == known_values_.end()) known = known_values_.emplace(found, evaluate(found)).first;
  return known->second;
}

TfRef CfnEvaluator::choose(NodeId argument, TfPlace at) {
  Items all = items(argument);
  if (all.size() != 3) return refuse(at, "an If takes a condition and two values");
  std::optional<bool> known = condition(all[0]);
  if (known) return evaluate(all[*known ? 1 : 2]);
  // Both may be the same.
  TfRef one = evaluate(all[1]);
  TfRef other = evaluate(all[2]);
  if (one == nullptr && other == nullptr) return nullptr;
  bool same = one != nullptr && other != nullptr && tf_equal(*one, *other).value_or(false);
  return same ? one : tf_unknown(at);
}

TfRef CfnEvaluator::length(NodeId argument, TfPlace at) {
  TfRef list = evaluate(argument);
  if (list == nullptr || !list->known()) return tf_unknown(at);
  if (!list->is_sequence()) return refuse(at, "a Length takes a list");
  return tf_number(static_cast<int64_t>(list->items.size()), at);
}

TfRef CfnEvaluator::json(NodeId argument, TfPlace at) {
  TfRef value = evaluate(argument);
  return value == nullptr ? tf_unknown(at) : tf_json_encode(value, at, budget_);
}

TfRef CfnEvaluator::base64(NodeId argument, TfPlace at) {
  TfRef value = evaluate(argument);
  return is_text(value) ? tf_string(base64_encoded(value->text.bytes), at) : tf_unknown(at);
}

}  // namespace klamm
