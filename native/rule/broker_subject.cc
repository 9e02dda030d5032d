#include "rule/broker_subject.h"

#include <fmt/format.h>

#include "rule/anchor.h"
#include "rule/checks/hits.h"

namespace klamm {

namespace {

// Checks ask what is set nowhere, which an alteration does not tell; these do not, and logic takes it for unknown.
bool judges_one_setting(const Pack::Impl& pack, uint32_t rule) {
  if (pack.scope(rule) == RuleScope::kListener) return false;
  const Check* check = pack.check(rule);
  return check == nullptr || check->name == "setting-like" || check->name == "number-beyond";
}

}  // namespace

std::vector<std::string> BrokerSubject::assumptions() const {
  std::vector<std::string> out;
  const Target& target = broker_.target();
  if (target.from == Target::From::kNewest || target.from == Target::From::kZooKeeper) {
    out.push_back(fmt::format("Kafka {}", target.version.text()));
  }
  if (broker_.options().msk) return out;  // whose brokers have their mode from elsewhere
  if (broker_.setting("process.roles") == nullptr && broker_.setting("zookeeper.connect") == nullptr) {
    out.emplace_back(broker_.roles().kraft ? "KRaft" : "ZooKeeper");
  }
  return out;
}

std::vector<RuleSubject::Note> BrokerSubject::notes() const {
  std::vector<Note> out;
  for (const Diagnostic& diagnostic : broker_.diagnostics()) {
    out.push_back({source().to_root(diagnostic.span), diagnostic.message});
  }
  return out;
}

bool BrokerSubject::applies(RuleRef rule) const {
  const Pack::Impl& pack = *rule.pack;
  RuleScope scope = pack.scope(rule.rule);
  if (scope != RuleScope::kFile && scope != RuleScope::kNode && scope != RuleScope::kListener) return false;
  if (broker_.options().delta && !judges_one_setting(pack, rule.rule)) return false;
  RuleNeeds needs = pack.needs(rule.rule);
  if (needs != RuleNeeds::kValues && broker_.options().values_only) return false;
  if (needs == RuleNeeds::kText && broker_.options().environment) return false;
  if (!pack.range(rule.rule).holds(broker_.target().version)) return false;
  if (pack.bit(rule.rule, kBitMsk) && !broker_.options().msk) return false;
  return pack.bit(rule.rule, broker_.roles().kraft ? kBitKraft : kBitZooKeeper);
}

// What AWS sets and nobody else can is not reported against anybody: on MSK a rule of brokers speaks of lines that MSK
// takes, or of the text itself.
bool BrokerSubject::speaks(const HitRecord& record) const {
  // Of an alteration: what it says.
  if (broker_.options().delta) return record.hit.node != kNoNode && record.hit.node != broker_.document().root();
  if (!broker_.options().msk || record.rule.pack->bit(record.rule.rule, kBitMsk)) return true;
  if (record.rule.pack->needs(record.rule.rule) != RuleNeeds::kValues) return true;
  NodeId node = record.hit.node;
  if (node == kNoNode || node == broker_.document().root()) return false;
  return msk_takes(broker_, broker_.document().key(node));
}

bool BrokerSubject::guard(RuleRef rule, HitSink& sink) {
  Program when = rule.pack->view.program(rule.rule, rule_field::kWhen);
  if (when.size == 0) return true;
  facts_.stand_at(kNoListener);
  trace_.clear();
  uint64_t before = trace_.steps;
  Kleene applies = evaluate(when, facts_, trace_);
  sink.spend(trace_.steps - before);
  // An unknown guard keeps a check from running.
  if (applies == Kleene::kUnknown) note_unknown(rule, kNoListener, sink);
  return applies == Kleene::kTrue;
}

void BrokerSubject::judge(RuleRef rule, HitSink& sink) {
  uint64_t before = trace_.steps;
  if (rule.pack->scope(rule.rule) == RuleScope::kListener) {
    for (size_t index = 0; index < broker_.listeners().size(); ++index) {
      judge_at(rule, static_cast<ListenerIndex>(index), sink);
    }
  } else {
    judge_at(rule, kNoListener, sink);
  }
  sink.spend(trace_.steps - before);
}

void BrokerSubject::judge_at(RuleRef rule, ListenerIndex listener, HitSink& sink) {
  const BlobView& view = rule.pack->view;
  Program when = view.program(rule.rule, rule_field::kWhen);
  facts_.stand_at(listener);
  trace_.clear();
  Kleene applies = when.size == 0 ? Kleene::kTrue : evaluate(when, facts_, trace_);
  if (applies == Kleene::kFalse) return;
  trace_.item = {};
  trace_.item_node = kNoNode;
  Kleene failed = kleene_and(applies, evaluate(view.program(rule.rule, rule_field::kFail), facts_, trace_));
  if (failed == Kleene::kUnknown) note_unknown(rule, listener, sink);
  if (failed != Kleene::kTrue) return;
  HitRecord record;
  record.rule = rule;
  record.hit.listener = listener;
  record.reads = trace_.reads;
  record.item = std::string(trace_.item);
  if (auto anchor = anchor_of_logic(broker_, facts_, rule, listener, trace_)) {
    record.hit.node = anchor->node;
    record.hit.span = anchor->span;
  }
  sink.add(std::move(record));
}

// Where nothing is left open by a template, what is unknown was refused, and another rule says so.
void BrokerSubject::note_unknown(RuleRef rule, ListenerIndex listener, HitSink& sink) const {
  if (!broker_.any_placeholder()) return;
  for (const Read& read : trace_.reads) {
    if (read.state != Value::State::kUnknown || read.origin.node == kNoNode) continue;
    sink.add_unknown(rule, place_of(read.origin.node),
                     fmt::format("`{}` has a value that this input does not tell; render it, then lint again",
                                 printable(broker_.document().key(read.origin.node))));
    return;
  }
  auto anchor = listener_anchor(broker_, listener);
  sink.add_unknown(rule, place_of(anchor ? anchor->node : kNoNode),
                   "a placeholder keeps this input from telling; render it, then lint again");
}

std::optional<Span> BrokerSubject::place_of(NodeId node) const {
  const Document& document = broker_.document();
  if (node == kNoNode || node >= document.size() || node == document.root()) return std::nullopt;
  return source().to_root(document.node(node).value_span);
}

std::optional<Span> BrokerSubject::locate(Hit& hit) const {
  if (hit.node != kNoNode && hit.node >= broker_.document().size()) hit.node = kNoNode;
  if (auto place = place_of(hit.node)) return place;
  auto listener = listener_anchor(broker_, hit.listener);
  // A text within another is not the file: what is about all of it stands where it begins.
  const bool within = broker_.options().msk && source().outer() != nullptr && !source().bytes().empty();
  if (!listener && within) return source().to_root({0, 1});
  if (!listener) return std::nullopt;
  hit.node = listener->node;
  return source().to_root(listener->span);
}

}  // namespace klamm
