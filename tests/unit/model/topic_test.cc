#include <catch2/catch.hpp>

#include "klamm/topic.h"
#include "model/shell_words.h"

using namespace klamm;

namespace {

using Topics = std::vector<TopicConfig>;

std::shared_ptr<const Source> source_of(std::string_view text) {
  return std::make_shared<Source>("topics", std::string(text));
}

Topics script(std::string_view text) {
  Budget budget;
  auto topics = topics_of_script(source_of(text), budget);
  REQUIRE(topics.ok());
  return std::move(topics).value();
}

template <class Read, class Topics>
std::vector<TopicConfig> tree(std::string_view text, Read read, Topics topics_of) {
  Budget budget;
  auto document = read(source_of(text), budget);
  REQUIRE(document.ok());
  auto topics = topics_of(document.value(), budget);
  REQUIRE(topics.ok());
  return std::move(topics).value();
}

Topics list(std::string_view text) { return tree(text, read_json, topics_of_list); }
Topics strimzi(std::string_view text) { return tree(text, read_yaml, topics_of_strimzi); }

std::string_view written(const TopicPlace& place) {
  return place.source == nullptr ? std::string_view("nowhere")
                                 : place.source->root().bytes().substr(place.source->to_root(place.span).begin,
                                                                       place.source->to_root(place.span).size());
}

// `name partitions replicas key=value …`; `?` for what is not told, `-` for what is not said.
std::string shown(const TopicConfig& topic) {
  auto state = [](const auto& fact, std::string known) {
    return fact.state == Value::State::kKnown ? known : fact.state == Value::State::kAbsent ? "-" : "?";
  };
  std::string out = state(topic.name, topic.name.value) + " " +
                    state(topic.partitions, std::to_string(topic.partitions.value)) + " " +
                    state(topic.replication_factor, std::to_string(topic.replication_factor.value));
  for (const TopicSetting& setting : topic.settings) {
    out += " " + setting.key + "=" + state(setting.value, setting.value.value);
  }
  return out + (topic.settings_unknown ? " …" : "");
}

std::string shown(const Topics& topics) {
  std::string out;
  for (const TopicConfig& topic : topics) out += (out.empty() ? "" : "; ") + shown(topic);
  return out;
}

}  // namespace

TEST_CASE("topics are read from every command that makes one") {
  CHECK(shown(script("kafka-topics --create --topic a --partitions 3 --replication-factor 2")) == "a 3 2");
  CHECK(shown(script("/opt/kafka/bin/kafka-topics.sh --topic=a --create")) == "a - -");
  CHECK(shown(script("docker exec k kafka-topics --create --topic a && kafka-topics --create --topic b")) ==
        "a - -; b - -");
  CHECK(shown(script("if ! kafka-topics --create --topic a; then echo no; fi")) == "a - -");
  CHECK(shown(script("(kafka-topics --create --topic a)")) == "a - -");
}

TEST_CASE("commands that make no topic define none") {
  CHECK(script("kafka-topics --list\nkafka-topics --alter --topic a --partitions 4").empty());
  CHECK(script("kafka-topics --create --partitions 4").empty());
  CHECK(script("# kafka-topics --create --topic a").empty());
  CHECK(script("echo 'kafka-topics --create --topic a'").empty());
  CHECK(script("cat <<EOF\nkafka-topics --create --topic a\nEOF\n").empty());
  CHECK(script("cat <<-'EOF'\n\tkafka-topics --create --topic a\n\tEOF\n").empty());
  CHECK(shown(script("cat <<EOF\nx\nEOF\nkafka-topics --create --topic a")) == "a - -");
}

TEST_CASE("configurations have the places of their values, through quotes and continuations") {
  Topics topics = script(
      "kafka-topics --create --topic \"a\" \\\n  --config 'retention.ms=1000' --config cleanup.policy=\"compact\" "
      "--config \\\n segment.ms = 5");
  REQUIRE(topics.size() == 1);
  REQUIRE(topics[0].settings.size() == 2);
  CHECK(written(topics[0].name.place) == "a");
  CHECK(written(topics[0].settings[0].key_place) == "retention.ms");
  CHECK(written(topics[0].settings[0].value.place) == "1000");
  CHECK(written(topics[0].settings[1].value.place) == "compact");
  CHECK(topics[0].settings_unknown);  // `segment.ms` alone is no configuration
}

