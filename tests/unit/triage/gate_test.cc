// The rules without files say what the linter says.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "klamm/gate.h"
#include "klamm/triage.h"

namespace klamm {
namespace {

using Ids = std::set<std::string>;

std::shared_ptr<const Source> source(std::string name, std::string text) {
  return std::make_shared<const Source>(std::move(name), std::move(text));
}

std::unique_ptr<Gate> open(GateSources sources) {
  auto gate = Gate::open(std::move(sources));
  INFO((gate ? std::string() : gate.error().message));
  REQUIRE(gate.ok());
  return std::move(gate).value();
}

std::string refusal(GateSources sources) {
  auto gate = Gate::open(std::move(sources));
  return gate ? std::string("opened") : gate.error().message;
}

Ids ids(const Result<std::vector<GateFinding>>& findings) {
  INFO((findings ? std::string() : findings.error().message));
  REQUIRE(findings.ok());
  Ids out;
  for (const GateFinding& finding : findings.value()) out.insert(finding.rule);
  return out;
}

TopicConfig topic(std::string name, int64_t partitions, int64_t replicas,
                  const std::vector<std::pair<std::string, std::string>>& settings, bool delta = false) {
  TopicConfig out;
  out.name.value = std::move(name);
  out.name.state = Value::State::kKnown;
  if (!delta) {
    out.partitions = {Value::State::kKnown, partitions, {}};
    out.replication_factor = {Value::State::kKnown, replicas, {}};
  }
  out.delta = delta;
  for (const auto& [key, value] : settings) {
    TopicSetting setting;
    setting.key = key;
    setting.value.value = value;
    setting.value.state = value == "-" ? Value::State::kAbsent : Value::State::kKnown;
    out.settings.push_back(std::move(setting));
  }
  return out;
}

bool needs_a_file(const std::string& id) {
  return Pack::builtin().rule(Pack::builtin().find_rule(id)).needs != RuleNeeds::kValues;
}

// Whether a rule is silent in a file because one that needs a file speaks there.
bool yields_to_text(const std::string& id, const Ids& found) {
  const auto yields = Pack::builtin().rule(Pack::builtin().find_rule(id)).yields_to;
  return std::any_of(yields.begin(), yields.end(), [&](std::string_view other) {
    return found.count(std::string(other)) == 1 && needs_a_file(std::string(other));
  });
}

// What the linter finds.
Ids linted(const std::string& text, KafkaVersion version, InputKind kind) {
  const std::vector<const Pack*> packs = {&Pack::builtin()};
  LintOptions options;
  options.kafka_version = version;
  options.as = kind;
  options.rendered = true;
  auto selection = select_rules(packs, options);
  auto result = lint(source("x", text), packs, selection.value(), options);
  REQUIRE(result.ok());
  Ids out;
  for (const Finding& finding : result.value().findings) out.insert(finding.rule);
  return out;
}

// The settings as Kafka would have them: of a key its last line.
SettingPairs settings_of(const std::string& text) {
  Budget budget;
  auto document = read_properties(source("x", text), budget);
  REQUIRE(document.ok());
  SettingPairs out;
  const Document& lines = document.value();
  for (NodeId id = lines.node(lines.root()).first_child; id != kNoNode; id = lines.node(id).next) {
    std::erase_if(out, [&](const auto& one) { return one.first == lines.key(id); });
    out.emplace_back(std::string(lines.key(id)), std::string(lines.value(id)));
  }
  return out;
}

std::string shown(const Ids& found) {
  std::string out;
  for (const std::string& id : found) out += id + " ";
  return out;
}

TEST_CASE("a node is found to have what its file is found to have, for every example of every rule") {
  const Pack& pack = Pack::builtin();
  size_t judged = 0;
  for (size_t index = 0; index < pack.rule_count(); ++index) {
    const RuleInfo rule = pack.rule(index);
    if (rule.about != RuleAbout::kBroker) continue;
    for (const RuleExample& example : rule.examples) {
      if (example.msk != MskKind::kUnknown || rule.msk) continue;
      std::string text(example.base);
      if (!text.empty() && text.back() != '\n') text += '\n';
      text += example.text;
      GateSources sources;
      sources.version = parse_version(example.kafka.substr(0, example.kafka.find(' '))).value_or(kNewestKafka);
      sources.node = settings_of(text);
      CAPTURE(rule.id, text);
      const Ids of_file = linted(text, sources.version, InputKind::kServerProperties);
      Ids of_node = ids(open(std::move(sources))->judge_node());
      std::erase_if(of_node, [&](const std::string& id) { return yields_to_text(id, of_file); });
      Ids values = of_file;
      std::erase_if(values, needs_a_file);
      CHECK(shown(of_node) == shown(values));
      ++judged;
    }
  }
  CHECK(judged > 800);
}

TEST_CASE("a topic is found to have what its definition is found to have, for every example of every rule") {
  const Pack& pack = Pack::builtin();
  size_t judged = 0;
  for (size_t index = 0; index < pack.rule_count(); ++index) {
    const RuleInfo rule = pack.rule(index);
    if (rule.about != RuleAbout::kTopic) continue;
    for (const RuleExample& example : rule.examples) {
      Budget budget;
      auto topics = topics_of_script(source("x.sh", std::string(example.text)), budget);
      REQUIRE(topics.ok());
      GateSources sources;
      sources.version = parse_version(example.kafka).value_or(kNewestKafka);
      const Ids of_text = linted(std::string(example.text), sources.version, InputKind::kTopicScript);
      auto gate = open(std::move(sources));
      Ids of_requests;
      for (TopicConfig& one : topics.value()) {
        for (const std::string& id : ids(gate->judge_topic(one, TopicStage::kEverything))) of_requests.insert(id);
        // In two halves it is the same.
        Ids halves = ids(gate->judge_topic(one, TopicStage::kDefinition));
        for (const std::string& id : ids(gate->judge_topic(one, TopicStage::kConfigurations))) halves.insert(id);
        CHECK(shown(halves) == shown(ids(gate->judge_topic(one, TopicStage::kEverything))));
      }
      CAPTURE(rule.id, example.text);
      // A request is judged by itself, and what it leaves out is known there: only more can be found.
      for (const std::string& id : of_text) {
        if (id != "TP002" && id != "TP003") CHECK(of_requests.count(id) == 1);
      }
      ++judged;
    }
  }
  CHECK(judged > 200);
}

TEST_CASE("of an alteration only what it says is judged") {
  auto gate = open({});
  auto alter = [&](std::vector<std::pair<std::string, std::string>> settings) {
    return shown(ids(gate->judge_topic(topic("orders", 0, 0, settings, true), TopicStage::kConfigurations)));
  };
  CHECK(alter({{"retention.ms", "168"}}) == "TP032 ");
  CHECK(alter({{"min.insync.replicas", "9"}}).empty());
  CHECK(alter({{"local.retention.ms", "5"}}).empty());
  CHECK(alter({{"max.message.bytes", "2000"}, {"segment.bytes", "-"}}).empty());
}

TEST_CASE("what is taken away falls back to the controller's own configuration") {
  GateSources sources;
  sources.node = {{"log.segment.bytes", "2000000"}, {"log.retention.hours", "1"}, {"log.roll.hours", "2"}};
  auto gate = open(std::move(sources));
  auto alter = [&](std::vector<std::pair<std::string, std::string>> settings) {
    return shown(ids(gate->judge_topic(topic("orders", 0, 0, settings, true), TopicStage::kConfigurations)));
  };
  CHECK(alter({{"max.message.bytes", "3000000"}}).empty());
  CHECK(alter({{"max.message.bytes", "3000000"}, {"segment.bytes", "-"}}) == "TP042 ");
  // A creation has them from the start.
  CHECK(shown(ids(gate->judge_topic(topic("orders", 3, 3, {{"max.message.bytes", "3000000"}}),
                                    TopicStage::kEverything))) == "TP042 ");
}

TEST_CASE("an alteration of a broker is judged by what it says, and nothing is found of what it does not") {
  auto gate = open({});
  CHECK(ids(gate->judge_broker({})).empty());
  CHECK(shown(ids(gate->judge_broker({{"unclean.leader.election.enable", "true"}}))) == "KD001 ");
  CHECK(ids(gate->judge_broker({{"unclean.leader.election.enable", std::nullopt}})).empty());
  CHECK(ids(gate->judge_broker({{"max.connections.per.ip", "0"}})).empty());
  CHECK(shown(ids(gate->judge_broker({{"max.connections.per.ip", "0"}, {"max.connections.per.ip.overrides", ""}}))) ==
        "KQ002 ");
}

TEST_CASE("severity decides what refuses, and a project's own words before it") {
  auto refuses = [](std::string_view project, Severity fail_on) {
    GateSources sources;
    if (!project.empty()) sources.project = source("/p/klamm.toml", std::string(project));
    sources.request_fail_on = fail_on;
    auto found = open(std::move(sources))->judge_topic(topic("o", 1, 1, {}), TopicStage::kEverything);
    REQUIRE(found.ok());
    REQUIRE(found.value().size() == 1);
    CHECK(found.value()[0].rule == "TP013");
    return found.value()[0].refuses;
  };
  CHECK_FALSE(refuses("", Severity::kHigh));
  CHECK(refuses("", Severity::kMedium));
  CHECK(refuses("enforce = [\"TP013\"]", Severity::kHigh));
  CHECK_FALSE(refuses("warn = [\"topic-one-replica\"]", Severity::kLow));
  CHECK(refuses("enforce = [\"TP\"]", Severity::kCritical));
}

TEST_CASE("a project's packs, parameters and ignores hold") {
  GateSources sources;
  sources.project =
      source("/p/klamm.toml",
             "profile = \"strict\"\n[[parameters]]\nrule = \"TP011\"\n"
             "topics = \"big.\"\nmost = 9\n[[ignore]]\nrules = [\"TP012\", \"TP013\"]\nuntil = 2000-01-01\n");
  sources.packs = {{{"mine.toml", R"(id = "OWN001"
name = "own"
title = "Own"
severity = "high"
about = "topic"
fail = '@topic.name like "secret*"'
message = "`{topic}` is secret"
why = "So."
mend = "Rename."
)"}}};
  auto gate = open(std::move(sources));
  auto found = [&](TopicConfig one) { return shown(ids(gate->judge_topic(std::move(one), TopicStage::kEverything))); };
  CHECK(found(topic("big.x", 10, 3, {})) == "TP011 ");
  CHECK(found(topic("small", 10, 1, {})).empty());
  CHECK(found(topic("secret", 1, 0, {})) == "OWN001 ");
}

TEST_CASE("a baseline of the node's file takes away what the file has") {
  GateSources sources;
  sources.node = settings_of(
      "process.roles=broker\nnode.id=1\ncontroller.quorum.voters=2@c:9093\nauto.create.topics.enable=true\n");
  const auto found = open(sources)->judge_node();
  REQUIRE(found.ok());
  REQUIRE(ids(found).count("KQ013") == 1);
  Baseline baseline;
  Finding known;
  known.rule = "KQ013";
  known.place.path = "config/server.properties";
  known.key = known.logical = "auto.create.topics.enable";
  baseline.add(known);
  sources.baseline = source("baseline.toml", baseline.text());
  CHECK(ids(open(sources)->judge_node()).count("KQ013") == 0);
}

TEST_CASE("what cannot be understood is refused with file, line and reason") {
  auto project = [](std::string text) {
    GateSources sources;
    sources.project = source("/p/klamm.toml", std::move(text));
    return refusal(std::move(sources));
  };
  CHECK(project("profile = 7").find("/p/klamm.toml:1:11: ") == 0);
  CHECK(project("selekt = []") == "/p/klamm.toml:1:1: no key `selekt`; did you mean `select`?");
  CHECK(project("enforce = [\"TP999\"]").find("/p/klamm.toml: no rule `TP999`") == 0);
  CHECK(project("[[parameters]]\nrule = \"TP011\"\nmosst = 3").find("/p/klamm.toml:3:1: TP011 has no parameter") == 0);
  GateSources sources;
  sources.packs = {{{"/p/rules/a.toml", "id = \"OWN001\"\n"}}};
  CHECK(refusal(std::move(sources)).find("/p/rules/a.toml:1:") == 0);
  GateSources with_baseline;
  with_baseline.baseline = source("/p/baseline.toml", "version = 2");
  CHECK(refusal(std::move(with_baseline)).find("/p/baseline.toml:1:1: ") == 0);
}

TEST_CASE("huge requests are refused, not judged") {
  auto gate = open({});
  TopicConfig huge = topic("o", 1, 1, {});
  huge.settings.push_back({"x", {Value::State::kKnown, std::string(2 << 20, 'x'), {}}, {}});
  CHECK_FALSE(gate->judge_topic(std::move(huge), TopicStage::kEverything).ok());
  TopicConfig many = topic("o", 1, 1, {});
  many.settings.resize(200'000);
  CHECK_FALSE(gate->judge_topic(std::move(many), TopicStage::kEverything).ok());
}

TEST_CASE("rules are of one half or the other") {
  auto gate = open({});
  std::vector<std::string> all = gate->topic_rules(TopicStage::kEverything);
  std::vector<std::string> halves = gate->topic_rules(TopicStage::kDefinition);
  for (const std::string& id : gate->topic_rules(TopicStage::kConfigurations)) halves.push_back(id);
  std::sort(halves.begin(), halves.end());
  CHECK(halves == all);
  CHECK(gate->broker_rules().size() > 20);
}

}  // namespace
}  // namespace klamm
