#include "model/terraform_functions.h"
#include "model/terraform_tree.h"

namespace klamm {
namespace {

// One constraint of a variable's `type`, applied to values.
class Converter {
 public:
  Converter(const TfFrame& frame, TfEvaluator& evaluator)
      : frame_(frame), file_(*frame.file), evaluator_(evaluator), budget_(evaluator.budget()) {}

  TfRef convert(HclId type, const TfRef& value) {
    if (!budget_.take_steps() || !budget_.fits_depth(depth_) || !value->known() || value->kind == TfKind::kNull) {
      return value;
    }
    ++depth_;
    TfRef converted = file_.node(type).kind == HclKind::kCall ? collection(type, value) : simple(type, value);
    --depth_;
    return converted;
  }

 private:
  TfRef simple(HclId type, const TfRef& value) const {
    std::string_view name = file_.text(type);
    if (name == "string") return tf_to_string(value);
    if (name == "number") return tf_to_number(value);
    return name == "bool" ? tf_to_bool(value) : value;
  }

  TfRef collection(HclId type, const TfRef& value) {
    std::string_view name = file_.text(type);
    HclId inner = file_.node(type).first_child;
    if (inner == kNoHcl) return value;
    if (name == "list" || name == "set") return sequence(inner, *value, name == "set");
    if (name == "map") return map(inner, *value);
    if (name == "object" && file_.node(inner).kind == HclKind::kObject) return object(inner, *value);
    return value;
  }

  TfRef sequence(HclId inner, const TfValue& value, bool set) {
    if (!value.is_sequence()) return tf_failed(value.place);
    std::vector<TfRef> items;
    for (const TfRef& item : value.items) {
      items.push_back(convert(inner, item));
      if (items.back()->failed) return tf_failed(value.place);
    }
    return set ? tf_set(std::move(items), value.place) : tf_sequence(TfKind::kList, std::move(items), value.place);
  }

  TfRef map(HclId inner, const TfValue& value) {
    if (!value.is_mapping()) return tf_failed(value.place);
    std::vector<TfMember> members = value.members;
    for (TfMember& member : members) {
      member.value = convert(inner, member.value);
      if (member.value->failed) return tf_failed(value.place);
    }
    return tf_mapping(TfKind::kMap, std::move(members), value.place);
  }

  // Members that the type does not name are dropped; those that the value lacks are null, or what `optional` says.
  TfRef object(HclId type, const TfValue& value) {
    if (!value.is_mapping()) return tf_failed(value.place);
    std::vector<TfMember> members;
    for (HclId at = file_.node(type).first_child; at != kNoHcl; at = file_.node(file_.node(at).next).next) {
      HclId wanted = file_.node(at).next;
      std::string name = key_of(at);
      bool optional = file_.node(wanted).kind == HclKind::kCall && file_.text(wanted) == "optional";
      HclId inner = optional ? file_.node(wanted).first_child : wanted;
      if (inner == kNoHcl) return tf_failed(value.place);
      const TfRef* found = value.find(name);
      if (found == nullptr && !optional) return tf_failed(value.place);
      HclId otherwise = optional ? file_.node(inner).next : kNoHcl;
      bool absent = found == nullptr || (*found)->kind == TfKind::kNull;
      TfRef member = found == nullptr ? tf_null(value.place) : *found;
      if (absent && otherwise != kNoHcl) member = evaluator_.evaluate(frame_, otherwise);
      member = convert(inner, member);
      if (member->failed) return tf_failed(value.place);
      TfText key(std::move(name), value.place);
      TfPlace from{};
      for (const TfMember& given : value.members) {
        if (given.key.bytes != key.bytes) continue;
        key = given.key;
        from = given.at;
      }
      members.push_back({std::move(key), std::move(member), from});
    }
    return tf_mapping(TfKind::kObject, std::move(members), value.place);
  }

  std::string key_of(HclId key) const {
    HclId literal = file_.node(key).kind == HclKind::kTemplate ? file_.node(key).first_child : key;
    return std::string(file_.text(literal));
  }

  const TfFrame& frame_;
  const HclFile& file_;
  TfEvaluator& evaluator_;
  Budget& budget_;
  uint32_t depth_ = 0;
};

}  // namespace

TfRef tf_convert(const TfFrame& frame, HclId type, const TfRef& value, TfEvaluator& evaluator) {
  return Converter(frame, evaluator).convert(type, value);
}

}  // namespace klamm
