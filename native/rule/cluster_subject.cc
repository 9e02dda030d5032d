#include "rule/cluster_subject.h"

#include <fmt/format.h>

#include <algorithm>

#include "rule/shown_operand.h"

namespace klamm {
namespace {

constexpr size_t kMostRelated = 4;

}  // namespace

std::optional<MskThing> thing_of(RuleScope scope) {
  switch (scope) {
    case RuleScope::kCluster:
      return MskThing::kCluster;
    case RuleScope::kConfiguration:
      return MskThing::kConfiguration;
    case RuleScope::kConnector:
      return MskThing::kConnector;
    case RuleScope::kWorkerConfiguration:
      return MskThing::kWorkerConfiguration;
    case RuleScope::kReplicator:
      return MskThing::kReplicator;
    case RuleScope::kVpcConnection:
      return MskThing::kVpcConnection;
    default:
      return std::nullopt;
  }
}

ClusterSubject::ClusterSubject(std::shared_ptr<const MskInventory> inventory, size_t index, InputKind kind,
                               std::string today)
    : inventory_(std::move(inventory)),
      resource_(inventory_->resources.at(index)),
      kind_(kind),
      today_(std::move(today)),
      secrets_(resource_.document->source()),
      facts_(resource_) {}

Hit ClusterSubject::at(std::string_view attribute) const {
  Hit hit;
  hit.span = resource_.place_of(resource_.value(attribute));
  hit.source = &source();
  hit.logical = attribute;
  return hit;
}

bool ClusterSubject::applies(RuleRef rule) const { return thing_of(rule.pack->scope(rule.rule)) == resource_.thing; }

Kleene ClusterSubject::evaluate(RuleRef rule, uint32_t field, HitSink& sink) {
  const Program program = rule.pack->view.program(rule.rule, field);
  if (program.size == 0) return Kleene::kTrue;
  const uint64_t before = trace_.steps;
  const Kleene result = klamm::evaluate(program, facts_, trace_);
  sink.spend(trace_.steps - before);
  return result;
}

bool ClusterSubject::guard(RuleRef rule, HitSink& sink) {
  facts_.begin();
  trace_.clear();
  const Kleene applies = evaluate(rule, rule_field::kWhen, sink);
  if (applies == Kleene::kUnknown) note_unknown(rule, sink);
  return applies == Kleene::kTrue;
}

void ClusterSubject::judge(RuleRef rule, HitSink& sink) {
  facts_.begin();
  trace_.clear();
  const Kleene applies = evaluate(rule, rule_field::kWhen, sink);
  if (applies == Kleene::kFalse) return;
  const Kleene failed = kleene_and(applies, evaluate(rule, rule_field::kFail, sink));
  if (failed == Kleene::kUnknown) note_unknown(rule, sink);
  if (failed != Kleene::kTrue) return;
  HitRecord record;
  record.rule = rule;
  record.hit = hit_of_logic(rule);
  record.item = std::string(trace_.item);
  sink.add(std::move(record));
}

std::string ClusterSubject::open_question(const MskValue& value, std::string_view attribute) const {
  if (!resource_.of_template) return fmt::format("`{}` is not in this answer", attribute);
  if (value.text.empty()) return fmt::format("`{}` is computed from what this input does not tell", attribute);
  return fmt::format("`{}` is `{}`, which this input does not tell", attribute, printable(value.text));
}

void ClusterSubject::note_unknown(RuleRef rule, HitSink& sink) const {
  for (Fact fact : facts_.reads()) {
    const MskValue& value = value_of(resource_, fact);
    const bool item =
        std::any_of(value.items.begin(), value.items.end(), [](const MskItem& one) { return !one.known; });
    if (!value.unknown() && !item) continue;
    sink.add_unknown(rule, source().to_root(resource_.place_of(value)), open_question(value, fact_spec(fact).name));
    return;
  }
}

// The first place of the rule's that is written; else the first of them. Without places, of what logic read.
std::optional<Fact> ClusterSubject::place_of(RuleRef rule) const {
  const BlobView& view = rule.pack->view;
  std::vector<Fact> places;
  for (uint32_t index = 0; index < view.count(rule.rule, rule_field::kAt); ++index) {
    std::string_view at = view.item(rule.rule, rule_field::kAt, index);
    if (at == fmt::format("@{}", msk_thing_name(resource_.thing))) return std::nullopt;
    if (auto fact = find_fact(at.substr(1))) places.push_back(*fact);
  }
  if (places.empty()) places = facts_.reads();
  auto found =
      std::find_if(places.begin(), places.end(), [this](Fact fact) { return value_of(resource_, fact).written; });
  if (found != places.end()) return *found;
  return places.empty() ? std::nullopt : std::optional(places.front());
}

Hit ClusterSubject::hit_of_logic(RuleRef rule) const {
  Hit hit;
  const auto fact = place_of(rule);
  hit.span = resource_.place;
  hit.source = &source();
  hit.logical = msk_thing_name(resource_.thing);
  if (fact) {
    const MskValue& value = value_of(resource_, *fact);
    hit = at(fact_spec(*fact).name);
    const bool here = value.node != kNoNode && trace_.item.data() != nullptr && trace_.item_node == value.node;
    for (const MskItem& item : value.items) {
      if (!here || !item.known || item.text != trace_.item || item.node == kNoNode) continue;
      hit.span = resource_.document->node(item.node).value_span;
      break;
    }
  }
  relate(hit, fact);
  return hit;
}

void ClusterSubject::relate(Hit& hit, std::optional<Fact> placed) const {
  for (Fact fact : facts_.reads()) {
    const MskValue& value = value_of(resource_, fact);
    if (fact == placed || !value.written || value.unknown() || hit.related.size() == kMostRelated) continue;
    const Span span = resource_.place_of(value);
    const bool told =
        (hit.span && *hit.span == span) ||
        std::any_of(hit.related.begin(), hit.related.end(), [&](const HitLink& link) { return link.span == span; });
    if (told) continue;
    HitLink link;
    link.source = &source();
    link.span = span;
    link.message = fmt::format("`{}` is said here", fact_spec(fact).name);
    hit.related.push_back(std::move(link));
  }
}

std::string ClusterSubject::logical(const HitRecord&, const std::string&) const {
  return std::string(msk_thing_name(resource_.thing));
}

std::string ClusterSubject::hole(const HitRecord&, std::string_view name) {
  if (name == "name") return printable(resource_.name);
  if (!name.starts_with('@')) return fmt::format("{{{}}}", name);
  const auto fact = find_fact(name.substr(1));
  return fact ? shown_operand(facts_.fact(*fact)) : std::string();
}

}  // namespace klamm