TEST_CASE("what the shell fills in is unknown, and only that") {
  CHECK(shown(script("kafka-topics --create --topic $t --partitions ${P:-3} --config retention.ms=$(( 1 * 2 ))")) ==
        "? ? - retention.ms=?");
  CHECK(shown(script("kafka-topics --create --topic a-`date` --partitions 3")) == "? 3 -");
  CHECK(shown(script("kafka-topics --create --topic '$t'")) == "$t - -");
  CHECK(shown(script("kafka-topics --create --topic \"\\$t\"")) == "$t - -");
  CHECK(shown(script("kafka-topics --create --topic a $MORE")) == "a ? ? …");
  CHECK(shown(script("kafka-topics --create --topic a --config $KEY=1")) == "a - - …");
  CHECK(shown(script("kafka-topics $SERVER --create --topic a --partitions 2")) == "a 2 ? …");
}

TEST_CASE("an assignment says how many partitions and replicas there are") {
  Topics topics = script("kafka-topics --create --topic a --replica-assignment 1:2,2:3,3:1");
  CHECK(shown(topics) == "a 3 2");
  REQUIRE(topics[0].assignment);
  CHECK((*topics[0].assignment)[1] == std::vector<int32_t>{2, 3});
  CHECK(shown(script("kafka-topics --create --topic a --replica-assignment 1:,2")) == "a ? ?");
  CHECK(shown(script("kafka-topics --create --topic a --replica-assignment $A")) == "a ? ?");
}

TEST_CASE("scripts that end in the middle of anything are read to their end") {
  for (std::string_view text : {"kafka-topics --create --topic 'a", "kafka-topics --create --topic \"a", "x $", "x ${a",
                                "x `a", "x \\", "x <<", "x <<E", "x <<E\n", "$(", "a $(b (c)", "\"$"}) {
    CAPTURE(text);
    CHECK_NOTHROW(script(text));
  }
}

TEST_CASE("long words and long commands are bounded") {
  std::string word(200'000, 'w');
  CHECK(shown(script("kafka-topics --create --topic " + word + " --partitions 3")) == "? 3 -");
  std::string many = "kafka-topics --create --topic a";
  for (int count = 0; count < 5000; ++count) many += " x";
  CHECK(shown(script(many + " --partitions 3")) == "a - -");
}

TEST_CASE("a list of topics has the names that tools use") {
  CHECK(shown(list(R"({"topics": [{"name": "a", "partitions": 3, "replicationFactor": "2",
                       "configs": {"retention.ms": 1000, "cleanup.policy": ["compact", "delete"], "preallocate": true}},
                      {"topic": "b", "num_partitions": 1, "replication_factor": null, "config": {"x": "${y}"}}]})")) ==
        "a 3 2 retention.ms=1000 cleanup.policy=compact,delete preallocate=true; b 1 - x=?");
  CHECK(shown(list(R"([{"name": "a", "partitions": "many"}])")) == "a ? -");
  CHECK(list(R"({"topics": {"name": "a"}})").empty());
  CHECK(list(R"({"topics": [1, {"partitions": 3}]})").empty());
  CHECK(list("7").empty());
}

TEST_CASE("lists say assignments by partition") {
  Topics topics = list(R"([{"name": "a", "assignments": [[1, 2], [2, 3]]}, {"name": "b", "assignments": {"0": [1]}},
                           {"name": "c", "assignments": [["x"]]}])");
  REQUIRE(topics.size() == 3);
  CHECK((*topics[0].assignment)[1] == std::vector<int32_t>{2, 3});
  CHECK(shown(topics) == "a 2 2; b 1 1; c - -");
  CHECK(topics[1].assignment->size() == 1);
  CHECK_FALSE(topics[2].assignment);
}

TEST_CASE("Strimzi's topics are told by kind and version, and named by topicName or their own name") {
  CHECK(shown(strimzi(R"(
apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaTopic
metadata: {name: a, labels: {strimzi.io/cluster: one}}
spec: {partitions: 3, replicas: 2, config: {retention.ms: 1000}}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: {name: b-name}
spec: {topicName: B}
---
apiVersion: kafka.strimzi.io/v1
kind: KafkaUser
metadata: {name: c}
---
apiVersion: example.org/v1
kind: KafkaTopic
metadata: {name: d}
)")) == "a 3 2 retention.ms=1000; B - -");
}

TEST_CASE("names are judged as Kafka judges them") {
  CHECK(topic_name_fault("orders.v1-eu_west").empty());
  CHECK(topic_name_fault(std::string(249, 'a')).empty());
  CHECK_FALSE(topic_name_fault(std::string(250, 'a')).empty());
  for (std::string_view name : {"", ".", "..", "a b", "a/b", "caf\xc3\xa9", "a\n"})
    CHECK_FALSE(topic_name_fault(name).empty());
  CHECK(is_internal_topic("__consumer_offsets"));
  CHECK_FALSE(is_internal_topic("__consumer_offset"));
}
