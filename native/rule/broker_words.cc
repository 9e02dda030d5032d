// What the words of a finding about a broker say: its keys, values and facts, secrets masked.
#include <fmt/format.h>

#include "model/text.h"
#include "rule/broker_subject.h"
#include "rule/shown_operand.h"

namespace klamm {
namespace {

constexpr size_t kMaxRead = 4;  // of what logic read, as places beside a finding

}  // namespace

// The key as written at the place; without a place the first key of the rule's `at`.
std::string BrokerSubject::key(const HitRecord& record) const {
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

std::string BrokerSubject::logical(const HitRecord& record, const std::string& key) const {
  bool listener = record.hit.listener < broker_.listeners().size();
  return listener ? printable(broker_.listeners()[record.hit.listener].name) : key;
}

std::string BrokerSubject::shown_key_value(std::string_view key) const {
  KeyId id = broker_.catalog().find(key);
  Value value = id == kNoKey ? broker_.raw(key) : facts_.effective(id);
  return value.absent() ? "nothing" : secrets_.shown(key, value.text);
}

std::string BrokerSubject::shown_fact(std::string_view name) {
  const auto found = find_fact(name);
  return found ? shown_operand(facts_.fact(*found)) : std::string();
}

std::string BrokerSubject::shown_value(const HitRecord& record) const {
  if (record.hit.node == kNoNode) return {};
  std::string_view key = broker_.document().key(record.hit.node);
  for (const Setting& setting : broker_.settings()) {
    if (setting.node == record.hit.node && secrets_.is_secret(setting.base)) key = setting.base;
  }
  return secrets_.shown(key, broker_.document().value(record.hit.node));
}

std::string BrokerSubject::hole(const HitRecord& record, std::string_view name) {
  if (name == "kafka") return broker_.target().version.text();
  if (name == "listener" && record.hit.listener < broker_.listeners().size()) {
    return printable(broker_.listeners()[record.hit.listener].name);
  }
  if (name == "lower" && record.hit.listener < broker_.listeners().size()) {
    std::string small;
    std::string_view name_of = broker_.listeners()[record.hit.listener].name;
    return printable(lower_case(name_of, small) ? std::string_view(small) : name_of);
  }
  if (name == "value") return shown_value(record);
  if (name == "default") {
    std::string written = key(record);
    for (const auto& [own, text] : record.hit.holes) {
      if (own == "key") written = printable(text);
    }
    KeyId id = broker_.catalog().find(written);
    auto definition = id == kNoKey ? std::nullopt : broker_.catalog().define(id, broker_.target().version);
    return definition && definition->default_value ? std::string(*definition->default_value) : "nothing";
  }
  if (name.starts_with('@')) return shown_fact(name.substr(1));
  bool known = broker_.catalog().find(name) != kNoKey || broker_.catalog().foreign(name).has_value();
  return known ? shown_key_value(name) : fmt::format("{{{}}}", name);
}

std::vector<RuleSubject::Note> BrokerSubject::related(const HitRecord& record) const {
  const Document& document = broker_.document();
  std::vector<Note> out;
  for (const Read& read : record.reads) {
    if (record.hit.related.size() + out.size() >= kMaxRead) break;
    if (read.origin.from != Origin::From::kFile || read.origin.node == kNoNode) continue;
    if (read.origin.node == record.hit.node) continue;
    out.push_back({source().to_root(document.node(read.origin.node).value_span),
                   fmt::format("`{}` is set here", printable(document.key(read.origin.node)))});
  }
  return out;
}

}  // namespace klamm
