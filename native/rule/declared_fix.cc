// The machine fixes that a rule declares, as edits of the file at hand.
#include <fmt/format.h>

#include <algorithm>

#include "fix/property_edits.h"
#include "rule/finding_maker.h"
#include "rule/template.h"

namespace klamm {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

}  // namespace

std::vector<Edit> FindingMaker::logic_edits(const HitRecord& record) {
  const Document& document = broker_.document();
  const BlobView& view = record.rule.pack->view;
  uint32_t rule = record.rule.rule;
  FixKind kind = record.rule.pack->fix_kind(rule);
  std::string_view key = view.rule_text(rule, rule_field::kFixKey);
  std::string value = fill_template(view.rule_text(rule, rule_field::kFixValue),
                                    [&](std::string_view name) { return hole(record, name); });
  KeyId id = broker_.catalog().find(key);
  Value now = id == kNoKey ? broker_.raw(key) : facts_.effective(id);
  NodeId node = now.is_explicit() ? now.origin.node : kNoNode;
  // What stands for every listener is not changed for the sake of one.
  bool for_one = record.hit.listener != kNoListener && id != kNoKey && broker_.catalog().per_listener(id);
  bool prefixed = node != kNoNode && document.key(node) != key;
  switch (kind) {
    case FixKind::kSet:
      if (node != kNoNode && (!for_one || prefixed)) return {replace_value(document, node, value)};
      if (auto line = append_setting(
              document,
              for_one ? fmt::format("listener.name.{}.{}", lower(broker_.listeners()[record.hit.listener].name), key)
                      : std::string(key),
              value)) {
        return {*line};
      }
      return {};
    case FixKind::kReplace:
      return node == kNoNode ? std::vector<Edit>() : std::vector{replace_value(document, node, value)};
    case FixKind::kDelete:
    case FixKind::kRename:
      break;
    case FixKind::kNone:
    case FixKind::kOfCheck:
      return {};
  }
  // Every line of that key: an earlier one would come into force else.
  std::vector<Edit> edits;
  std::string_view written = node == kNoNode ? key : document.key(node);
  for (const Setting& setting : broker_.settings()) {
    if (setting.key != written || setting.node == kNoNode) continue;
    edits.push_back(kind == FixKind::kDelete ? delete_setting(document, setting.node)
                                             : rename_setting(document, setting.node, value));
  }
  return edits;
}

std::optional<Fix> FindingMaker::fix(const HitRecord& record) {
  FixKind kind = record.rule.pack->fix_kind(record.rule.rule);
  if (kind == FixKind::kNone || broker_.options().values_only) return std::nullopt;
  Fix fix;
  fix.edits = kind == FixKind::kOfCheck ? record.hit.edits : logic_edits(record);
  if (fix.edits.empty()) return std::nullopt;
  fix.title = words(record, rule_field::kFixTitle);
  fix.safe = record.rule.pack->bit(record.rule.rule, kBitFixSafe);
  NodeId node = record.hit.node;
  bool of_secret = node != kNoNode && secrets_.is_secret(broker_.document().key(node));
  fix.secret = std::any_of(fix.edits.begin(), fix.edits.end(), [&](const Edit& edit) {
    return !edit.text.empty() && (of_secret || secrets_.repeats_secret(edit.text, node));
  });
  return fix;
}

}  // namespace klamm
