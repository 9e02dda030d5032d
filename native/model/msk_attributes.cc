// The table of all that is read of MSK, in every spelling.
#include <algorithm>
#include <array>

#include "klamm/msk.h"

namespace klamm {
namespace {

constexpr std::array<std::string_view, 3> kClientBroker = {"TLS", "TLS_PLAINTEXT", "PLAINTEXT"};
constexpr std::array<std::string_view, 2> kPublicAccess = {"DISABLED", "SERVICE_PROVIDED_EIPS"};
constexpr std::array<std::string_view, 2> kNetworks = {"IPV4", "DUAL"};
constexpr std::array<std::string_view, 2> kStorageModes = {"LOCAL", "TIERED"};
constexpr std::array<std::string_view, 4> kMonitoring = {"DEFAULT", "PER_BROKER", "PER_TOPIC_PER_BROKER",
                                                         "PER_TOPIC_PER_PARTITION"};
constexpr std::array<std::string_view, 3> kKinds = {"standard", "express", "serverless"};
constexpr std::array<std::string_view, 2> kConnectorAuthentication = {"NONE", "IAM"};
constexpr std::array<std::string_view, 2> kConnectorEncryption = {"PLAINTEXT", "TLS"};
constexpr std::array<std::string_view, 3> kVpcAuthentication = {"SASL_IAM", "SASL_SCRAM", "TLS"};

using enum MskThing;
using enum MskType;

// Of a thing all in a row. The words of Terraform are the provider's, whose nested blocks are lists of one; a path goes
// through every element. What neither spelling has is told from others (msk_join.cc).
constexpr std::array kAttributes = std::to_array<MskAttribute>({
    {kCluster, "name", kText, "cluster_name", "ClusterName"},
    {kCluster, "arn", kText, "arn", "ClusterArn"},
    {kCluster, "kind", kText, "", "", "", kKinds},
    {kCluster, "serverless", kFlag, "", ""},
    {kCluster, "declared", kFlag, "", ""},
    {kCluster, "version", kText, "kafka_version", "KafkaVersion CurrentBrokerSoftwareInfo.KafkaVersion"},
    {kCluster, "kafka", kVersion, "", ""},
    {kCluster, "kraft", kFlag, "", ""},
    {kCluster, "brokers", kNumber, "number_of_broker_nodes", "NumberOfBrokerNodes"},
    {kCluster, "instance_type", kText, "broker_node_group_info.instance_type", "BrokerNodeGroupInfo.InstanceType"},
    {kCluster, "subnets", kTexts, "broker_node_group_info.client_subnets vpc_config.subnet_ids",
     "BrokerNodeGroupInfo.ClientSubnets VpcConfigs.SubnetIds"},
    {kCluster, "security_groups", kTexts, "broker_node_group_info.security_groups vpc_config.security_group_ids",
     "BrokerNodeGroupInfo.SecurityGroups VpcConfigs.SecurityGroupIds VpcConfigs.SecurityGroups"},
    {kCluster, "storage.mode", kText, "storage_mode", "StorageMode", "LOCAL", kStorageModes},
    {kCluster, "network.type", kText, "broker_node_group_info.connectivity_info.network_type",
     "BrokerNodeGroupInfo.ConnectivityInfo.NetworkType ConnectivityInfo.NetworkType", "IPV4", kNetworks},
    {kCluster, "public_access", kText, "broker_node_group_info.connectivity_info.public_access.type",
     "BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type", "DISABLED", kPublicAccess},
    {kCluster, "multi_vpc.iam", kFlag,
     "broker_node_group_info.connectivity_info.vpc_connectivity.client_authentication.sasl.iam",
     "BrokerNodeGroupInfo.ConnectivityInfo.VpcConnectivity.ClientAuthentication.Sasl.Iam.Enabled", "false"},
    {kCluster, "multi_vpc.scram", kFlag,
     "broker_node_group_info.connectivity_info.vpc_connectivity.client_authentication.sasl.scram",
     "BrokerNodeGroupInfo.ConnectivityInfo.VpcConnectivity.ClientAuthentication.Sasl.Scram.Enabled", "false"},
    {kCluster, "multi_vpc.tls", kFlag,
     "broker_node_group_info.connectivity_info.vpc_connectivity.client_authentication.tls",
     "BrokerNodeGroupInfo.ConnectivityInfo.VpcConnectivity.ClientAuthentication.Tls.Enabled", "false"},
    {kCluster, "authentication.iam", kFlag, "client_authentication.sasl.iam client_authentication.sasl.iam.enabled",
     "ClientAuthentication.Sasl.Iam.Enabled", "false"},
    {kCluster, "authentication.scram", kFlag, "client_authentication.sasl.scram",
     "ClientAuthentication.Sasl.Scram.Enabled", "false"},
    {kCluster, "authentication.tls", kFlag, "", "ClientAuthentication.Tls.Enabled"},
    {kCluster, "authentication.authorities", kTexts, "client_authentication.tls.certificate_authority_arns",
     "ClientAuthentication.Tls.CertificateAuthorityArnList"},
    {kCluster, "authentication.unauthenticated", kFlag, "client_authentication.unauthenticated",
     "ClientAuthentication.Unauthenticated.Enabled"},
    {kCluster, "encryption.in_transit.client_broker", kText, "encryption_info.encryption_in_transit.client_broker",
     "EncryptionInfo.EncryptionInTransit.ClientBroker", "TLS", kClientBroker},
    {kCluster, "encryption.in_transit.in_cluster", kFlag, "encryption_info.encryption_in_transit.in_cluster",
     "EncryptionInfo.EncryptionInTransit.InCluster", "true"},
    {kCluster, "encryption.at_rest.key", kText, "encryption_info.encryption_at_rest_kms_key_arn",
     "EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId"},
    {kCluster, "configuration.arn", kText, "configuration_info.arn",
     "ConfigurationInfo.Arn CurrentBrokerSoftwareInfo.ConfigurationArn"},
    {kCluster, "configuration.revision", kNumber, "configuration_info.revision",
     "ConfigurationInfo.Revision CurrentBrokerSoftwareInfo.ConfigurationRevision"},
    {kCluster, "allow_everyone", kFlag, "", ""},
    {kCluster, "monitoring", kText, "enhanced_monitoring", "EnhancedMonitoring", "DEFAULT", kMonitoring},
    {kCluster, "exporters.jmx", kFlag, "open_monitoring.prometheus.jmx_exporter.enabled_in_broker",
     "OpenMonitoring.Prometheus.JmxExporter.EnabledInBroker", "false"},
    {kCluster, "exporters.node", kFlag, "open_monitoring.prometheus.node_exporter.enabled_in_broker",
     "OpenMonitoring.Prometheus.NodeExporter.EnabledInBroker", "false"},
    {kCluster, "logging.cloudwatch", kFlag, "logging_info.broker_logs.cloudwatch_logs.enabled",
     "LoggingInfo.BrokerLogs.CloudWatchLogs.Enabled", "false"},
    {kCluster, "logging.cloudwatch.group", kText, "logging_info.broker_logs.cloudwatch_logs.log_group",
     "LoggingInfo.BrokerLogs.CloudWatchLogs.LogGroup"},
    {kCluster, "logging.firehose", kFlag, "logging_info.broker_logs.firehose.enabled",
     "LoggingInfo.BrokerLogs.Firehose.Enabled", "false"},
    {kCluster, "logging.firehose.stream", kText, "logging_info.broker_logs.firehose.delivery_stream",
     "LoggingInfo.BrokerLogs.Firehose.DeliveryStream"},
    {kCluster, "logging.s3", kFlag, "logging_info.broker_logs.s3.enabled", "LoggingInfo.BrokerLogs.S3.Enabled",
     "false"},
    {kCluster, "logging.s3.bucket", kText, "logging_info.broker_logs.s3.bucket", "LoggingInfo.BrokerLogs.S3.Bucket"},
    {kCluster, "logging.authorizer", kFlag, "",
     "LoggingInfo.AuthorizerLogs.CloudWatchLogs.Enabled LoggingInfo.AuthorizerLogs.Firehose.Enabled "
     "LoggingInfo.AuthorizerLogs.S3.Enabled"},
    {kCluster, "secrets", kTexts, "", ""},
    {kCluster, "action", kText, "", "CustomerActionStatus"},
    {kCluster, "tags", kTexts, "tags", "Tags"},

    {kConfiguration, "name", kText, "name", "Name"},
    {kConfiguration, "arn", kText, "arn", "Arn"},
    {kConfiguration, "revision", kNumber, "latest_revision", "Revision"},
    {kConfiguration, "properties", kText, "server_properties", "ServerProperties"},
    {kConfiguration, "versions", kTexts, "kafka_versions", "KafkaVersionsList KafkaVersions"},
    {kConfiguration, "used", kFlag, "", ""},

    {kConnector, "name", kText, "name", "ConnectorName"},
    {kConnector, "authentication", kText, "kafka_cluster_client_authentication.authentication_type",
     "KafkaClusterClientAuthentication.AuthenticationType", "NONE", kConnectorAuthentication},
    {kConnector, "encryption", kText, "kafka_cluster_encryption_in_transit.encryption_type",
     "KafkaClusterEncryptionInTransit.EncryptionType", "PLAINTEXT", kConnectorEncryption},
    {kConnector, "logging.cloudwatch", kFlag, "log_delivery.worker_log_delivery.cloudwatch_logs.enabled",
     "LogDelivery.WorkerLogDelivery.CloudWatchLogs.Enabled", "false"},
    {kConnector, "logging.firehose", kFlag, "log_delivery.worker_log_delivery.firehose.enabled",
     "LogDelivery.WorkerLogDelivery.Firehose.Enabled", "false"},
    {kConnector, "logging.s3", kFlag, "log_delivery.worker_log_delivery.s3.enabled",
     "LogDelivery.WorkerLogDelivery.S3.Enabled", "false"},
    {kConnector, "security_groups", kTexts, "kafka_cluster.apache_kafka_cluster.vpc.security_groups",
     "KafkaCluster.ApacheKafkaCluster.Vpc.SecurityGroups"},
    {kConnector, "worker_configuration", kText, "worker_configuration.arn",
     "WorkerConfiguration.WorkerConfigurationArn"},
    {kConnector, "configuration", kTexts, "connector_configuration", "ConnectorConfiguration"},

    {kWorkerConfiguration, "name", kText, "name", "Name"},
    {kWorkerConfiguration, "properties", kText, "properties_file_content",
     "PropertiesFileContent LatestRevision.PropertiesFileContent"},

    {kReplicator, "name", kText, "replicator_name", "ReplicatorName"},
    {kReplicator, "topics", kTexts, "replication_info_list.topic_replication.topics_to_replicate",
     "ReplicationInfoList.TopicReplication.TopicsToReplicate"},
    {kReplicator, "topics.excluded", kTexts, "replication_info_list.topic_replication.topics_to_exclude",
     "ReplicationInfoList.TopicReplication.TopicsToExclude"},
    {kReplicator, "copies_acls", kFlag, "replication_info_list.topic_replication.copy_access_control_lists_for_topics",
     "ReplicationInfoList.TopicReplication.CopyAccessControlListsForTopics", "true"},

    {kVpcConnection, "authentication", kText, "authentication", "Authentication", "", kVpcAuthentication},
    {kVpcConnection, "security_groups", kTexts, "security_groups", "SecurityGroups"},
    {kVpcConnection, "target", kText, "target_cluster_arn", "TargetClusterArn"},

    {kSecrets, "cluster", kText, "cluster_arn", "ClusterArn"},
    {kSecrets, "arns", kTexts, "secret_arn_list secret_arn", "SecretArnList"},

    {kPolicy, "cluster", kText, "cluster_arn", "ClusterArn"},
    {kPolicy, "policy", kText, "policy", "Policy"},
});

constexpr std::array<std::string_view, 8> kThings = {
    "cluster",    "configuration",  "connector", "worker_configuration",
    "replicator", "vpc_connection", "secrets",   "policy"};

}  // namespace

std::string_view msk_thing_name(MskThing thing) { return kThings[static_cast<size_t>(thing)]; }

std::span<const MskAttribute> msk_attributes() { return kAttributes; }

size_t find_msk_attribute(std::string_view name) {
  const size_t dot = name.find('.');
  if (dot == name.npos) return kNoMskAttribute;
  auto found = std::find_if(kAttributes.begin(), kAttributes.end(), [&](const MskAttribute& one) {
    return one.name == name.substr(dot + 1) && msk_thing_name(one.thing) == name.substr(0, dot);
  });
  return found == kAttributes.end() ? kNoMskAttribute : static_cast<size_t>(found - kAttributes.begin());
}

}  // namespace klamm
