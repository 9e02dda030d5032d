// AWS's own minimal recipes are what a policy should look like: the baseline profile has nothing to say of them.
#include "unit/rule/checks/iam_policies.h"

namespace klamm {
namespace {

TEST_CASE("AWS's recipes for clients are sound") {
  CHECK(found({{{"Connect"}, {"cluster"}}, {{"CreateTopic"}, {"topic/orders"}}}) == Strings{});
  CHECK(found({{{"Connect"}, {"cluster"}}, {{"DescribeTopic", "WriteData"}, {"topic/orders"}}}) == Strings{});
  CHECK(found({{{"Connect"}, {"cluster"}},
               {{"DescribeTopic", "ReadData"}, {"topic/orders"}},
               {{"AlterGroup", "DescribeGroup"}, {"group/billing"}}}) == Strings{});
  CHECK(found({{{"Connect", "WriteDataIdempotently"}, {"cluster"}},
               {{"DescribeTopic", "WriteData"}, {"topic/orders"}}}) == Strings{});
  CHECK(found({{{"Connect"}, {"cluster"}},
               {{"DescribeTopic", "WriteData"}, {"topic/orders"}},
               {{"DescribeTransactionalId", "AlterTransactionalId"}, {"transactional-id/billing"}}}) == Strings{});
}

TEST_CASE("AWS's recipes for administrators are sound") {
  CHECK(found({{{"*"}, {"cluster", "topic/*", "group/*", "transactional-id/*"}}}) == Strings{});
  CHECK(found({{{"Connect", "DescribeClusterDynamicConfiguration", "AlterClusterDynamicConfiguration"},
                {"cluster"}}}) == Strings{});
  CHECK(found({{{"Connect"}, {"cluster"}},
               {{"DescribeTopicDynamicConfiguration", "AlterTopicDynamicConfiguration"}, {"topic/orders"}}}) ==
        Strings{});
  CHECK(found({{{"Connect"}, {"cluster"}}, {{"DescribeTopic", "AlterTopic"}, {"topic/orders"}}}) == Strings{});
}

TEST_CASE("one statement with cluster, topics and groups and the actions of all is the ordinary recipe") {
  CHECK(found({{{"Connect", "DescribeTopic", "ReadData", "WriteData", "WriteDataIdempotently", "AlterGroup",
                 "DescribeGroup"},
                {"cluster", "topic/orders", "topic/invoices", "group/billing"}}}) == Strings{});
}

TEST_CASE("the role of MSK Connect is sound") {
  CHECK(found({{{"Connect", "DescribeCluster"}, {"cluster"}},
               {{"ReadData", "DescribeTopic"}, {"topic/orders"}},
               {{"WriteData", "DescribeTopic"}, {"topic/sink"}},
               {{"CreateTopic", "WriteData", "ReadData", "DescribeTopic"}, {"topic/__amazon_msk_connect_*"}},
               {{"AlterGroup", "DescribeGroup"}, {"group/__amazon_msk_connect_*", "group/connect-*"}}}) == Strings{});
}

TEST_CASE("the roles of MSK Replicator are sound") {
  CHECK(found({{{"Connect", "DescribeCluster", "WriteDataIdempotently"}, {"cluster"}},
               {{"CreateTopic", "ReadData", "WriteData", "DescribeTopic", "DescribeTopicDynamicConfiguration",
                 "AlterTopic", "AlterTopicDynamicConfiguration"},
                {"topic/*__amazon_msk_replicator_*", "topic/mskr-offset-syncs.*", "topic/*.checkpoints.internal"}},
               {{"ReadData", "DescribeTopic", "DescribeTopicDynamicConfiguration"}, {"topic/*"}},
               {{"CreateTopic", "WriteData", "DescribeTopic", "DescribeTopicDynamicConfiguration"}, {"topic/*"}},
               {{"AlterGroup", "DescribeGroup"}, {"group/*"}}}) == Strings{});
  CHECK(found({{{"Connect", "DescribeCluster"}, {"cluster"}}}) == Strings{});
  CHECK(found({{{"Connect", "DescribeCluster", "AlterCluster"}, {"cluster"}}}) == Strings{});
}

TEST_CASE("what Kafka Streams needs is sound") {
  CHECK(found({{{"Connect", "WriteDataIdempotently"}, {"cluster"}},
               {{"AlterGroup", "DescribeGroup", "DeleteGroup"}, {"group/app"}},
               {{"ReadData", "DescribeTopic"}, {"topic/in"}},
               {{"WriteData", "DescribeTopic"}, {"topic/out"}},
               {{"CreateTopic", "DescribeTopic", "ReadData", "WriteData", "DeleteTopic",
                 "DescribeTopicDynamicConfiguration"},
                {"topic/app-*"}},
               {{"DescribeTransactionalId", "AlterTransactionalId"}, {"transactional-id/app-*"}}}) == Strings{});
}

TEST_CASE("a role for Lambda, with what its managed policy lacks, is sound") {
  CHECK(
      found_in(policy({R"({"Effect": "Allow", "Action": ["kafka:DescribeCluster", "kafka:DescribeClusterV2",
      "kafka:GetBootstrapBrokers", "ec2:CreateNetworkInterface", "logs:PutLogEvents"], "Resource": "*"})",
                       statement({"Connect"}, {"cluster"}), statement({"DescribeTopic", "ReadData"}, {"topic/orders"}),
                       statement({"AlterGroup", "DescribeGroup"}, {"group/lambda"})})) == Strings{});
}

TEST_CASE("policies of other services are nobody's business here") {
  CHECK(found_in(policy({R"({"Effect": "Allow", "Action": "s3:*", "Resource": "*"})"})) == Strings{});
  CHECK(found_in(policy({R"({"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::logs/*"})"})) == Strings{});
  CHECK(found_in(policy({R"({"Effect": "Allow", "Principal": {"Service": "kafkaconnect.amazonaws.com"},
                             "Action": "sts:AssumeRole"})"})) == Strings{});
  CHECK(found_in(policy({R"({"Effect": "Allow", "NotAction": "s3:*", "Resource": "arn:aws:s3:::logs/*"})"})) ==
        Strings{});
  CHECK(found_in(policy({R"({"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"})"})) == Strings{});
}

}  // namespace
}  // namespace klamm
