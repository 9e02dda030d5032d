// The machine fixes that a rule declares, as edits of the file at hand.
#include <fmt/format.h>

#include "fix/property_edits.h"
#include "model/text.h"
#include "rule/broker_subject.h"

namespace klamm {
namespace {

// listener.name.<listener>.<key>, as Kafka looks it up.
std::string at_listener(std::string_view listener, std::string_view key) {
  std::string small;
  return fmt::format("listener.name.{}.{}", lower_case(listener, small) ? std::string_view(small) : listener, key);
}

}  // namespace

std::vector<Edit> BrokerSubject::declared_edits(const HitRecord& record, std::string_view value) {
  const Document& document = broker_.document();
  const BlobView& view = record.rule.pack->view;
  uint32_t rule = record.rule.rule;
  FixKind kind = record.rule.pack->fix_kind(rule);
  std::string_view key = view.rule_text(rule, rule_field::kFixKey);
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
              document, for_one ? at_listener(broker_.listeners()[record.hit.listener].name, key) : std::string(key),
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

}  // namespace klamm
