#include "model/terraform_policy.h"

#include <algorithm>
#include <array>

#include "model/terraform_policy_join.h"

namespace klamm {
namespace {

// What a document takes from others, whose statements it then holds too.
constexpr std::string_view kOverride = "override_json";
constexpr std::array<std::string_view, 4> kFromOthers = {"source_json", "source_policy_documents", kOverride,
                                                         "override_policy_documents"};

bool is_set(const TfRef* value) {
  return value != nullptr && (*value)->kind != TfKind::kNull && !((*value)->is_sequence() && (*value)->items.empty());
}

// `&{aws:username}` stands for IAM's own `${aws:username}`, which HCL would take for a template.
TfRef with_variables(const TfRef& value) {
  if (value->is_sequence()) {
    std::vector<TfRef> items;
    for (const TfRef& item : value->items) items.push_back(with_variables(item));
    return tf_sequence(value->kind, std::move(items), value->place);
  }
  if (value->kind != TfKind::kString && !value->holes) return value;
  TfText text = value->text;
  for (size_t at = text.bytes.find("&{"); at != std::string::npos; at = text.bytes.find("&{", at)) text.bytes[at] = '$';
  return value->holes ? tf_holed(std::move(text), value->place) : tf_string(std::move(text), value->place);
}

class PolicyDocument {
 public:
  explicit PolicyDocument(TfPlace place) : place_(place) {}

  TfRef make(const TfValue& body) {
    std::vector<TfMember> members;
    const TfRef* version = body.find("version");
    bool versioned = is_set(version);
    add(members, "Version", versioned ? *version : tf_string("2012-10-17", place_));
    if (const TfRef* id = body.find("policy_id"); is_set(id)) add(members, "Id", *id);
    const TfRef* statements = body.find("statement");
    if (statements != nullptr && !(*statements)->known()) return *statements;
    std::vector<TfRef> items;
    if (statements != nullptr) {
      for (const TfRef& each : (*statements)->items) items.push_back(each->is_mapping() ? statement(*each) : each);
    }
    add(members, "Statement", tf_sequence(TfKind::kTuple, std::move(items), place_));
    return tf_mapping(TfKind::kObject, std::move(members), place_);
  }

 private:
  void add(std::vector<TfMember>& members, std::string_view key, const TfRef& value) const {
    members.push_back({TfText(std::string(key), value->place.source != nullptr ? value->place : place_), value});
  }

  // An argument under its name in JSON, if it is set.
  void take(std::vector<TfMember>& members, const TfValue& from, std::string_view argument,
            std::string_view key) const {
    if (const TfRef* value = from.find(argument); is_set(value)) add(members, key, with_variables(*value));
  }

  TfRef statement(const TfValue& from) const {
    std::vector<TfMember> members;
    take(members, from, "sid", "Sid");
    const TfRef* effect = from.find("effect");
    add(members, "Effect", is_set(effect) ? *effect : tf_string("Allow", from.place));
    take(members, from, "actions", "Action");
    take(members, from, "not_actions", "NotAction");
    take(members, from, "resources", "Resource");
    take(members, from, "not_resources", "NotResource");
    principals(members, from, "principals", "Principal");
    principals(members, from, "not_principals", "NotPrincipal");
    conditions(members, from);
    return tf_mapping(TfKind::kObject, std::move(members), from.place);
  }

  void principals(std::vector<TfMember>& members, const TfValue& from, std::string_view argument,
                  std::string_view key) const {
    const TfRef* blocks = from.find(argument);
    if (!is_set(blocks)) return;
    if (!(*blocks)->is_sequence()) return add(members, key, *blocks);
    std::vector<TfMember> by_type;
    for (const TfRef& block : (*blocks)->items) {
      const TfRef* type = block->find("type");
      const TfRef* identifiers = block->find("identifiers");
      if (type == nullptr || identifiers == nullptr || (*type)->kind != TfKind::kString) {
        return add(members, key, tf_unknown(place_));
      }
      if ((*type)->text.bytes == "*") return add(members, key, *type);
      std::vector<TfRef> all;
      TfRef more = with_variables(*identifiers);
      auto same = std::find_if(by_type.begin(), by_type.end(),
                               [&](const TfMember& one) { return one.key.bytes == (*type)->text.bytes; });
      if (same == by_type.end() || !more->is_sequence() || !same->value->is_sequence()) {
        by_type.push_back({(*type)->text, more});
        continue;
      }
      all = same->value->items;
      all.insert(all.end(), more->items.begin(), more->items.end());
      same->value = tf_sequence(TfKind::kTuple, std::move(all), more->place);
    }
    add(members, key, tf_mapping(TfKind::kObject, std::move(by_type), (*blocks)->place));
  }

  void conditions(std::vector<TfMember>& members, const TfValue& from) const {
    const TfRef* blocks = from.find("condition");
    if (!is_set(blocks)) return;
    if (!(*blocks)->is_sequence()) return add(members, "Condition", *blocks);
    std::vector<TfMember> tests;
    for (const TfRef& block : (*blocks)->items) {
      const TfRef* test = block->find("test");
      const TfRef* variable = block->find("variable");
      const TfRef* values = block->find("values");
      bool named = test != nullptr && variable != nullptr && values != nullptr && (*test)->kind == TfKind::kString &&
                   (*variable)->kind == TfKind::kString;
      if (!named) return add(members, "Condition", tf_unknown(place_));
      TfMember member{(*variable)->text, with_variables(*values)};
      auto same = std::find_if(tests.begin(), tests.end(),
                               [&](const TfMember& one) { return one.key.bytes == (*test)->text.bytes; });
      std::vector<TfMember> all = same == tests.end() ? std::vector<TfMember>() : same->value->members;
      all.push_back(std::move(member));
      TfRef under = tf_mapping(TfKind::kObject, std::move(all), block->place);
      if (same == tests.end()) {
        tests.push_back({(*test)->text, under});
      } else {
        same->value = under;
      }
    }
    add(members, "Condition", tf_mapping(TfKind::kObject, std::move(tests), (*blocks)->place));
  }

  TfPlace place_;
};

}  // namespace

TfRef tf_policy_document(const TfValue& body, TfPlace place, Budget& budget) {
  TfRef document = PolicyDocument(body.place).make(body);
  const TfRef own = document->known() ? tf_json_encode(document, body.place, budget) : tf_unknown(place);
  const auto set = [&](std::string_view name) { return is_set(body.find(name)); };
  if (std::none_of(kFromOthers.begin(), kFromOthers.end(), set)) return own;
  TfPolicyJoin join(budget);
  for (std::string_view name : kFromOthers) {
    // What overrides comes last.
    if (name == kOverride) join.add(own);
    if (set(name)) join.add(*body.find(name));
  }
  const TfRef* version = body.find("version");
  return join.finish(is_set(version) ? *version : tf_string("2012-10-17", body.place), body.place);
}

}  // namespace klamm
