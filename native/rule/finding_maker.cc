#include "rule/finding_maker.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/text.h"
#include "rule/template.h"

namespace klamm {
namespace {

constexpr size_t kMaxRelated = 4;

std::string shown_operand(const Operand& operand) {
  if (operand.state == Value::State::kUnknown) return "unknown";
  if (operand.state == Value::State::kAbsent) return "nothing";
  switch (operand.type) {
    case LogicType::kBool:
      return operand.truth ? "true" : "false";
    case LogicType::kNumber:
      return operand.whole ? std::to_string(operand.integer) : fmt::format("{}", operand.number);
    case LogicType::kText:
      return printable(operand.text);
    case LogicType::kVersion:
      return operand.version.text();
    case LogicType::kList:
      break;
  }
  std::string out;
  for (std::string_view item : operand.list == nullptr ? ListItems() : *operand.list) {
    out += (out.empty() ? "" : ", ") + (item.data() == nullptr ? std::string("unknown") : printable(item));
  }
  return out;
}

}  // namespace

Place FindingMaker::place(Span span) const {
  return {broker_.document().source().name(), broker_.document().source().region(span)};
}

// The key as written at the place; without a place the first key of the rule's `at`.
std::string FindingMaker::key_name(const HitRecord& record) const {
  for (const auto& [name, text] : record.hit.holes) {
    if (name == "key") return printable(text);
  }
  const Document& document = broker_.document();
  if (record.hit.node != kNoNode && document.node(record.hit.node).has_key) {
    return printable(document.key(record.hit.node));
  }
  const BlobView& view = record.rule.pack->view;
  for (uint32_t index = 0; index < view.count(record.rule.rule, rule_field::kAt); ++index) {
    std::string_view at = view.item(record.rule.rule, rule_field::kAt, index);
    if (!at.starts_with('@')) return std::string(at);
  }
  return {};
}

std::string FindingMaker::shown_key_value(std::string_view key) const {
  KeyId id = broker_.catalog().find(key);
  Value value = id == kNoKey ? broker_.raw(key) : facts_.effective(id);
  return value.absent() ? "nothing" : secrets_.shown(key, value.text);
}

std::string FindingMaker::shown_fact(std::string_view name) {
  auto facts = all_facts();
  auto found = std::find_if(facts.begin(), facts.end(), [&](const FactSpec& one) { return one.name == name; });
  return found == facts.end() ? std::string() : shown_operand(facts_.fact(static_cast<Fact>(found - facts.begin())));
}

std::string FindingMaker::hole(const HitRecord& record, std::string_view name) {
  if (name == "key") return key_name(record);
  for (const auto& [own, text] : record.hit.holes) {
    if (own == name) return secrets_.repeats_secret(text, record.hit.node) ? std::string(kMask) : printable(text);
  }
  if (name == "it") return printable(record.item);
  if (name == "kafka") return broker_.target().version.text();
  if (name == "listener" && record.hit.listener < broker_.listeners().size()) {
    return printable(broker_.listeners()[record.hit.listener].name);
  }
  if (name == "lower" && record.hit.listener < broker_.listeners().size()) {
    std::string small;
    std::string_view name_of = broker_.listeners()[record.hit.listener].name;
    return printable(lower_case(name_of, small) ? std::string_view(small) : name_of);
  }
  if (name == "value") {
    if (record.hit.node == kNoNode) return {};
    std::string_view key = broker_.document().key(record.hit.node);
    for (const Setting& setting : broker_.settings()) {
      if (setting.node == record.hit.node && secrets_.is_secret(setting.base)) key = setting.base;
    }
    return secrets_.shown(key, broker_.document().value(record.hit.node));
  }
  if (name == "default") {
    KeyId id = broker_.catalog().find(key_name(record));
    auto definition = id == kNoKey ? std::nullopt : broker_.catalog().define(id, broker_.target().version);
    return definition && definition->default_value ? std::string(*definition->default_value) : "nothing";
  }
  if (name.starts_with('@')) return shown_fact(name.substr(1));
  bool key = broker_.catalog().find(name) != kNoKey || broker_.catalog().foreign(name).has_value();
  return key ? shown_key_value(name) : fmt::format("{{{}}}", name);
}

std::string FindingMaker::words(const HitRecord& record, uint32_t field) {
  std::string_view text = record.rule.pack->view.rule_text(record.rule.rule, field);
  return one_line(fill_template(text, [&](std::string_view name) { return hole(record, name); }));
}

void FindingMaker::add_related(const HitRecord& record, Finding& finding) {
  const Document& document = broker_.document();
  for (const auto& [node, message] : record.hit.related) {
    if (node == kNoNode || finding.related.size() == 4 * kMaxRelated) continue;
    std::string text = secrets_.repeats_secret(message, node) ? std::string(kMask) : printable(message);
    finding.related.push_back({place(document.node(node).value_span), text});
  }
  for (const Read& read : record.reads) {
    if (finding.related.size() >= kMaxRelated) break;
    if (read.origin.from != Origin::From::kFile || read.origin.node == kNoNode) continue;
    if (read.origin.node == record.hit.node) continue;
    finding.related.push_back({place(document.node(read.origin.node).value_span),
                               fmt::format("`{}` is set here", printable(document.key(read.origin.node)))});
  }
}

Finding FindingMaker::make(const HitRecord& record) {
  const BlobView& view = record.rule.pack->view;
  uint32_t rule = record.rule.rule;
  facts_.stand_at(record.hit.listener);
  Finding finding;
  finding.rule = view.rule_text(rule, rule_field::kId);
  finding.severity = record.rule.pack->severity(rule);
  finding.fatal = record.rule.pack->bit(rule, kBitFatal);
  finding.place.path = broker_.document().source().name();
  if (!record.error.empty()) {
    finding.verdict = Verdict::kError;
    finding.message = fmt::format("the rule itself failed: {}", record.error);
    return finding;
  }
  if (record.has_place) {
    finding.place = place(record.place);
    Secrets::Line line = secrets_.line(broker_.document().source().to_root(record.place), finding.place.region->begin);
    finding.source_line = std::move(line.text);
    finding.source_line_column = line.column;
  }
  finding.key = key_name(record);
  bool listener = record.hit.listener < broker_.listeners().size();
  finding.logical = listener ? printable(broker_.listeners()[record.hit.listener].name) : finding.key;
  finding.message = words(record, rule_field::kMessage);
  finding.label = words(record, rule_field::kLabel);
  finding.why = words(record, rule_field::kWhy);
  finding.mend = words(record, rule_field::kMend);
  add_related(record, finding);
  finding.fix = fix(record);
  return finding;
}

}  // namespace klamm
