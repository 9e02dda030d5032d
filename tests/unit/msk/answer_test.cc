#include "unit/msk/inventories.h"

namespace klamm {
namespace {

constexpr const char* kAnswer = R"({
  "ClusterInfo": {
    "ClusterType": "PROVISIONED",
    "ClusterArn": "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0b4d-2",
    "ClusterName": "orders",
    "Provisioned": {
      "BrokerNodeGroupInfo": {
        "ClientSubnets": ["subnet-1", "subnet-2"],
        "InstanceType": "kafka.m5.large",
        "SecurityGroups": ["sg-1"],
        "ConnectivityInfo": {"PublicAccess": {"Type": "DISABLED"}}
      },
      "CurrentBrokerSoftwareInfo": {
        "ConfigurationArn": "arn:aws:kafka:eu-west-1:111122223333:configuration/strict/9a-1",
        "ConfigurationRevision": 2,
        "KafkaVersion": "3.6.0"
      },
      "ClientAuthentication": {"Sasl": {"Scram": {"Enabled": true}}, "Tls": {"CertificateAuthorityArnList": []}},
      "EncryptionInfo": {"EncryptionInTransit": {"ClientBroker": "TLS", "InCluster": "false"}},
      "NumberOfBrokerNodes": 2
    }
  }
}
)";

// allow.everyone.if.no.acl.found=false
constexpr const char* kConfiguration = R"({
  "Arn": "arn:aws:kafka:eu-west-1:111122223333:configuration/strict/9a-1",
  "Revision": 2,
  "ServerProperties": "YWxsb3cuZXZlcnlvbmUuaWYubm8uYWNsLmZvdW5kPWZhbHNl"
}
)";

// As JSON comes over the wire.
std::string lower_camel(std::string text) {
  for (size_t at = 1; at < text.size(); ++at) {
    const bool begins = text[at - 1] == '"' && text[at] >= 'A' && text[at] <= 'Z';
    const size_t end = text.find('"', at);
    if (begins && end != text.npos && text.substr(end, 2) == "\":") text[at] = static_cast<char>(text[at] + 32);
  }
  return text;
}

}  // namespace

TEST_CASE("A described cluster has its values in both spellings") {
  for (const std::string& text : {std::string(kAnswer), lower_camel(kAnswer)}) {
    const MskInventory inventory = of_answers(text);
    REQUIRE(inventory.resources.size() == 1);
    const MskResource& cluster = inventory.resources[0];
    CHECK(cluster.name == "orders");
    CHECK(shown(cluster, "cluster.kind") == "standard");
    CHECK(shown(cluster, "cluster.version") == "3.6.0");
    CHECK(shown(cluster, "cluster.kraft") == "false");
    CHECK(shown(cluster, "cluster.subnets") == "[subnet-1 subnet-2]");
    CHECK(shown(cluster, "cluster.authentication.scram") == "true");
    CHECK(shown(cluster, "cluster.authentication.iam") == "false (AWS)");
    CHECK(shown(cluster, "cluster.authentication.tls") == "false");
    CHECK(shown(cluster, "cluster.authentication.unauthenticated") == "-");
    CHECK(shown(cluster, "cluster.encryption.in_transit.in_cluster") == "false");
    CHECK(shown(cluster, "cluster.configuration.revision") == "2");
    CHECK(shown(cluster, "cluster.allow_everyone") == "?");
    CHECK(written(cluster, "cluster.encryption.in_transit.in_cluster") == "\"false\"");
  }
  const MskInventory inventory = of_answers(kAnswer);
  CHECK(written(inventory.resources[0], "cluster.logging.s3") == "\"Provisioned\"");
}

TEST_CASE("The first version of the answer and a list of clusters are read too") {
  const MskInventory flat = of_answers(R"({"ClusterInfoList": [
    {"ClusterArn": "arn:a", "ClusterName": "a", "BrokerNodeGroupInfo": {"InstanceType": "kafka.t3.small"},
     "EnhancedMonitoring": "PER_BROKER"},
    {"clusterArn": "arn:b", "clusterName": "b", "serverless": {"vpcConfigs": [{"subnetIds": ["s"]}],
     "clientAuthentication": {"sasl": {"iam": {"enabled": true}}}}}]})");
  REQUIRE(flat.resources.size() == 2);
  CHECK(shown(flat.resources[0], "cluster.monitoring") == "PER_BROKER");
  CHECK(flat.resources[1].kind() == MskKind::kServerless);
  CHECK(shown(flat.resources[1], "cluster.authentication.iam") == "true");
  CHECK(shown(flat.resources[1], "cluster.subnets") == "[s]");
}

