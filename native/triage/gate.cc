#include "klamm/gate.h"

#include <fmt/format.h>

#include <algorithm>

#include "klamm/deployment.h"
#include "klamm/project.h"
#include "rule/broker_subject.h"
#include "rule/judge.h"
#include "rule/topic_stage.h"
#include "rule/topic_subject.h"

namespace klamm {
namespace {

using State = Selection::State;

// Of one evaluation: a request is small, and its thread is the controller's only one.
Limits request_limits() {
  Limits limits;
  limits.bytes = uint64_t{1} << 20;
  limits.nodes = 100'000;
  limits.pieces = 100'000;
  limits.steps = 500'000;
  return limits;
}

BrokerOptions node_options(KafkaVersion version) {
  BrokerOptions options;
  options.version = version;
  options.values_only = true;
  options.rendered = true;
  return options;
}

// The node's own configuration is what a topic goes without on this controller.
class NodeDefaults : public TopicDefaults {
 public:
  NodeDefaults(std::shared_ptr<const BrokerConfig> node) : node_(std::move(node)) {}

  Value value(KeyId key) const override {
    const Catalog& catalog = node_->catalog();
    Value value;
    if (KeyId broker = catalog.synonym(key); broker != kNoKey) value = node_->get(broker);
    if (value.absent()) {
      auto definition = catalog.define(key, node_->target().version);
      if (!definition || !definition->default_value) return {};
      value = {Value::State::kKnown, *definition->default_value, {}};
    }
    value.origin = {Origin::From::kDefault, kNoNode};
    return value;
  }

 private:
  std::shared_ptr<const BrokerConfig> node_;
};

}  // namespace

struct Gate::Impl {
  KafkaVersion version;
  Severity node_fail_on = Severity::kHigh;
  Severity request_fail_on = Severity::kHigh;
  std::vector<std::unique_ptr<Pack>> own;
  std::vector<const Pack*> packs;
  Selection selection;
  Selection definitions;     // TopicStage::kDefinition
  Selection configurations;  // TopicStage::kConfigurations
  std::vector<bool> enforced;
  std::vector<bool> warned;
  std::vector<Ignore> ignores;
  std::optional<Baseline> baseline;
  std::shared_ptr<const BrokerConfig> node;
  std::shared_ptr<const TopicDefaults> defaults;

  const Catalog& catalog() const { return packs[0]->catalog(); }

  template <class Act>
  void each_rule(Act act) const {
    uint32_t global = 0;
    for (const Pack* pack : packs) {
      for (uint32_t rule = 0; rule < pack->rule_count(); ++rule, ++global) act(*pack, rule, global);
    }
  }

