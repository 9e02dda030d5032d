// Amazon MSK as somebody declared or described it: clusters, configurations and what is around them. One model,
// whatever it was read from: Terraform, a plan, CloudFormation, or answers of the AWS command line.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "klamm/catalog.h"
#include "klamm/document.h"
#include "klamm/template.h"

namespace klamm {

// kSecrets: the association of SCRAM secrets with a cluster.
enum class MskThing : uint8_t {
  kCluster,
  kConfiguration,
  kConnector,
  kWorkerConfiguration,
  kReplicator,
  kVpcConnection,
  kSecrets,
  kPolicy,
};
std::string_view msk_thing_name(MskThing thing);  // "cluster" …

enum class MskType : uint8_t { kFlag, kNumber, kText, kTexts, kVersion };

// One property of a thing: what we call it, and where each of the spellings has it. A path's parts are joined by dots,
// paths of which the first that is there counts by blanks. `aws` is written as CloudFormation and the SDKs write it;
// on the wire each part begins with a small letter.
struct MskAttribute {
  MskThing thing;
  std::string_view name;  // behind the thing's name: "encryption.in_transit.client_broker"
  MskType type;
  std::string_view terraform;
  std::string_view aws;
  std::string_view otherwise{};               // what AWS takes where nobody says; empty: nothing
  std::span<const std::string_view> words{};  // the only texts that it can be, if not empty
};
std::span<const MskAttribute> msk_attributes();
inline constexpr size_t kNoMskAttribute = SIZE_MAX;
// `name` with the thing's name in front: "cluster.kind".
size_t find_msk_attribute(std::string_view name);

struct MskItem {
  std::string text;  // kKnown; else the address that it refers to, or empty
  bool known = false;
  NodeId node = kNoNode;
};

// A value, and where it stands. Of what nobody says AWS's default counts, which is known and not `written`.
struct MskValue {
  enum class State : uint8_t { kAbsent, kUnknown, kKnown };
  State state = State::kAbsent;
  bool written = false;
  bool truth = false;
  int64_t number = 0;
  std::string text;  // of kUnknown the address that it refers to, or empty
  KafkaVersion version;
  std::vector<MskItem> items;
  // Where it stands in its thing's document; of what is not written the innermost part of its path that is.
  NodeId node = kNoNode;

  bool known() const { return state == State::kKnown; }
  bool unknown() const { return state == State::kUnknown; }
  bool absent() const { return state == State::kAbsent; }
};

// A rule of a security group that lets every address in.
struct MskOpening {
  std::string group;  // the group's address in its template
  int first = 0;      // ports
  int last = 0;
  std::shared_ptr<const Document> document;
  NodeId node = kNoNode;  // the range of addresses
};

// A secret of the same template that is associated with a cluster.
struct MskSecret {
  std::string address;
  std::string name;  // empty: not known
  bool default_key = false;
  std::shared_ptr<const Document> document;
  Span place;  // of the name, or the secret's header
  // What the secret holds, where the template says it in clear.
  std::shared_ptr<const Document> value_document;
  NodeId value = kNoNode;
};

struct MskResource {
  MskThing thing = MskThing::kCluster;
  std::string name;  // the address in its template, or what AWS calls it
  std::shared_ptr<const Document> document;
  NodeId body = kNoNode;
  Span place;                    // of the whole: its header or its name
  bool of_template = false;      // declared; else described by AWS
  bool serverless = false;       // of a cluster
  std::vector<MskValue> values;  // in the order of msk_attributes(), from the thing's first
  // Of a configuration, a policy, a connector's worker: the text, its places those where it was written; nullptr: it
  // is not known. Unknown pieces stand in it as `${address}`.
  std::shared_ptr<const Source> text;
  std::vector<MskSecret> secrets;    // of a cluster, where its template has them
  std::vector<MskOpening> openings;  // of a cluster's security groups, where its template has them
  // Of a cluster: its configuration, where the input has it (an index of the inventory's resources).
  std::optional<size_t> configuration;

  // `name` as find_msk_attribute() takes it, of this thing.
  const MskValue& value(std::string_view name) const;
  // Where a value stands, or what would hold it, in the document's source.
  Span place_of(const MskValue& value) const;
  MskKind kind() const;  // of a cluster
};

struct MskInventory {
  std::vector<MskResource> resources;  // in the order of the text
  // What of an answer could not be read.
  struct Refusal {
    std::shared_ptr<const Source> source;
    Span span;
    std::string message;
  };
  std::vector<Refusal> refusals;
};

// What of a template is MSK's. The error is the spent budget.
Result<MskInventory> read_msk(const Template& from, Budget& budget);

// Answers of `aws kafka` and `aws kafkaconnect`, one after the other, in either spelling, also as recorders and
// `--query` wrap them: describe-cluster, describe-cluster-v2, list-clusters, list-clusters-v2,
// describe-configuration-revision, get-cluster-policy, list-scram-secrets, list-vpc-connections,
// describe-vpc-connection, describe-replicator, describe-connector, describe-worker-configuration. Others are passed
// over. The error is the spent budget.
Result<MskInventory> read_msk_answers(std::shared_ptr<const Source> source, Budget& budget);

// Whether a text looks like such answers; `text`: the beginning of a source.
bool is_msk_answer(std::string_view text);

// MSK's name of a version: `3.9.x.kraft`, `2.8.2.tiered`, `2.4.1.1`.
struct MskVersion {
  KafkaVersion kafka;  // patch level kAnyPatch for `.x`
  bool kraft = false;
};
std::optional<MskVersion> parse_msk_version(std::string_view text);

}  // namespace klamm
