#include <algorithm>
#include <array>

#include "doc/base64.h"
#include "doc/json_names.h"
#include "model/msk_reading.h"

namespace klamm {
namespace {

// What names an answer's thing, and what else its object must have.
struct Shape {
  MskThing thing;
  std::string_view mark;
  std::string_view beside;
  std::string_view name;
};

constexpr auto kShapes = std::to_array<Shape>({
    {MskThing::kConfiguration, "ServerProperties", "Revision", "Arn"},
    {MskThing::kConnector, "ConnectorConfiguration", "ConnectorArn", "ConnectorName"},
    {MskThing::kWorkerConfiguration, "WorkerConfigurationArn", "LatestRevision", "Name"},
    {MskThing::kReplicator, "ReplicatorArn", "ReplicationInfoList", "ReplicatorName"},
    {MskThing::kVpcConnection, "VpcConnectionArn", "TargetClusterArn", "VpcConnectionArn"},
    {MskThing::kSecrets, "SecretArnList", "", ""},
    {MskThing::kPolicy, "Policy", "", ""},
});

// Objects and lists around things.
constexpr auto kWrappers = std::to_array<std::string_view>({"ClusterInfo", "ClusterInfoList", "VpcConnections"});

class AnswerReader {
 public:
  AnswerReader(MskInventory& inventory, Budget& budget) : inventory_(inventory), budget_(budget) {}

  void read(std::shared_ptr<const Source> source) {
    auto parsed = read_json(source, budget_);
    if (!parsed) return;
    for (const Diagnostic& diagnostic : parsed.value().diagnostics()) {
      if (diagnostic.kind == Diagnostic::Kind::kRefused) {
        inventory_.refusals.push_back({source, diagnostic.span, "this is no JSON: " + diagnostic.message});
      }
    }
    if (parsed.value().refused()) return;
    document_ = std::make_shared<const Document>(std::move(parsed).value());
    // Wrappers lie within each other a few levels deep: an answer, its list, a cluster.
    std::vector<std::pair<NodeId, int>> open = {{document_->root(), 0}};
    while (!open.empty() && budget_.take_steps()) {
      auto [node, depth] = open.back();
      open.pop_back();
      if (depth > kMostWrappers) continue;
      std::vector<NodeId> inside = take(node);
      for (auto next = inside.rbegin(); next != inside.rend(); ++next) open.emplace_back(*next, depth + 1);
    }
  }

 private:
  static constexpr int kMostWrappers = 5;

  NodeId member(NodeId object, std::string_view name) const { return MskReader::member(*document_, object, name); }
  bool has(NodeId object, std::string_view name) const { return member(object, name) != kNoNode; }
  bool is(NodeId node, NodeKind kind) const { return node != kNoNode && document_->node(node).kind == kind; }

  // Takes what an object is; the nodes that may hold more.
  std::vector<NodeId> take(NodeId node) {
    std::vector<NodeId> inside;
    if (is(node, NodeKind::kArray)) {
      for (NodeId item = document_->node(node).first_child; item != kNoNode; item = document_->node(item).next) {
        inside.push_back(item);
      }
      return inside;
    }
    if (!is(node, NodeKind::kObject)) return inside;
    // Of a recorded call of an SDK.
    if (document_->find(node, "status_code") != kNoNode && document_->find(node, "data") != kNoNode) {
      return {document_->find(node, "data")};
    }
    for (std::string_view wrapper : kWrappers) {
      if (const NodeId held = member(node, wrapper); held != kNoNode) inside.push_back(held);
    }
    if (inside.empty()) take_thing(node);
    return inside;
  }

  void take_thing(NodeId node) {
    for (std::string_view part : {"Provisioned", "Serverless", "BrokerNodeGroupInfo"}) {
      if (has(node, "ClusterArn") && is(member(node, part), NodeKind::kObject)) return cluster(node);
    }
    for (const Shape& shape : kShapes) {
      if (!has(node, shape.mark) || (!shape.beside.empty() && !has(node, shape.beside))) continue;
      MskResource made = begin(shape.thing, node, {node}, false);
      if (!shape.name.empty()) made.name = document_->value(member(node, shape.name));
      text_of(made);
      return add(std::move(made));
    }
    if (has(node, "ClusterArn") && has(node, "ClusterName")) cluster(node);
  }

  // The second version of the answer has most of a cluster one level further in.
  void cluster(NodeId node) {
    const NodeId provisioned = member(node, "Provisioned");
    const NodeId serverless = member(node, "Serverless");
    std::vector<NodeId> bodies = {node};
    if (is(provisioned, NodeKind::kObject)) bodies.push_back(provisioned);
    if (is(serverless, NodeKind::kObject)) bodies.push_back(serverless);
    // AWS always tells the brokers' network; without it somebody has cut the answer.
    const bool whole = has(bodies.back(), "BrokerNodeGroupInfo") || has(bodies.back(), "VpcConfigs");
    MskResource made = begin(MskThing::kCluster, node, bodies, !whole);
    made.serverless = is(serverless, NodeKind::kObject);
    const NodeId name = member(node, has(node, "ClusterName") ? "ClusterName" : "ClusterArn");
    made.name = document_->value(name);
    add(std::move(made));
  }

