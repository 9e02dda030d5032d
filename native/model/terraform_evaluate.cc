#include <algorithm>

#include "model/terraform_evaluator.h"
#include "model/terraform_functions.h"
#include "model/terraform_number.h"

namespace klamm {
namespace {

bool is_operation(HclKind kind) { return kind >= HclKind::kMultiply && kind <= HclKind::kOr; }

// One side may decide alone, even if the other's value is an error; but both must be of the right kind.
TfRef logic(HclKind kind, const TfRef& left, const TfRef& right, TfPlace place) {
  bool decides = kind == HclKind::kOr;  // true decides `||`, false `&&`
  TfRef one = tf_to_bool(left);
  TfRef other = tf_to_bool(right);
  if ((one->failed && left->known()) || (other->failed && right->known())) return tf_failed(place);
  for (const TfRef& each : {one, other}) {
    if (each->kind == TfKind::kBool && each->truth == decides) return tf_bool(decides, place);
  }
  bool open = (!one->known() && !one->failed) || (!other->known() && !other->failed);
  if (!open && (one->failed || other->failed)) return tf_failed(place);
  bool both = one->kind == TfKind::kBool && other->kind == TfKind::kBool;
  return both ? tf_bool(!decides, place) : tf_unknown(place);
}

}  // namespace

TfRef TfEvaluator::evaluate(const TfFrame& frame, HclId id) {
  if (!budget_.take_steps() || !budget_.fits_depth(depth_)) return tf_unknown(frame.place(id));
  ++depth_;
  TfRef value = dispatch(frame, id);
  --depth_;
  return value;
}

HclId TfEvaluator::child(const TfFrame& frame, HclId id, int index) const {
  HclId at = frame.file->node(id).first_child;
  for (; index > 0 && at != kNoHcl; --index) at = frame.file->node(at).next;
  return at;
}

TfRef TfEvaluator::dispatch(const TfFrame& frame, HclId id) {
  TfPlace place = frame.place(id);
  const HclNode& node = frame.file->node(id);
  switch (node.kind) {
    case HclKind::kNumber:
      return tf_number(frame.file->text(id), place);
    case HclKind::kTrue:
    case HclKind::kFalse:
      return tf_bool(node.kind == HclKind::kTrue, place);
    case HclKind::kNull:
      return tf_null(place);
    case HclKind::kTemplate:
    case HclKind::kLiteral:
      return template_text(frame, id);
    case HclKind::kWrapped:
    case HclKind::kParentheses:
      return evaluate(frame, node.first_child);
    case HclKind::kVariable:
    case HclKind::kGet:
    case HclKind::kIndex:
      return path(frame, id);
    case HclKind::kSplat:
    case HclKind::kAttributeSplat:
      return splat(frame, id);
    case HclKind::kItem:
      return frame.item != nullptr ? frame.item : tf_failed(place);
    case HclKind::kCall:
      return call(frame, id);
    case HclKind::kNot: {
      TfRef value = tf_to_bool(evaluate(frame, node.first_child));
      if (value->kind == TfKind::kBool) return tf_bool(!value->truth, place);
      return value->failed || value->kind == TfKind::kNull ? tf_failed(place) : tf_unknown(place);
    }
    case HclKind::kNegate: {
      TfRef value = tf_to_number(evaluate(frame, node.first_child));
      if (value->kind == TfKind::kNumber) return tf_calculate(HclKind::kNegate, *value, *value, place);
      return value->failed || value->kind == TfKind::kNull ? tf_failed(place) : tf_unknown(place);
    }
    case HclKind::kConditional:
      return conditional(frame, id);
    case HclKind::kTuple:
      return tuple(frame, id);
    case HclKind::kObject:
      return object(frame, id);
    case HclKind::kForTuple:
    case HclKind::kForObject:
      return for_each(frame, id);
    case HclKind::kJoin:
      return join(frame, id);
    default:
      return is_operation(node.kind) ? operation(frame, id) : tf_failed(place);
  }
}

// Operators of one level lean to the left as deep as the text is long, so that side is walked, not recursed into.
TfRef TfEvaluator::operation(const TfFrame& frame, HclId id) {
  std::vector<HclId> chain;
  HclId leftmost = id;
  while (is_operation(frame.file->node(leftmost).kind)) {
    chain.push_back(leftmost);
    leftmost = frame.file->node(leftmost).first_child;
  }
  TfRef left = evaluate(frame, leftmost);
  for (; !chain.empty(); chain.pop_back()) {
    const HclNode& node = frame.file->node(chain.back());
    if (!budget_.take_steps()) return tf_unknown(frame.place(id));
    TfRef right = evaluate(frame, frame.file->node(node.first_child).next);
    left = apply(node.kind, left, right, frame.place(chain.back()));
  }
  return left;
}

TfRef TfEvaluator::apply(HclKind kind, const TfRef& left, const TfRef& right, TfPlace place) {
  if (kind == HclKind::kAnd || kind == HclKind::kOr) return logic(kind, left, right, place);
  if (left->failed || right->failed) return tf_failed(place);
  if (kind == HclKind::kEqual || kind == HclKind::kNotEqual) {
    auto same = tf_equal(*left, *right);
    return same ? tf_bool(*same == (kind == HclKind::kEqual), place) : tf_unknown(place);
  }
  TfRef one = tf_to_number(left);
  TfRef other = tf_to_number(right);
  if (one->failed || other->failed || one->kind == TfKind::kNull || other->kind == TfKind::kNull)
    return tf_failed(place);
  return one->known() && other->known() ? tf_calculate(kind, *one, *other, place) : tf_unknown(place);
}

TfRef TfEvaluator::conditional(const TfFrame& frame, HclId id) {
  TfRef condition = tf_to_bool(evaluate(frame, child(frame, id, 0)));
  if (condition->failed || condition->kind == TfKind::kNull) return tf_failed(frame.place(id));
  if (!condition->known()) return tf_unknown(frame.place(id));
  TfRef chosen = evaluate(frame, child(frame, id, condition->truth ? 1 : 2));
  TfRef other = evaluate(frame, child(frame, id, condition->truth ? 2 : 1));
  return tf_unify(chosen, other);
}

TfRef TfEvaluator::call(const TfFrame& frame, HclId id) {
  TfPlace place = frame.place(id);
  const HclNode& node = frame.file->node(id);
  TfCall call{frame.file->text(id), {}, {}, place, budget_};
  for (HclId at = node.first_child; at != kNoHcl; at = frame.file->node(at).next) {
    TfRef value = evaluate(frame, at);
    call.places.push_back(frame.place(at));
    call.arguments.push_back(value);
    const HclNode& argument = frame.file->node(at);
    call.iterates.push_back(argument.kind == HclKind::kVariable);
  }
  if (node.marked) {
    TfRef last = call.arguments.back();
    if (!last->known()) return tf_unknown(place);
    if (!last->is_sequence()) return tf_failed(place);
    TfPlace at = call.places.back();
    call.arguments.pop_back();
    call.places.pop_back();
    call.iterates.pop_back();
    for (const TfRef& item : last->items) {
      if (!budget_.take_steps()) return tf_unknown(place);
      call.arguments.push_back(item);
      call.places.push_back(at);
      call.iterates.push_back(true);
    }
  }
  if (TfRef read = names_.call(frame, call.name, call.arguments, place)) return read;
  return tf_call(call);
}

}  // namespace klamm