  Result<void> take_packs(const GateSources& sources);
  Result<void> take_project(const GateSources& sources);
  Result<void> mark(const std::vector<std::string>& words, std::vector<bool>& into, const std::string& path) const;
  void take_stages();
  const Selection& selection_of(TopicStage stage) const {
    if (stage == TopicStage::kDefinition) return definitions;
    return stage == TopicStage::kConfigurations ? configurations : selection;
  }
  Result<std::vector<GateFinding>> judge_request(RuleSubject& subject, const Selection& rules, Budget& budget) const;
  Result<std::vector<GateFinding>> finish(LintResult result, Severity fail_on) const;
};

Result<void> Gate::Impl::take_packs(const GateSources& sources) {
  packs.push_back(&Pack::builtin());
  for (const std::vector<RuleSource>& files : sources.packs) {
    auto blob = compile_rules(files, packs[0]->catalog());
    if (!blob) return blob.error();
    auto pack = Pack::own(std::move(blob).value());
    if (!pack) return pack.error();
    own.push_back(std::make_unique<Pack>(std::move(pack).value()));
    packs.push_back(own.back().get());
  }
  return {};
}

Result<void> Gate::Impl::mark(const std::vector<std::string>& words, std::vector<bool>& into,
                              const std::string& path) const {
  LintOptions options;
  options.select = words;
  into.assign(selection.rules.size(), false);
  if (words.empty()) return {};
  auto named = select_rules(packs, options);
  if (!named) return Error{path + ": " + named.error().message};
  for (size_t rule = 0; rule < into.size(); ++rule) into[rule] = named.value().rules[rule] == State::kOn;
  return {};
}

Result<void> Gate::Impl::take_project(const GateSources& sources) {
  Project project;
  if (sources.project != nullptr) {
    auto parsed = parse_project(sources.project->name(), sources.project->bytes());
    if (!parsed) return parsed.error();
    project = std::move(parsed).value();
  }
  auto refuse = [&](const Error& error) {
    const bool told = project.path.empty() || error.message.starts_with(project.path);
    return told ? error : Error{project.path + ": " + error.message};
  };
  LintOptions options;
  options.profile = project.profile.value_or(options.profile);
  options.select = project.select.value_or(options.select);
  options.ignore = project.ignore.value_or(options.ignore);
  options.parameters = project.parameters;
  auto chosen = select_rules(packs, options);
  if (!chosen) return refuse(chosen.error());
  selection = std::move(chosen).value();
  if (auto marked = mark(project.enforce, enforced, project.path); !marked) return marked;
  if (auto marked = mark(project.warn, warned, project.path); !marked) return marked;
  for (ProjectIgnore& one : project.ignores) {
    if (one.files) continue;  // of files that are none here
    for (std::string& word : one.ignore.rules) {
      std::string id = id_of_rule(word, packs);
      if (id.empty()) return Error{fmt::format("{}:{}: ignore: no rule `{}`", project.path, one.ignore.line, word)};
      word = std::move(id);
    }
    one.ignore.until.reset();  // no clock is read: a node that started yesterday starts today
    ignores.push_back(std::move(one.ignore));
  }
  return {};
}

void Gate::Impl::take_stages() {
  definitions = configurations = selection;
  each_rule([&](const Pack& pack, uint32_t rule, uint32_t global) {
    const bool configuration = judges_configuration(pack.impl(), rule);
    (configuration ? definitions : configurations).rules[global] = State::kOff;
  });
}

Result<std::vector<std::string>> Gate::rule_folders(const Source& project) {
  auto parsed = parse_project(project.name(), project.bytes());
  if (!parsed) return parsed.error();
  return std::move(parsed).value().rules;
}

Gate::Gate(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Gate::~Gate() = default;

Result<std::unique_ptr<Gate>> Gate::open(GateSources sources) {
  auto impl = std::make_unique<Impl>();
  impl->version = sources.version;
  impl->node_fail_on = sources.node_fail_on;
  impl->request_fail_on = sources.request_fail_on;
  if (auto taken = impl->take_packs(sources); !taken) return taken.error();
  if (auto taken = impl->take_project(sources); !taken) return taken.error();
  impl->take_stages();
  if (sources.baseline != nullptr) {
    auto parsed = Baseline::parse(sources.baseline->name(), sources.baseline->bytes());
    if (!parsed) return parsed.error();
    impl->baseline = std::move(parsed).value();
  }
  impl->node = std::make_shared<const BrokerConfig>(
      BrokerConfig::build(document_of_settings(sources.node), impl->catalog(), node_options(impl->version)));
  impl->defaults = std::make_shared<NodeDefaults>(impl->node);
  return std::unique_ptr<Gate>(new Gate(std::move(impl)));
}

Result<std::vector<GateFinding>> Gate::Impl::judge_request(RuleSubject& subject, const Selection& rules,
                                                           Budget& budget) const {
  auto judged = judge(subject, packs, rules, budget);
  if (!judged) return judged.error();
  return finish(std::move(judged).value(), request_fail_on);
}

// Worst first; a rule that broke is no answer.
Result<std::vector<GateFinding>> Gate::Impl::finish(LintResult result, Severity fail_on) const {
  for (const Finding& finding : result.findings) {
    if (finding.verdict == Verdict::kError) return Error{finding.rule + ": " + finding.message};
  }
  std::vector<const Ignore*> decided;
  for (const Ignore& one : ignores) decided.push_back(&one);
  std::vector<bool> used;
  if (!decided.empty()) apply_ignores(result, {}, decided, {{}, false, false}, used);
  std::stable_sort(result.findings.begin(), result.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
  std::vector<GateFinding> out;
  for (Finding& finding : result.findings) {
    GateFinding one;
    one.refuses = finding.severity >= fail_on;
    size_t global = 0;
    for (const Pack* pack : packs) {
      const size_t rule = pack->find_rule(finding.rule);
      if (rule != SIZE_MAX) {
        one.refuses = (one.refuses && !warned[global + rule]) || enforced[global + rule];
        break;
      }
      global += pack->rule_count();
    }
    one.rule = std::move(finding.rule);
    one.severity = finding.severity;
    one.key = std::move(finding.key);
    one.message = std::move(finding.message);
    one.why = std::move(finding.why);
    one.mend = std::move(finding.mend);
    out.push_back(std::move(one));
  }
  return out;
}

Result<std::vector<GateFinding>> Gate::judge_node() const {
  Budget budget;
  BrokerSubject subject(*impl_->node, InputKind::kServerProperties);
  auto judged = judge(subject, impl_->packs, impl_->selection, budget);
  if (!judged) return judged.error();
  LintResult& result = judged.value();
  // The file that the baseline was written of is this configuration, wherever it stands.
  for (const std::string& path : impl_->baseline ? impl_->baseline->paths() : std::vector<std::string>()) {
    for (Finding& finding : result.findings) finding.place.path = path;
    impl_->baseline->take_known(result, path);
  }
  return impl_->finish(std::move(result), impl_->node_fail_on);
}

Result<std::vector<GateFinding>> Gate::judge_topic(TopicConfig topic, TopicStage stage) const {
  Budget budget(request_limits());
  uint64_t bytes = topic.name.value.size();
  for (const TopicSetting& setting : topic.settings) bytes += setting.key.size() + setting.value.value.size();
  if (!budget.fits_bytes(bytes) || !budget.take_nodes(static_cast<uint32_t>(topic.settings.size()))) {
    return budget.error();
  }
  static const auto kNowhere = std::make_shared<const Source>("request", std::string());
  topic.place.source = kNowhere;
  std::vector<TopicConfig> topics;
  topics.push_back(std::move(topic));
  TopicSet set = topic_set(std::move(topics), InputKind::kTopicList, impl_->catalog(), impl_->version);
  set.defaults = impl_->defaults;
  TopicSubject subject(std::make_shared<const TopicSet>(std::move(set)), 0);
  const Selection& selection = impl_->selection_of(stage);
  return impl_->judge_request(subject, selection, budget);
}

Result<std::vector<GateFinding>> Gate::judge_broker(
    const std::vector<std::pair<std::string, std::optional<std::string>>>& delta) const {
  Budget budget(request_limits());
  SettingPairs settings;
  uint64_t bytes = 0;
  for (const auto& [key, value] : delta) {
    if (!value) continue;
    bytes += key.size() + value->size();
    settings.emplace_back(key, *value);
  }
  if (!budget.fits_bytes(bytes) || !budget.take_nodes(static_cast<uint32_t>(settings.size()))) return budget.error();
  BrokerOptions options = node_options(impl_->version);
  options.delta = true;
  BrokerSubject subject(BrokerConfig::build(document_of_settings(settings), impl_->catalog(), options),
                        InputKind::kServerProperties);
  return impl_->judge_request(subject, impl_->selection, budget);
}

std::vector<std::string> Gate::topic_rules(TopicStage stage) const {
  const Selection& selection = impl_->selection_of(stage);
  std::vector<std::string> out;
  impl_->each_rule([&](const Pack& pack, uint32_t rule, uint32_t global) {
    const bool on = selection.rules[global] == State::kOn && pack.impl().about(rule) == RuleAbout::kTopic &&
                    pack.impl().range(rule).holds(impl_->version);
    if (on) out.emplace_back(pack.rule_id(rule));
  });
  return out;
}

std::vector<std::string> Gate::broker_rules() const {
  BrokerOptions options = node_options(impl_->version);
  options.delta = true;
  BrokerSubject subject(BrokerConfig::build(document_of_settings({}), impl_->catalog(), options),
                        InputKind::kServerProperties);
  std::vector<std::string> out;
  impl_->each_rule([&](const Pack& pack, uint32_t rule, uint32_t global) {
    const bool on = impl_->selection.rules[global] == State::kOn && pack.impl().about(rule) == RuleAbout::kBroker &&
                    subject.applies({&pack.impl(), rule, global});
    if (on) out.emplace_back(pack.rule_id(rule));
  });
  return out;
}

}  // namespace klamm