  MskResource begin(MskThing thing, NodeId node, std::vector<NodeId> bodies, bool partial) {
    MskResource made;
    made.thing = thing;
    made.document = document_;
    made.body = node;
    MskReader reader(*document_, std::move(bodies), MskSpelling::kAws, budget_);
    if (partial) reader.set_partial();
    made.values = reader.read(thing);
    return made;
  }

  void text_of(MskResource& made) {
    std::string_view name;
    if (made.thing == MskThing::kConfiguration) name = "configuration.properties";
    if (made.thing == MskThing::kWorkerConfiguration) name = "worker_configuration.properties";
    if (made.thing == MskThing::kPolicy) name = "policy.policy";
    if (name.empty() || !made.value(name).known()) return;
    const NodeId node = made.value(name).node;
    if (!is(node, NodeKind::kString)) return;
    if (made.thing == MskThing::kPolicy) {
      made.text = document_->embed(node);
      return;
    }
    auto decoded = embed_base64(*document_, node);
    if (decoded.ok()) {
      made.text = std::move(decoded).value();
    } else {
      inventory_.refusals.push_back({document_->shared_source(), document_->node(node).value_span,
                                     "the properties cannot be read: " + decoded.error().message});
    }
  }

  void add(MskResource made) {
    made.place = msk_place(made);
    if (made.name.empty()) made.name = msk_thing_name(made.thing);
    inventory_.resources.push_back(std::move(made));
  }

  MskInventory& inventory_;
  Budget& budget_;
  std::shared_ptr<const Document> document_;
};

// The end of the JSON value that begins at a bracket, behind its last byte; the text's end, if it has none.
size_t value_end(std::string_view text, size_t at) {
  size_t depth = 0;
  for (; at < text.size(); ++at) {
    const char byte = text[at];
    if (byte == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
      }
    } else if (byte == '{' || byte == '[') {
      ++depth;
    } else if ((byte == '}' || byte == ']') && --depth == 0) {
      return at + 1;
    }
  }
  return text.size();
}

constexpr std::string_view kBlanks = " \t\r\n";

// Looks at names of members near the top; what lies further in is passed by.
class AnswerLook {
 public:
  bool is_answer() const {
    return depth_ >= 0 && !other_ && (answer_ || (arn_ && body_) || (properties_ && revision_) || connector_);
  }

  bool goes_on(JsonLevel level) {
    depth_ = level.depth;
    return depth_ >= 0 && !other_;
  }
  void string(std::string_view text, bool name, JsonLevel level) {
    // A list of answers, or one that was recorded, lies a level further in.
    if (name && level.objects <= 2 && level.depth <= 3) see(std::string(text), level);
  }

 private:
  void see(std::string name, JsonLevel level) {
    if (name.empty()) return;
    if (level.objects == 1) {
      other_ = other_ || name == "Resources" || name == "AWSTemplateFormatVersion" || name == "resource" ||
               name == "planned_values" || name == "resource_changes";
    }
    if (name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - ('a' - 'A'));
    constexpr std::array<std::string_view, 6> kAnswers = {"ClusterInfo",    "ClusterInfoList", "SecretArnList",
                                                          "VpcConnections", "ReplicatorArn",   "VpcConnectionArn"};
    answer_ = answer_ || std::find(kAnswers.begin(), kAnswers.end(), name) != kAnswers.end();
    arn_ = arn_ || name == "ClusterArn";
    body_ = body_ || name == "Provisioned" || name == "Serverless" || name == "BrokerNodeGroupInfo";
    properties_ = properties_ || name == "ServerProperties";
    revision_ = revision_ || name == "Revision";
    connector_ = connector_ || name == "ConnectorArn" || name == "WorkerConfigurationArn";
  }

  int depth_ = 0;
  bool answer_ = false;
  bool arn_ = false;
  bool body_ = false;
  bool properties_ = false;
  bool revision_ = false;
  bool connector_ = false;
  bool other_ = false;
};

}  // namespace

Result<MskInventory> read_msk_answers(std::shared_ptr<const Source> source, Budget& budget) {
  MskInventory inventory;
  AnswerReader reader(inventory, budget);
  std::string_view text = source->bytes();
  const size_t mark = text.starts_with("\xef\xbb\xbf") ? 3 : 0;
  size_t at = std::min(text.find_first_not_of(kBlanks, mark), text.size());
  while (at < text.size() && !budget.spent()) {
    const size_t end = text[at] == '{' || text[at] == '[' ? value_end(text, at) : text.size();
    const size_t next = std::min(text.find_first_not_of(kBlanks, end), text.size());
    if (at == mark && next == text.size()) {
      reader.read(source);
    } else {
      SpanMap map;
      map.add(0, {static_cast<uint32_t>(at), static_cast<uint32_t>(end)});
      reader.read(std::make_shared<Source>(source, std::string(text.substr(at, end - at)), std::move(map)));
    }
    at = next;
  }
  join_msk(inventory, budget);
  if (budget.spent()) return budget.error();
  return inventory;
}

bool is_msk_answer(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (first == text.npos || (text[first] != '{' && text[first] != '[')) return false;
  AnswerLook look;
  walk_json_names(text.substr(first), look);
  return look.is_answer();
}

}  // namespace klamm
