#include <algorithm>
#include <array>
#include <string_view>

#include "base/scan.h"
#include "klamm/linter.h"
#include "klamm/msk.h"
#include "klamm/snapshot.h"
#include "model/template_detect.h"
#include "rule/deployment_detect.h"
#include "rule/policy_detect.h"
#include "rule/topic_detect.h"

namespace klamm {
namespace {

constexpr size_t kLookAt = size_t{64} << 10;

// Keys that a broker or controller has and no client, tool or neighbour of Kafka does.
constexpr std::array<std::string_view, 27> kBrokerOnly = {"advertised.listeners",
                                                          "advertised.host.name",
                                                          "auto.create.topics.enable",
                                                          "authorizer.class.name",
                                                          "broker.id",
                                                          "broker.rack",
                                                          "controlled.shutdown.enable",
                                                          "controller.listener.names",
                                                          "controller.quorum.bootstrap.servers",
                                                          "controller.quorum.voters",
                                                          "default.replication.factor",
                                                          "delete.topic.enable",
                                                          "inter.broker.listener.name",
                                                          "inter.broker.protocol.version",
                                                          "listener.security.protocol.map",
                                                          "log.dir",
                                                          "log.dirs",
                                                          "log.retention.hours",
                                                          "min.insync.replicas",
                                                          "node.id",
                                                          "num.io.threads",
                                                          "num.network.threads",
                                                          "num.partitions",
                                                          "offsets.topic.replication.factor",
                                                          "process.roles",
                                                          "super.users",
                                                          "unclean.leader.election.enable"};

// Keys of others whose files hold `listeners`, `ssl.…` or `zookeeper.connect` too: clients, Connect, registries,
// ZooKeeper.
constexpr std::array<std::string_view, 16> kOthers = {"acks",
                                                      "bootstrap.servers",
                                                      "clientPort",
                                                      "connector.class",
                                                      "dataDir",
                                                      "group.id",
                                                      "kafkastore.bootstrap.servers",
                                                      "kafkastore.connection.url",
                                                      "key.converter",
                                                      "key.deserializer",
                                                      "key.serializer",
                                                      "ksql.service.id",
                                                      "offset.storage.topic",
                                                      "schema.registry.url",
                                                      "tickTime",
                                                      "value.converter"};

template <size_t size>
bool holds(const std::array<std::string_view, size>& words, std::string_view key) {
  return std::find(words.begin(), words.end(), key) != words.end();
}

// Whether a line has the shape of HCL, JSON or YAML: blocks and lists that open or close, which no setting looks like.
bool is_structure(std::string_view line) {
  line = line.substr(0, line.find_last_not_of(" \t\f,;") + 1);
  return line == "}" || line == "]" || line.ends_with(" {") || line.ends_with("= [") || line.starts_with("- ");
}

size_t key_end(std::string_view line) {
  auto ends = [](char c) { return c == '=' || c == ':' || c == ' ' || c == '\t' || c == '\f'; };
  return static_cast<size_t>(std::find_if(line.begin(), line.end(), ends) - line.begin());
}

struct Score {
  size_t settings = 0;
  size_t structure = 0;
  size_t known = 0;
  size_t broker_only = 0;
  size_t others = 0;
};

void count(std::string_view key, const Catalog& catalog, Score& score) {
  ++score.settings;
  if (holds(kOthers, key)) {
    ++score.others;
  } else if (holds(kBrokerOnly, key) || key.starts_with("listener.name.")) {
    ++score.broker_only;
    ++score.known;
  } else if (catalog.find(key) != kNoKey) {
    ++score.known;
  }
}

}  // namespace

// Counts keys, roughly as a properties reader sees them: a few wrong ones change nothing.
InputKind detect(const Source& source, const Catalog& catalog) {
  std::string_view text = source.bytes().substr(0, kLookAt);
  if (text.find('\0') != std::string_view::npos) return InputKind::kNone;
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  size_t first = text.find_first_not_of(" \t\r\n\f");
  if (first == std::string_view::npos) return InputKind::kNone;
  if (looks_like_snapshot(text)) return InputKind::kSnapshot;
  if (TemplateForm form = detect_template(text); form != TemplateForm::kNone) {
    return form == TemplateForm::kPlan ? InputKind::kTerraformPlan : InputKind::kCloudFormation;
  }
  if (text[first] == '{' || text[first] == '[') {
    if (is_msk_answer(text)) return InputKind::kMskAnswer;
    if (text[first] == '{' && looks_like_policy(text)) return InputKind::kIamPolicy;
  }
  if (InputKind kind = detect_topics(text, source.root().name()); kind != InputKind::kNone) return kind;
  if (text[first] == '{' || text[first] == '[') return InputKind::kNone;
  if (InputKind kind = detect_deployment(text); kind != InputKind::kNone) return kind;
  // JSON, XML and YAML documents begin like no setting.
  if (text[first] == '<' || text.substr(first).starts_with("---")) {
    return InputKind::kNone;
  }
  Score score;
  bool continued = false;
  for (size_t at = 0; at < text.size();) {
    size_t end = find_line_end(text, static_cast<uint32_t>(at));
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    bool was_continued = continued;
    size_t body = line.find_last_not_of('\\');
    continued = (line.size() - (body == std::string_view::npos ? 0 : body + 1)) % 2 == 1;
    line.remove_prefix(std::min(line.find_first_not_of(" \t\f"), line.size()));
    if (was_continued || line.empty() || line[0] == '#' || line[0] == '!') continue;
    if (is_structure(line)) ++score.structure;
    count(line.substr(0, key_end(line)), catalog, score);
  }
  bool mostly_known = 2 * score.known >= score.settings;
  bool broker = score.broker_only > score.others || (score.others == 0 && score.known >= 2 && mostly_known);
  // A broker's settings inside a document of another kind are not a file of settings.
  if (score.structure > 0 && !mostly_known) broker = false;
  return broker ? InputKind::kServerProperties : InputKind::kNone;
}

}  // namespace klamm
