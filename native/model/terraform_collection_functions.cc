#include <algorithm>
#include <array>

#include "base/scan.h"
#include "model/terraform_functions.h"

namespace klamm {
namespace {

// The argument, if it is a known list; else what stops the function.
TfRef stops(const TfCall& call, size_t index, bool (TfValue::*is)() const) {
  if (index >= call.size()) return call.failed();
  const TfValue& value = *call.at(index);
  if (!value.known()) return value.failed ? call.failed() : call.unknown();
  return (value.*is)() ? nullptr : call.failed();
}
TfRef stops_list(const TfCall& call, size_t index) { return stops(call, index, &TfValue::is_sequence); }
TfRef stops_map(const TfCall& call, size_t index) { return stops(call, index, &TfValue::is_mapping); }

TfRef length(const TfCall& call) {
  if (call.size() != 1) return call.failed();
  const TfValue& value = *call.at(0);
  if (value.is_sequence()) return tf_number(static_cast<int64_t>(value.items.size()), call.place);
  if (value.is_mapping()) return tf_number(static_cast<int64_t>(value.members.size()), call.place);
  if (value.kind != TfKind::kString) return value.known() || value.failed ? call.failed() : call.unknown();
  const std::string& text = value.text.bytes;
  // It counts what a person takes for characters.
  bool plain = find_beyond_ascii(text, 0) == text.size() && text.find('\r') == std::string::npos;
  return plain ? tf_number(static_cast<int64_t>(text.size()), call.place) : call.unknown();
}

TfRef concat(const TfCall& call) {
  std::vector<TfRef> items;
  bool lists = true;
  for (size_t index = 0; index < call.size(); ++index) {
    if (TfRef stop = stops_list(call, index)) return stop;
    lists = lists && call.at(index)->kind != TfKind::kTuple;
    if (!call.budget.take_steps(1 + call.at(index)->items.size())) return call.unknown();
    items.insert(items.end(), call.at(index)->items.begin(), call.at(index)->items.end());
  }
  return tf_sequence(lists ? TfKind::kList : TfKind::kTuple, std::move(items), call.place);
}

TfRef merge(const TfCall& call) {
  std::vector<TfMember> members;
  bool maps = true;
  for (size_t index = 0; index < call.size(); ++index) {
    if (call.at(index)->kind == TfKind::kNull) continue;
    if (TfRef stop = stops_map(call, index)) return stop;
    maps = maps && call.at(index)->kind == TfKind::kMap;
    if (!call.budget.take_steps(1 + call.at(index)->members.size())) return call.unknown();
    members.insert(members.end(), call.at(index)->members.begin(), call.at(index)->members.end());
  }
  return tf_mapping(maps ? TfKind::kMap : TfKind::kObject, std::move(members), call.place);
}

TfRef lookup(const TfCall& call) {
  if (call.size() < 2 || call.size() > 3) return call.failed();
  if (TfRef stop = stops_map(call, 0)) return stop;
  TfRef key = tf_to_string(call.at(1));
  if (key->kind == TfKind::kNull) return call.failed();
  if (!key->known()) return key->failed ? call.failed() : call.unknown();
  const TfRef* found = call.at(0)->find(key->text.bytes);
  if (found != nullptr) return *found;
  return call.size() == 3 ? call.at(2) : call.failed();
}

TfRef keys(const TfCall& call) {
  if (TfRef stop = stops_map(call, 0)) return stop;
  std::vector<TfRef> items;
  for (const TfMember& member : call.at(0)->members) items.push_back(tf_string(member.key, call.place));
  TfKind kind = call.at(0)->kind == TfKind::kMap ? TfKind::kList : TfKind::kTuple;
  return tf_sequence(kind, std::move(items), call.place);
}

TfRef values(const TfCall& call) {
  if (TfRef stop = stops_map(call, 0)) return stop;
  std::vector<TfRef> items;
  for (const TfMember& member : call.at(0)->members) items.push_back(member.value);
  TfKind kind = call.at(0)->kind == TfKind::kMap ? TfKind::kList : TfKind::kTuple;
  return tf_sequence(kind, std::move(items), call.place);
}

// False where an element that might be a list is unknown.
bool flatten_into(std::vector<TfRef>& out, const TfValue& list, Budget& budget) {
  for (const TfRef& item : list.items) {
    if (!budget.take_steps() || !item->known()) return false;
    if (item->is_sequence()) {
      if (!flatten_into(out, *item, budget)) return false;
    } else {
      out.push_back(item);
    }
  }
  return true;
}

TfRef flatten(const TfCall& call) {
  if (TfRef stop = stops_list(call, 0)) return stop;
  std::vector<TfRef> items;
  if (!flatten_into(items, *call.at(0), call.budget)) return call.unknown();
  return tf_sequence(TfKind::kTuple, std::move(items), call.place);
}

TfRef compact(const TfCall& call) {
  if (TfRef stop = stops_list(call, 0)) return stop;
  std::vector<TfRef> items;
  for (const TfRef& item : call.at(0)->items) {
    if (item->kind == TfKind::kNull) continue;
    TfRef text = tf_to_string(item);
    if (!text->known()) return text->failed ? call.failed() : call.unknown();
    if (!text->text.bytes.empty()) items.push_back(text);
  }
  return tf_sequence(TfKind::kList, std::move(items), call.place);
}

TfRef distinct(const TfCall& call) {
  if (TfRef stop = stops_list(call, 0)) return stop;
  std::vector<TfRef> items = call.at(0)->items;
  if (!tf_wholly_known(*call.at(0)) || !tf_unify_elements(items)) return call.unknown();
  std::vector<TfRef> kept;
  for (const TfRef& item : items) {
    if (!call.budget.take_steps(1 + kept.size())) return call.unknown();
    bool seen = std::any_of(kept.begin(), kept.end(), [&](const TfRef& one) { return tf_equal(*one, *item) == true; });
    if (!seen) kept.push_back(item);
  }
  return tf_sequence(TfKind::kList, std::move(kept), call.place);
}

TfRef contains(const TfCall& call) {
  if (call.size() != 2) return call.failed();
  if (TfRef stop = stops_list(call, 0)) return stop;
  bool sure = true;
  for (const TfRef& item : call.at(0)->items) {
    auto same = tf_equal(*item, *call.at(1));
    if (same == true) return tf_bool(true, call.place);
    sure = sure && same && item->kind == call.at(1)->kind;
  }
  return sure ? tf_bool(false, call.place) : call.unknown();
}

TfRef element(const TfCall& call) {
  if (call.size() != 2) return call.failed();
  if (TfRef stop = stops_list(call, 0)) return stop;
  TfRef number = tf_to_number(call.at(1));
  if (!number->known()) return number->failed ? call.failed() : call.unknown();
  auto index = tf_integer(*number);
  const auto& items = call.at(0)->items;
  if (!index || *index < 0 || items.empty() || call.at(0)->kind == TfKind::kSet) return call.failed();
  return items[static_cast<size_t>(*index) % items.size()];
}

TfRef sort(const TfCall& call) {
  if (TfRef stop = stops_list(call, 0)) return stop;
  std::vector<TfRef> items;
  for (const TfRef& item : call.at(0)->items) {
    items.push_back(tf_to_string(item));
    if (items.back()->kind != TfKind::kString) return items.back()->known() ? call.failed() : call.unknown();
  }
  std::stable_sort(items.begin(), items.end(),
                   [](const TfRef& one, const TfRef& other) { return one->text.bytes < other->text.bytes; });
  return tf_sequence(TfKind::kList, std::move(items), call.place);
}

TfRef reverse(const TfCall& call) {
  if (TfRef stop = stops_list(call, 0)) return stop;
  std::vector<TfRef> items(call.at(0)->items.rbegin(), call.at(0)->items.rend());
  TfKind kind = call.at(0)->kind == TfKind::kTuple ? TfKind::kTuple : TfKind::kList;
  return tf_sequence(kind, std::move(items), call.place);
}

TfRef slice(const TfCall& call) {
  if (call.size() != 3) return call.failed();
  if (TfRef stop = stops_list(call, 0)) return stop;
  TfRef from = tf_to_number(call.at(1));
  TfRef to = tf_to_number(call.at(2));
  if (!from->known() || !to->known()) return from->failed || to->failed ? call.failed() : call.unknown();
  auto begin = tf_integer(*from);
  auto end = tf_integer(*to);
  const auto& items = call.at(0)->items;
  if (!begin || !end || *begin < 0 || *begin > *end || *end > static_cast<int64_t>(items.size())) return call.failed();
  return tf_sequence(call.at(0)->kind, {items.begin() + *begin, items.begin() + *end}, call.place);
}

template <TfKind kKind>
TfRef to_sequence(const TfCall& call) {
  if (call.size() == 1 && call.at(0)->kind == TfKind::kNull) return call.at(0);
  if (TfRef stop = stops_list(call, 0)) return stop;
  std::vector<TfRef> items = call.at(0)->items;
  if (kKind == TfKind::kSet && !tf_wholly_known(*call.at(0))) return call.unknown();
  if (!tf_unify_elements(items)) return call.unknown();
  return kKind == TfKind::kSet ? tf_set(std::move(items), call.place)
                               : tf_sequence(kKind, std::move(items), call.place);
}

TfRef to_map(const TfCall& call) {
  if (TfRef stop = stops_map(call, 0)) return stop;
  std::vector<TfMember> members = call.at(0)->members;
  std::vector<TfRef> items;
  for (const TfMember& member : members) items.push_back(member.value);
  if (!tf_unify_elements(items)) return call.unknown();
  for (size_t index = 0; index < members.size(); ++index) members[index].value = items[index];
  return tf_mapping(TfKind::kMap, std::move(members), call.place);
}

template <TfRef (*kConvert)(const TfRef&)>
TfRef converted(const TfCall& call) {
  return call.size() == 1 ? kConvert(call.at(0)) : call.failed();
}

TfRef coalesce(const TfCall& call) {
  std::vector<TfRef> given = call.arguments;
  bool strings = std::any_of(given.begin(), given.end(), [](const TfRef& one) { return one->kind == TfKind::kString; });
  for (const TfRef& argument : given) {
    if (argument->failed) return call.failed();
    if (!argument->known()) return call.size() == 1 ? argument : call.unknown();
    bool empty = argument->kind == TfKind::kString && argument->text.bytes.empty();
    if (argument->kind != TfKind::kNull && !empty) return strings ? tf_to_string(argument) : argument;
  }
  return call.failed();
}

TfRef attempt(const TfCall& call) {
  for (const TfRef& argument : call.arguments) {
    if (!argument->failed) return argument;
  }
  return call.failed();
}

TfRef can(const TfCall& call) {
  if (call.size() != 1) return call.failed();
  if (call.at(0)->failed) return tf_bool(false, call.place);
  return tf_wholly_known(*call.at(0)) ? tf_bool(true, call.place) : call.unknown();
}

TfRef one(const TfCall& call) {
  if (TfRef stop = stops_list(call, 0)) return stop;
  const auto& items = call.at(0)->items;
  if (items.size() > 1) return call.failed();
  return items.empty() ? tf_null(call.place) : items[0];
}

template <bool kAll>
TfRef quantified(const TfCall& call) {
  if (TfRef stop = stops_list(call, 0)) return stop;
  bool sure = true;
  for (const TfRef& item : call.at(0)->items) {
    TfRef truth = tf_to_bool(item);
    if (truth->failed) return call.failed();
    if (truth->kind == TfKind::kBool && truth->truth != kAll) return tf_bool(!kAll, call.place);
    sure = sure && truth->kind == TfKind::kBool;
  }
  return sure ? tf_bool(kAll, call.place) : call.unknown();
}

TfRef zipmap(const TfCall& call) {
  if (call.size() != 2) return call.failed();
  for (size_t index : {size_t{0}, size_t{1}}) {
    if (TfRef stop = stops_list(call, index)) return stop;
  }
  if (call.at(0)->items.size() != call.at(1)->items.size()) return call.failed();
  std::vector<TfMember> members;
  for (size_t index = 0; index < call.at(0)->items.size(); ++index) {
    TfRef key = tf_to_string(call.at(0)->items[index]);
    if (key->kind != TfKind::kString) return key->known() ? call.failed() : call.unknown();
    members.push_back({key->text, call.at(1)->items[index]});
  }
  return tf_mapping(TfKind::kObject, std::move(members), call.place);
}

template <TfFunction kFunction>
TfRef alone(const TfCall& call) {
  return call.size() == 1 ? kFunction(call) : call.failed();
}

struct Named {
  std::string_view name;
  TfFunction function;
};

constexpr std::array<Named, 27> kFunctions = {{{"alltrue", alone<quantified<true>>},
                                               {"anytrue", alone<quantified<false>>},
                                               {"can", can},
                                               {"coalesce", coalesce},
                                               {"compact", alone<compact>},
                                               {"concat", concat},
                                               {"contains", contains},
                                               {"distinct", alone<distinct>},
                                               {"element", element},
                                               {"flatten", alone<flatten>},
                                               {"keys", alone<keys>},
                                               {"length", length},
                                               {"lookup", lookup},
                                               {"merge", merge},
                                               {"one", alone<one>},
                                               {"reverse", alone<reverse>},
                                               {"slice", slice},
                                               {"sort", alone<sort>},
                                               {"tobool", converted<tf_to_bool>},
                                               {"tolist", alone<to_sequence<TfKind::kList>>},
                                               {"tomap", alone<to_map>},
                                               {"tonumber", converted<tf_to_number>},
                                               {"toset", alone<to_sequence<TfKind::kSet>>},
                                               {"tostring", converted<tf_to_string>},
                                               {"try", attempt},
                                               {"values", alone<values>},
                                               {"zipmap", zipmap}}};

}  // namespace

TfFunction tf_collection_function(std::string_view name) {
  auto found = std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Named& one) { return one.name == name; });
  return found == kFunctions.end() ? nullptr : found->function;
}

}  // namespace klamm
