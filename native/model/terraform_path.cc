#include <algorithm>

#include "model/terraform_evaluator.h"

namespace klamm {
namespace {

const TfScope* find(const TfScope* scope, std::string_view name) {
  while (scope != nullptr && scope->name != name) scope = scope->outer;
  return scope;
}

TfRef element(const TfValue& list, const TfRef& key, TfPlace place) {
  TfRef number = tf_to_number(key);
  if (!number->known()) return number->failed ? tf_failed(place) : tf_unknown(place);
  auto index = tf_integer(*number);
  if (!index || *index < 0 || static_cast<uint64_t>(*index) >= list.items.size()) return tf_failed(place);
  return list.items[static_cast<size_t>(*index)];
}

}  // namespace

std::string TfEvaluator::address_of(const TfStep& step) {
  if (step.key == nullptr) return "." + step.name.bytes;
  if (step.key->kind == TfKind::kNumber) return "[" + step.key->text.bytes + "]";
  if (step.key->kind == TfKind::kString) return "[\"" + step.key->text.bytes + "\"]";
  return {};
}

TfRef TfEvaluator::take_step(const TfRef& from, const TfStep& step, TfPlace place) {
  if (!from->known()) {
    if (from->failed) return tf_failed(place);
    std::string behind = address_of(step);
    bool addressed = !from->holes && !from->text.bytes.empty() && !behind.empty();
    return tf_unknown(place, addressed ? from->text.bytes + behind : std::string());
  }
  if (from->is_sequence() && step.key != nullptr && from->kind != TfKind::kSet) return element(*from, step.key, place);
  if (!from->is_mapping()) return tf_failed(place);
  std::string name = step.name.bytes;
  if (step.key != nullptr) {
    TfRef text = tf_to_string(step.key);
    if (!text->known()) return text->failed ? tf_failed(place) : tf_unknown(place);
    if (text->kind != TfKind::kString) return tf_failed(place);
    name = text->text.bytes;
  }
  const TfRef* found = from->find(name);
  return found != nullptr ? *found : tf_failed(place);
}

// A name and the steps behind it.
TfRef TfEvaluator::path(const TfFrame& frame, HclId id) {
  const HclFile& file = *frame.file;
  std::vector<HclId> chain;
  HclId base = id;
  while (file.node(base).kind == HclKind::kGet || file.node(base).kind == HclKind::kIndex) {
    chain.push_back(base);
    base = file.node(base).first_child;
  }
  std::reverse(chain.begin(), chain.end());
  std::vector<TfStep> steps;
  for (HclId at : chain) {
    TfStep step;
    if (file.node(at).kind == HclKind::kGet) {
      step.name = TfText(std::string(file.text(at)), {&file.source(), file.node(at).name_span});
    } else {
      step.key = evaluate(frame, child(frame, at, 1));
    }
    steps.push_back(std::move(step));
  }
  TfRef value;
  size_t used = 0;
  if (file.node(base).kind == HclKind::kVariable) {
    const TfScope* scope = find(frame.scope, file.text(base));
    value = scope != nullptr ? scope->value : names_.named(frame, file.text(base), steps, used, frame.place(id));
  } else {
    value = evaluate(frame, base);
  }
  for (; used < steps.size(); ++used) {
    if (!budget_.take_steps()) return tf_unknown(frame.place(id));
    value = take_step(value, steps[used], frame.place(chain[used]));
  }
  return value;
}

TfRef TfEvaluator::splat(const TfFrame& frame, HclId id) {
  TfPlace place = frame.place(id);
  TfRef source = evaluate(frame, child(frame, id, 0));
  TfFrame inner = frame;
  if (!source->known()) {
    if (source->failed) return tf_failed(place);
    bool addressed = !source->holes && !source->text.bytes.empty();
    inner.item = tf_unknown(place, addressed ? source->text.bytes + "[*]" : std::string());
    TfRef each = evaluate(inner, child(frame, id, 1));
    return tf_unknown(place, each->known() || each->holes ? std::string() : each->text.bytes);
  }
  if (source->kind == TfKind::kNull) return tf_sequence(TfKind::kTuple, {}, place);
  std::vector<TfRef> from = source->is_sequence() ? source->items : std::vector<TfRef>{source};
  std::vector<TfRef> items;
  for (const TfRef& item : from) {
    inner.item = item;
    items.push_back(evaluate(inner, child(frame, id, 1)));
    if (items.back()->failed) return tf_failed(place);
  }
  TfKind kind = source->kind == TfKind::kList || source->kind == TfKind::kSet ? TfKind::kList : TfKind::kTuple;
  return tf_sequence(kind, std::move(items), place);
}

}  // namespace klamm
