// Topics through the whole linter: what is theirs, what holds where nothing is said, and what a project agreed.
#include <algorithm>

#include "klamm/document.h"
#include "unit/rule/fixture.h"

namespace klamm {
namespace {

InputKind kind_of(std::string name, std::string text) {
  return detect(Source(std::move(name), std::move(text)), catalog());
}

LintResult lint_topics(const std::string& text, LintOptions options = {}, const char* name = "topics.sh") {
  options.yaml = &read_yaml;
  auto selection = select_rules({&Pack::builtin()}, options);
  INFO((selection ? std::string() : selection.error().message));
  REQUIRE(selection.ok());
  auto result = lint(std::make_shared<Source>(name, text), {&Pack::builtin()}, selection.value(), options);
  INFO((result ? std::string() : result.error().message));
  REQUIRE(result.ok());
  return std::move(result).value();
}

LintOptions with(std::vector<RuleParameter> parameters) {
  LintOptions options;
  options.profile = "strict";
  options.parameters = std::move(parameters);
  return options;
}

bool found(const LintResult& result, std::string_view rule) {
  return std::any_of(result.findings.begin(), result.findings.end(),
                     [&](const Finding& finding) { return finding.rule == rule; });
}

TEST_CASE("definitions of topics are told by their content, and scripts by what they are called too") {
  const std::string command = "kafka-topics --create --topic a\n";
  CHECK(kind_of("a.sh", command) == InputKind::kTopicScript);
  CHECK(kind_of("a", "#!/usr/bin/env bash\n" + command) == InputKind::kTopicScript);
  CHECK(kind_of("README.md", command) == InputKind::kNone);
  CHECK(kind_of("a.sh", "kafka-topics --list\n") == InputKind::kNone);
  CHECK(kind_of("a", R"({"topics": [{"name": "a", "replicationFactor": 3}]})") == InputKind::kTopicList);
  CHECK(kind_of("a", R"([{"name": "a", "replication_factor": 3}])") == InputKind::kTopicList);
  CHECK(kind_of("a", R"({"topics": [{"topic": "a"}], "version": 1})") == InputKind::kNone);
  CHECK(kind_of("a.yaml", "apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\n") == InputKind::kKafkaTopic);
}

TEST_CASE("only rules about topics speak of a topic, each finding under its name") {
  LintResult result = lint_topics("kafka-topics --create --topic a --replication-factor 1 --config retention.ms=x\n");
  CHECK(places(result) == Strings{"TP013 1:54", "TP092 1:78"});
  CHECK(result.findings[0].logical == "a/replication factor");
  CHECK(result.findings[0].key == "replication factor");
  CHECK(result.findings[1].logical == "a/retention.ms");
  CHECK(result.assumptions == Strings{"Kafka 4.4"});
}

TEST_CASE("the same topic is found at the places of every format") {
  CHECK(places(lint_topics("{\"topics\": [{\"name\": \"a\",\n \"replicationFactor\": 1}]}", {}, "t.json")) ==
        Strings{"TP013 2:23"});
  CHECK(places(lint_topics(
            "apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata:\n  name: a\nspec:\n  replicas: 1\n", {},
            "t.yaml")) == Strings{"TP013 6:13"});
}

TEST_CASE("what a definition leaves to the cluster is nobody's finding and no question") {
  LintOptions strict;
  strict.profile = "strict";
  LintResult result = lint_topics("kafka-topics --create --topic a\n", strict);
  CHECK(places(result).empty());
  CHECK(result.unknown.empty());
}

TEST_CASE("what the shell fills in is a question where a rule asks for it") {
  LintResult result = lint_topics("kafka-topics --create --topic a --replication-factor $RF\n");
  CHECK(places(result).empty());
  REQUIRE_FALSE(result.unknown.empty());
  CHECK(result.unknown[0].message.find("the replication factor") == 0);
}

TEST_CASE("a text that its own reader refuses is not judged") {
  LintResult result = lint_topics(R"({"topics": [{"name": "a", "replicationFactor": 1},]})", {}, "t.json");
  CHECK(result.kind == InputKind::kTopicList);
  CHECK(places(result).empty());
  REQUIRE(result.unknown.size() == 1);
  CHECK(result.unknown[0].message.find("this is no JSON") == 0);
}

TEST_CASE("versions decide what a topic may have") {
  LintOptions old;
  old.kafka_version = parse_version("3.9");
  const std::string text = "kafka-topics --create --topic a --config segment.bytes=1024\n";
  CHECK(found(lint_topics(text), "TP092"));
  CHECK_FALSE(found(lint_topics(text, old), "TP092"));
  CHECK(found(lint_topics(text, old), "TP043"));
}

TEST_CASE("parameters of a rule are a project's, the longest prefix first") {
  const std::string text =
      "kafka-topics --create --topic orders.big.x --partitions 50\n"
      "kafka-topics --create --topic orders.y --partitions 50\n"
      "kafka-topics --create --topic other --partitions 50\n";
  CHECK(places(lint_topics(text, with({}))).empty());
  CHECK(places(lint_topics(text, with({{"TP011", "orders.", "most", int64_t{10}, ""},
                                       {"topic-partitions-not-agreed", "orders.big.", "most", int64_t{50}, ""}}))) ==
        Strings{"TP011 2:53"});
  CHECK(places(lint_topics(text, with({{"TP011", "", "least", int64_t{51}, ""}}))) ==
        Strings{"TP011 1:57", "TP011 2:53", "TP011 3:50"});
}

TEST_CASE("of two parameters alike the later counts") {
  const std::string text = "kafka-topics --create --topic a --partitions 50\n";
  CHECK(
      places(lint_topics(text, with({{"TP011", "", "most", int64_t{10}, ""}, {"TP011", "", "most", int64_t{90}, ""}})))
          .empty());
}

TEST_CASE("names and words are agreed by lists") {
  const std::string text = "kafka-topics --create --topic orders --config cleanup.policy=compact\n";
  std::vector<std::string> names = {"payments-*", "billing-*"};
  CHECK(found(lint_topics(text, with({{"TP006", "", "like", names, ""}})), "TP006"));
  CHECK(found(lint_topics(text, with({{"TP037", "", "allowed", std::vector<std::string>{"delete"}, ""}})), "TP037"));
  CHECK_FALSE(found(lint_topics(text, with({{"TP006", "", "like", std::vector<std::string>{"ord*"}, ""}})), "TP006"));
}

TEST_CASE("a parameter that no rule has is refused with its place") {
  auto error = [](RuleParameter parameter) {
    LintOptions options;
    options.parameters = {std::move(parameter)};
    auto selection = select_rules({&Pack::builtin()}, options);
    return selection ? std::string("taken") : selection.error().message;
  };
  CHECK(error({"TP011", "", "most", int64_t{1}, "k:1:2"}) == "taken");
  CHECK(error({"TP999", "", "most", int64_t{1}, "k:1:2"}).find("k:1:2: no rule `TP999`") == 0);
  CHECK(error({"TP011", "", "mots", int64_t{1}, "k:1:2"}) ==
        "k:1:2: TP011 has no parameter `mots`; there are of, least, most, endless");
  CHECK(error({"TP011", "", "most", true, "k:1:2"}) == "k:1:2: `most` of TP011 is a whole number");
  CHECK(error({"TP010", "", "most", int64_t{1}, ""}) == "TP010 has no parameters");
  CHECK(error({"KQ020", "a", "keys", std::vector<std::string>{"x"}, ""}) == "KQ020 is not about topics");
}

TEST_CASE("a rule about topics reads topics' keys and facts, and no others") {
  auto compiles = [](std::string_view logic) {
    auto blob = compile_rules({{"r.toml", rule_text("ZZ001", logic)}}, catalog());
    return blob ? std::string("yes") : blob.error().message;
  };
  CHECK(compiles("about = \"topic\"\nfail = '@topic.partitions > 3 && retention.ms > 7d'") == "yes");
  CHECK(compiles("about = \"topic\"\nfail = 'listeners == \"x\"'").find("nobody reads a key `listeners`") !=
        std::string::npos);
  CHECK(compiles("about = \"topic\"\nfail = '@kraft'").find("only in rules about brokers") != std::string::npos);
  CHECK(compiles("fail = '@topic.partitions > 3'").find("only in rules about topics") != std::string::npos);
  CHECK(compiles("scope = \"topic\"\nfail = '@kraft'").find("scope `topic`") != std::string::npos);
  CHECK(compiles("about = \"topic\"\nat = \"@roles\"\nfail = '@topic.assigned'").find("`@partitions`") !=
        std::string::npos);
  CHECK(compiles("about = \"topic\"\nmode = \"kraft\"\nfail = '@topic.assigned'").find("no `mode`") !=
        std::string::npos);
}

TEST_CASE("ten thousand topics of one name are judged in time") {
  std::string text;
  for (int count = 0; count < 10'000; ++count) text += "kafka-topics --create --topic a\n";
  LintOptions options;
  options.select = {"TP002", "TP003"};
  CHECK(lint_topics(text, options).findings.size() == 9'999);
}

}  // namespace
}  // namespace klamm