TEST_CASE("Answers one after the other are joined, and places lead back into base64") {
  const std::string text = std::string(kAnswer) + kConfiguration + R"({"SecretArnList": []})";
  const MskInventory inventory = of_answers(text);
  REQUIRE(inventory.resources.size() == 3);
  const MskResource& cluster = inventory.resources[0];
  CHECK(shown(cluster, "cluster.allow_everyone") == "false");
  CHECK(shown(cluster, "cluster.secrets") == "[] (AWS)");
  REQUIRE(cluster.configuration == 1u);
  const Source& properties = *inventory.resources[1].text;
  CHECK(properties.bytes() == "allow.everyone.if.no.acl.found=false");
  const Span home = properties.to_root({0, 3});
  CHECK(text.substr(home.begin, home.size()) == "YWxs");
}

TEST_CASE("A configuration of another revision is not the cluster's") {
  std::string other = kConfiguration;
  other.replace(other.find("\"Revision\": 2"), 13, "\"Revision\": 1");
  const MskInventory inventory = of_answers(kAnswer + other);
  CHECK(shown(inventory.resources[0], "cluster.allow_everyone") == "?");
}

TEST_CASE("Of an answer that somebody has cut nothing is taken to be left out") {
  const MskInventory inventory =
      of_answers(R"({"ClusterInfo": {"ClusterArn": "arn:a", "ClusterName": "a", "EnhancedMonitoring": "DEFAULT"}})");
  const MskResource& cluster = inventory.resources.at(0);
  CHECK(shown(cluster, "cluster.monitoring") == "DEFAULT");
  CHECK(cluster.value("cluster.authentication.iam").unknown());
  CHECK(cluster.value("cluster.encryption.in_transit.client_broker").unknown());
  CHECK(cluster.value("cluster.allow_everyone").unknown());
}

TEST_CASE("What is no JSON, or no base64, is refused with its place") {
  const MskInventory cut = of_answers("{\"SecretArnList\": []}\n{\"ClusterInfo\": ");
  REQUIRE(cut.refusals.size() == 1);
  CHECK(cut.refusals[0].source->region(cut.refusals[0].span).begin.line == 2);
  CHECK(cut.resources.size() == 1);
  const MskInventory letters = of_answers(R"({"Arn": "a", "Revision": 1, "ServerProperties": "a=b"})");
  REQUIRE(letters.refusals.size() == 1);
  CHECK(letters.resources.at(0).text == nullptr);
  CHECK(of_answers("{}} ]").refusals.size() == 1);
  CHECK(of_answers("").refusals.empty());
}

TEST_CASE("Connectors, replicators and connections of other networks are read") {
  const MskInventory inventory = of_answers(R"(
{"connectorArn": "arn:c", "connectorName": "sink", "connectorConfiguration": {"tasks.max": "1"},
 "kafkaClusterClientAuthentication": {"authenticationType": "IAM"},
 "kafkaClusterEncryptionInTransit": {"encryptionType": "TLS"},
 "logDelivery": {"workerLogDelivery": {"s3": {"enabled": true, "bucket": "b"}}}}
{"ReplicatorArn": "arn:r", "ReplicatorName": "mirror",
 "ReplicationInfoList": [{"TopicReplication": {"TopicsToReplicate": [".*"]}}]}
{"VpcConnections": [{"VpcConnectionArn": "arn:v", "TargetClusterArn": "arn:a", "Authentication": "TLS"}]})");
  REQUIRE(inventory.resources.size() == 3);
  CHECK(shown(inventory.resources[0], "connector.authentication") == "IAM");
  CHECK(shown(inventory.resources[0], "connector.logging.s3") == "true");
  CHECK(shown(inventory.resources[0], "connector.configuration") == "[tasks.max]");
  CHECK(shown(inventory.resources[1], "replicator.topics") == "[.*]");
  CHECK(shown(inventory.resources[2], "vpc_connection.target") == "arn:a");
}

}  // namespace klamm
