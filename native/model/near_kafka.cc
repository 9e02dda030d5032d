#include <algorithm>
#include <array>

#include "klamm/template.h"

namespace klamm {
namespace {

// Clusters and what runs beside them, who may reach them and act on them, what encrypts, keeps and watches.
constexpr std::array<std::string_view, 24> kPrefixes = {"aws_msk_",
                                                        "aws_mskconnect_",
                                                        "aws_iam_",
                                                        "aws_security_group",
                                                        "aws_default_security_group",
                                                        "aws_vpc_security_group_",
                                                        "aws_vpc_endpoint",
                                                        "aws_subnet",
                                                        "aws_route",
                                                        "aws_network_acl",
                                                        "aws_kms_",
                                                        "aws_cloudwatch_",
                                                        "aws_s3_bucket",
                                                        "aws_kinesis_firehose_delivery_stream",
                                                        "aws_secretsmanager_",
                                                        "aws_config_",
                                                        "aws_guardduty_",
                                                        "aws_inspector2_",
                                                        "aws_cloudtrail",
                                                        "aws_ssoadmin_",
                                                        "aws_organizations_policy",
                                                        "kafka_",
                                                        "confluent_kafka_",
                                                        "template_file"};

}  // namespace

bool is_near_kafka(std::string_view type) {
  return std::any_of(kPrefixes.begin(), kPrefixes.end(),
                     [&](std::string_view prefix) { return type.starts_with(prefix); });
}

}  // namespace klamm
