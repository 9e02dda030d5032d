#include <algorithm>
#include <array>

#include "model/terraform_tree.h"

namespace klamm {
namespace {

// Arguments and blocks that speak to Terraform, not to the provider.
constexpr std::array<std::string_view, 7> kOfTerraform = {"count",     "for_each",    "provider",  "depends_on",
                                                          "lifecycle", "provisioner", "connection"};

bool is_of_terraform(std::string_view name) {
  return std::find(kOfTerraform.begin(), kOfTerraform.end(), name) != kOfTerraform.end();
}

HclId body_of(const HclFile& file, HclId block) {
  HclId at = file.node(block).first_child;
  while (file.node(at).kind == HclKind::kName) at = file.node(at).next;
  return at;
}

// The type of the blocks that a block makes: its own, or of `dynamic "type"` that one.
std::string_view made_type(const HclFile& file, HclId block) {
  HclId first = file.node(block).first_child;
  bool dynamic = file.text(block) == "dynamic" && file.node(first).kind == HclKind::kName;
  return dynamic ? file.text(first) : file.text(block);
}

// A name as an expression: in JSON a string.
std::string_view word_of(const HclFile& file, HclId id) {
  return file.text(file.node(id).kind == HclKind::kTemplate ? file.node(id).first_child : id);
}

TfText name_at(const HclFile& file, HclId id) {
  return {std::string(file.text(id)), {&file.source(), file.node(id).name_span}};
}

}  // namespace

TfRef TfTree::body(TfModule& module, const TfBlock& block, const TfInstance& instance) {
  TfScope count{nullptr, "count", instance.count};
  TfScope each{instance.count != nullptr ? &count : nullptr, "each", instance.each};
  const TfScope* scope = instance.each != nullptr ? &each : instance.count != nullptr ? &count : nullptr;
  TfFrame frame{block.file, &module, scope, {}};
  std::vector<TfMember> members;
  members_of(frame, block.bodies, members);
  const TfNode& first = block.bodies.front();
  return tf_mapping(TfKind::kObject, std::move(members), {&first.file->source(), first.file->node(first.id).span});
}

// Of several bodies each argument and each type of block is the last one's that has it.
void TfTree::members_of(const TfFrame& frame, const std::vector<TfNode>& bodies, std::vector<TfMember>& members) {
  std::set<std::string_view> seen;
  for (auto body = bodies.rbegin(); body != bodies.rend(); ++body) {
    const HclFile& file = *body->file;
    std::set<std::string_view> here;
    for (HclId at = file.node(body->id).first_child; at != kNoHcl && !budget_.spent(); at = file.node(at).next) {
      bool argument = file.node(at).kind == HclKind::kAttribute;
      std::string_view name = argument ? file.text(at) : made_type(file, at);
      if (is_of_terraform(name) || seen.count(name) != 0 || !here.insert(name).second) continue;
      TfFrame inner = frame;
      inner.file = &file;
      if (argument) {
        HclId value = file.node(at).first_child;
        members.push_back({name_at(file, at), evaluator_.evaluate(inner, value), inner.place(value)});
      } else {
        TfText key = name_at(file, at);
        key.bytes = name;
        members.push_back({key, blocks_of(inner, *body, name, inner.place(at)), inner.place(at)});
      }
    }
    seen.insert(here.begin(), here.end());
  }
}

TfRef TfTree::blocks_of(const TfFrame& frame, const TfNode& body, std::string_view type, TfPlace place) {
  std::vector<TfRef> items;
  bool unknown = false;
  const HclFile& file = *body.file;
  for (HclId at = file.node(body.id).first_child; at != kNoHcl && !budget_.spent(); at = file.node(at).next) {
    if (file.node(at).kind != HclKind::kBlock || made_type(file, at) != type) continue;
    place.span.end = std::max(place.span.end, file.node(at).span.end);
    HclId inside = body_of(file, at);
    if (file.text(at) == "dynamic" && file.node(file.node(at).first_child).kind == HclKind::kName) {
      unknown = !add_dynamic(frame, {&file, at}, items) || unknown;
      continue;
    }
    if (!budget_.fits_depth(++nesting_)) return tf_unknown(place);
    std::vector<TfMember> members;
    members_of(frame, {{&file, inside}}, members);
    --nesting_;
    items.push_back(tf_mapping(TfKind::kObject, std::move(members), frame.place(inside)));
  }
  if (unknown && items.empty()) return tf_unknown(place);
  if (unknown) items.push_back(tf_unknown(place));
  return tf_sequence(TfKind::kTuple, std::move(items), place);
}

// The blocks that a `dynamic` makes; false: nobody knows which.
bool TfTree::add_dynamic(const TfFrame& frame, const TfNode& block, std::vector<TfRef>& items) {
  const HclFile& file = *block.file;
  HclId over = kNoHcl;
  HclId content = kNoHcl;
  std::string_view iterator = made_type(file, block.id);
  for (HclId at = file.node(body_of(file, block.id)).first_child; at != kNoHcl; at = file.node(at).next) {
    bool argument = file.node(at).kind == HclKind::kAttribute;
    if (argument && file.text(at) == "for_each") over = file.node(at).first_child;
    if (argument && file.text(at) == "iterator") iterator = word_of(file, file.node(at).first_child);
    if (!argument && file.text(at) == "content") content = body_of(file, at);
  }
  if (over == kNoHcl || content == kNoHcl) return true;
  TfPlace place = frame.place(over);
  TfRef collection = evaluator_.evaluate(frame, over);
  if (collection->kind == TfKind::kNull) return true;
  if (!collection->is_sequence() && !collection->is_mapping()) return false;
  auto add = [&](const TfRef& key, const TfRef& value) {
    if (!budget_.take_steps() || !budget_.fits_depth(++nesting_)) return;
    TfScope scope{frame.scope, iterator,
                  tf_mapping(TfKind::kObject, {{TfText("key", place), key}, {TfText("value", place), value}}, place)};
    TfFrame inner = frame;
    inner.scope = &scope;
    std::vector<TfMember> members;
    members_of(inner, {{&file, content}}, members);
    --nesting_;
    items.push_back(tf_mapping(TfKind::kObject, std::move(members), frame.place(content)));
  };
  int64_t index = 0;
  for (const TfRef& item : collection->items) {
    add(collection->kind == TfKind::kSet ? item : tf_number(index++, place), item);
  }
  for (const TfMember& member : collection->members) add(tf_string(member.key, place), member.value);
  return true;
}

}  // namespace klamm
