// A topic as somebody defines or alters it: in a script, a resource of Kubernetes or Terraform, a list, or a request to
// a controller. Rules see this and nothing of the text.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/broker.h"
#include "klamm/budget.h"
#include "klamm/document.h"
#include "klamm/source.h"
#include "klamm/template.h"

namespace klamm {

// Where a fact is written; without a source it is written nowhere.
struct TopicPlace {
  std::shared_ptr<const Source> source;
  Span span;
};

template <class Held>
struct TopicFact {
  Value::State state = Value::State::kAbsent;  // kAbsent: nobody says so, and the cluster's default holds
  Held value{};                                // kKnown; of a text that is kUnknown: as written
  TopicPlace place;

  bool known() const { return state == Value::State::kKnown; }
};

// A configuration of the topic. kAbsent: it is taken away, and what the cluster has holds again.
struct TopicSetting {
  std::string key;
  TopicFact<std::string> value;
  TopicPlace key_place;
};

struct TopicConfig {
  TopicPlace place;   // the whole definition
  std::string group;  // what tells clusters apart in one text: only topics of one group are each other's neighbours
  TopicFact<std::string> name;
  TopicFact<int64_t> partitions;                                // kKnown and -1: the cluster's default
  TopicFact<int64_t> replication_factor;                        // likewise
  std::optional<std::vector<std::vector<int32_t>>> assignment;  // brokers of each partition, chosen by hand
  std::vector<TopicSetting> settings;                           // as written; the last of a key counts
  bool settings_unknown = false;                                // there may be more
  // An alteration: of what it does not say nothing is known, and there is neither a number of partitions nor of
  // replicas.
  bool delta = false;

  const TopicSetting* setting(std::string_view key) const;  // the one that counts, or nullptr
};

// Topics that Kafka makes and configures itself.
bool is_internal_topic(std::string_view name);
// Why Kafka refuses the name, as a person would say it; empty if it takes it.
std::string_view topic_name_fault(std::string_view name);

// `kafka-topics --create …` in a shell script, wherever it stands in a command. Words with `$` or a backquote are
// unknown as far as they reach; strings that are commands of their own, and here-documents, are not read. The error of
// all these is the spent budget.
Result<std::vector<TopicConfig>> topics_of_script(std::shared_ptr<const Source> script, Budget& budget);

// A list of topics: `{"topics": [{"name": …, "partitions": …, "replicationFactor": …, "configs": {…}}]}`, or the list
// alone. `json` is what read_json() made.
Result<std::vector<TopicConfig>> topics_of_list(const Document& json, Budget& budget);

// Strimzi's KafkaTopic resources. `yaml` is what read_yaml() made.
Result<std::vector<TopicConfig>> topics_of_strimzi(const Document& yaml, Budget& budget);

// `kafka_topic` of Terraform's Kafka provider.
Result<std::vector<TopicConfig>> topics_of_template(const Template& made, Budget& budget);

}  // namespace klamm
